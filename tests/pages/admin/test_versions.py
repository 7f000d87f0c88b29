"""The versions of a pathway, as an administrator looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.administration.publishing import publish_pathway
from domain.casework.editing.drafts import draft_of
from domain.casework.versions.retiring import retire
from domain.editing.starting import tree_of
from domain.pathway.files import read_pathway, read_published, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Label
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

MARKUP = "<b onclick='x'>Khám</b> & | **xong**"
FIRST = pathway(step("verify"))
SECOND = pathway(step("verify"), step("care", "verify", role="shelter"))


def publish(front: Front, pathway: Pathway, by: str = "vi") -> None:
    publish_pathway(front.place.office, pathway, f"user:{by}")


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    publish(front, FIRST)
    publish(front, SECOND, "bac")
    with front.browser("vi") as browser:
        yield browser


def test_each_version_is_told_with_who_published_it(vi: Browser) -> None:
    page = vi.page("/admin/pathways/small")

    newest, oldest = page.words.index("Bắc công bố"), page.words.index("Vi công bố")
    assert page.words.index("đang dùng") < newest < page.words.index("Phiên bản 1") < oldest


def test_a_pathway_is_drawn_and_can_be_changed_before_its_versions_are_told(vi: Browser) -> None:
    page = vi.page("/admin/pathways/small")

    first, after = page.words.index("Bắt đầu bản thảo"), page.words.index("Các phiên bản")
    tags = [tag for tag, _ in page.tags]
    assert first < after
    assert tags.index("svg") < tags.index("ul", tags.index("main"))


def test_a_draft_begins_as_the_version_in_use_where_a_later_one_was_retired(
    front: Front, vi: Browser
) -> None:
    retire(front.place.office, "small", 2, "user:bac")

    page = vi.page("/admin/pathways/small")
    vi.send(form(page, "/change"))

    assert "Phiên bản 2 · đã ngừng dùng" in page.words
    assert draft_of(front.place.office, "small").tree == tree_of(FIRST)


def test_what_the_last_version_changed_is_told_in_words(vi: Browser) -> None:
    page = vi.page("/admin/pathways/small")

    assert "Phiên bản 1 → phiên bản 2" in page.words
    assert "care" in page.words


def test_any_two_versions_are_compared_in_either_direction(vi: Browser) -> None:
    back = vi.page("/admin/pathways/small?from=2&to=1")
    same = vi.page("/admin/pathways/small?from=2&to=2")

    assert "Phiên bản 2 → phiên bản 1" in back.words
    assert "Không có gì khác nhau." in same.words


@pytest.mark.parametrize("query", ["?from=9&to=1", "?from=²&to=1", "?to=", "?from=1"])
def test_versions_that_are_not_there_are_compared_as_if_none_were_chosen(
    vi: Browser, query: str
) -> None:
    assert "Phiên bản 1 → phiên bản 2" in vi.page(f"/admin/pathways/small{query}").words


def test_a_first_version_has_nothing_to_be_compared_with(front: Front) -> None:
    publish(front, FIRST)

    with front.browser("vi") as vi:
        page = vi.page("/admin/pathways/small")

    assert "So sánh" not in page.words


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_every_shipped_pathway_is_a_page_with_all_of_its_steps(front: Front, path: Path) -> None:
    publish(front, shipped := read_pathway(path))

    with front.browser("vi") as vi:
        page = vi.page(f"/admin/pathways/{shipped.key}/versions/1")

    titles = [each.title.vi for each in shipped.steps] + [each.title.vi for each in shipped.ends]
    for title in titles:
        assert " ".join(title.split()) in page.words


def test_what_an_administrator_wrote_is_never_markup(front: Front) -> None:
    named = FIRST.steps[0].model_copy(update={"title": Label(vi=MARKUP, en=MARKUP)})
    stage = FIRST.stages[0].model_copy(update={"steps": (named,), "title": named.title})
    publish(front, FIRST.model_copy(update={"stages": (stage,), "title": named.title}))

    with front.browser("vi") as vi:
        answers = [
            vi.client.get(f"/admin/{path}")
            for path in ("pathways", "pathways/small", "pathways/small/versions/1")
        ]

    for answer in answers:
        assert "<b onclick" not in answer.text
    assert MARKUP in Page(answers[-1].text).words


def test_a_version_is_taken_along_as_a_file(vi: Browser) -> None:
    taken = {
        kind: vi.client.get(f"/admin/pathways/small/versions/2/{kind}")
        for kind in ("yaml", "bpmn", "svg")
    }

    assert read_published(taken["yaml"].text) == SECOND
    assert "<bpmn:definitions" in taken["bpmn"].text
    assert taken["svg"].text.startswith("<svg")
    assert {answer.headers["Content-Disposition"] for answer in taken.values()} == {
        f'attachment; filename="small-2.{kind}"' for kind in taken
    }


@pytest.mark.parametrize(
    "path",
    [
        "large", "large/versions/1", "small/versions/9", "small/versions/x", "small/versions/1/exe",
        "small/versions/9/yaml", "small/versions/²",
    ],
)  # fmt: skip
def test_what_there_is_not_is_nothing(vi: Browser, path: str) -> None:
    assert "Không có gì ở đây" in vi.page(f"/admin/pathways/{path}", 404).words
