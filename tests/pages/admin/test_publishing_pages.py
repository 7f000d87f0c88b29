"""Looking a draft through and publishing it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.drafts import OfficeDrafts
from deployments.rooms import rooms_of
from domain.casework.administration.publishing import pathway_in_use, publish_pathway
from domain.casework.editing.drafts import every_draft
from domain.casework.editing.examples import forget, keep as keep_example
from domain.casework.versions.retiring import retire
from domain.db.publications import PublishedElsewhere
from domain.pathway.template import Pathway
from domain.simulation.examples import Run
from domain.simulation.trying import SILENT
from domain.texts import say
from domain.users.user import User
from pages.application import create_app
from tests.domain.small import ENTRY, pathway, step
from tests.pages.admin.test_editing import DRAFT, SMALL, keep, section
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form, Page
from tests.strategies import label

PROPOSED = "Bắc đã đề nghị công bố."


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    """Who has begun a draft of what is in use, and given a step another name."""
    publish_pathway(front.place.office, SMALL, "user:vi")
    with front.browser("vi") as browser:
        browser.send(form(browser.page("/admin/pathways/small"), "/change"))
        keep(browser, "steps/care", "name", {"title.vi": "Chăm sóc"})
        yield browser


def in_use(front: Front) -> tuple[int, Pathway]:
    with front.place.office.store.reading() as books:
        return pathway_in_use(books, "small")


def publish(browser: Browser) -> Page:
    answer = browser.send(form(browser.page(f"{DRAFT}/publish"), "/publish"))
    return browser.follow(answer) if answer.status_code == 303 else Page(answer.text)


def test_what_changes_is_told_and_whom_it_may_reach(front: Front, vi: Browser) -> None:
    front.place.open(SMALL, area="hai_phong")

    page = vi.page(f"{DRAFT}/publish")

    assert "Chăm sóc" in page.words
    assert "Theo phiên bản 1: 1" in page.words


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("in-use:small", "So với phiên bản 1 của “Small”"),
        ("shipped:hai_phong", "có sẵn trong chương trình, là bản gốc"),
    ],
)
def test_a_copy_is_held_against_what_it_was_copied_from(
    front: Front, vi: Browser, copy: str, told: str
) -> None:
    new = form(vi.page("/admin/new-pathway"), "/start")
    draft = vi.send(new, **{"title.vi": "Của tỉnh", "copy": copy}).headers["Location"]
    about = section(vi.page(f"{draft.partition('?')[0]}/about"), "name")
    vi.send(about, **{"about.vi": "Dùng cho tỉnh từ 2027"})

    page = vi.page("/admin/pathways/cua_tinh/draft/publish")

    assert "Đây là phiên bản đầu tiên của quy trình này." in page.words
    assert told in page.words
    assert "“Của tỉnh”" in page.words
    assert "“Dùng cho tỉnh từ 2027”" in page.words
    assert "cua_tinh →" not in page.words
    assert "→ cua_tinh" not in page.words


def test_a_draft_becomes_the_next_version_and_is_gone(front: Front, vi: Browser) -> None:
    journey = front.place.open(SMALL, area="hai_phong")

    page = publish(vi)

    version, pathway = in_use(front)
    assert (version, pathway.by_id["care"].title.vi) == (2, "Chăm sóc")
    assert every_draft(front.place.office) == []
    assert "Đã công bố." in page.words
    assert "Phiên bản 1 → phiên bản 2" in page.words
    with front.place.office.store.reading() as books:
        row = books.journeys.find(journey)
    assert row is not None
    assert row.version == 1


def test_an_unsound_draft_is_kept_and_never_published(front: Front, vi: Browser) -> None:
    keep(vi, "steps/care", "who", {"role": ""})
    shown = vi.page(f"{DRAFT}/publish")
    sent = form(shown, "/publish")

    answer = vi.send(sent)

    assert "Cần sửa trước" in shown.words
    assert answer.status_code == 422
    assert in_use(front)[0] == 1
    assert len(every_draft(front.place.office)) == 1


def test_what_was_published_meanwhile_is_seen_before_it_is_published_over(
    front: Front, vi: Browser
) -> None:
    seen = form(vi.page(f"{DRAFT}/publish"), "/publish")
    publish_pathway(front.place.office, pathway(step("verify")), "user:bac")

    refused = vi.send(seen)
    told = Page(refused.text)
    published = vi.send(form(told, "/publish"), over="2")

    assert refused.status_code == 422
    assert "phiên bản 2" in told.words
    assert (published.status_code, in_use(front)[0]) == (303, 3)


class FileCameFirst(OfficeDrafts):
    """A file is published in the same moment as the draft, which only PostgreSQL lets happen."""

    def publish(
        self, key: str, revision: int, user: User, *, over: int | None, renewed: Collection[str]
    ) -> int:
        publish_pathway(self.office, pathway(step("verify")), "user:bac")
        raise PublishedElsewhere(
            say("Somebody else published this in the same moment. Please do this once more.")
        )


def test_who_publishes_in_the_same_moment_as_another_is_told_on_the_page(
    front: Front, vi: Browser
) -> None:
    office = front.place.office
    rooms = rooms_of(front.door, front.base_url, front.woken.append, front.hand_over)
    rooms = replace(rooms, admin=replace(rooms.admin, drafts=FileCameFirst(office)))
    answers = OfficeAnswers(office, front.woken.append)
    app = create_app(answers, language="vi", rooms=rooms, health=lambda: True)
    sent = form(vi.page(f"{DRAFT}/publish"), "/publish")

    with TestClient(app, base_url=front.base_url, cookies=vi.client.cookies) as client:
        browser = Browser(client)
        told = browser.read(browser.send(sent), 422)

    assert "Có người khác vừa công bố cùng lúc." in told.words
    assert "phiên bản 2 đã được công bố" in told.words
    assert "công bố đè lên phiên bản 2" in told.words


def test_the_first_look_after_anothers_publication_warns_and_takes_a_tick(
    front: Front, vi: Browser
) -> None:
    changed = pathway(step("verify", title=label("Khám sức khỏe")))
    publish_pathway(front.place.office, changed, "user:bac")

    page = vi.page(f"{DRAFT}/publish")
    looked = form(page, "/publish")
    unticked = vi.send(looked)

    assert "phiên bản 2 đã được công bố" in page.words
    assert "từ phiên bản 1 đến phiên bản 2" in page.words
    assert "“verify” → “Khám sức khỏe”" in page.words
    assert looked.values.get("over", []) == []
    assert (unticked.status_code, in_use(front)[0]) == (422, 2)
    assert vi.send(looked, over="2").status_code == 303


def test_a_draft_of_a_version_that_was_retired_says_so(front: Front, vi: Browser) -> None:
    office = front.place.office
    publish_pathway(office, pathway(step("verify"), step("far")), "user:vi")
    vi.send(form(vi.page(DRAFT), "/throw-away"))
    vi.send(form(vi.page("/admin/pathways/small"), "/change"))
    retire(office, "small", 2, "user:bac")

    page = vi.page(f"{DRAFT}/publish")

    assert "phiên bản 2 đã ngừng dùng và phiên bản 1 lại được sử dụng" in page.words
    assert "đã được công bố" not in page.words


@pytest.fixture
def example(front: Front) -> str:
    """That was there before the version in use."""
    run = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
    keep_example(front.place.office, SMALL, "Tự trở về", run, "user:vi")
    front.place.later(hours=1)
    return "Tự trở về"


def test_who_publishes_is_told_who_forgot_an_example_and_says_that_it_is_meant(
    front: Front, example: str, vi: Browser
) -> None:
    forget(front.place.office, "small", example, "user:bac")

    page = vi.page(f"{DRAFT}/publish")
    looked = form(page, "/publish")
    refused = vi.send(looked)

    assert "từ khi có phiên bản 1" in page.words
    assert "Bắc đã bỏ ví dụ này" in page.words
    assert (refused.status_code, in_use(front)[0]) == (422, 1)
    assert "“Tự trở về”" in Page(refused.text).words
    assert vi.send(looked, renew=["Tự trở về"]).status_code == 303
    assert in_use(front)[0] == 2


def test_the_draft_says_how_many_examples_there_are_and_where_they_are_played(
    front: Front, vi: Browser
) -> None:
    before = vi.page(DRAFT)
    run = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
    keep_example(front.place.office, SMALL, "Tự trở về", run, "user:vi")

    page = vi.page(DRAFT)

    assert "Ví dụ đã lưu" not in before.words
    assert "Ví dụ đã lưu: 1." in page.words
    assert f"{DRAFT}/try#examples" in page.links()
    assert "examples" in vi.page(f"{DRAFT}/try").ids


def test_what_was_edited_after_the_look_is_not_published(front: Front, vi: Browser) -> None:
    seen = form(vi.page(f"{DRAFT}/publish"), "/publish")
    keep(vi, "steps/care", "name", {"title.vi": "Chăm lo"})

    refused = vi.send(seen)

    assert refused.status_code == 409
    assert "Chăm lo" in Page(refused.text).words
    assert in_use(front)[0] == 1


def test_who_is_there_for_an_area_publishes_nothing_and_proposes_it(
    front: Front, vi: Browser
) -> None:
    with front.browser("bac") as bac:
        page = bac.page(f"{DRAFT}/publish")
        proposed = bac.follow(bac.send(form_to(bac, "/propose")))

    assert "người quản trị phụ trách mọi địa bàn công bố" in page.words
    assert "Đề nghị công bố" in page.words
    assert "Công bố phiên bản này" not in page.words
    assert "Cần người khác công bố." in proposed.words
    assert "Bắc đã đề nghị công bố." in vi.page(f"{DRAFT}/publish").words
    assert "Đã công bố." in publish(vi).words


def test_where_two_publish_one_proposes_and_another_publishes(front: Front, vi: Browser) -> None:
    front.place.office = replace(front.place.office, two_to_publish=True)
    front.door = replace(front.door, office=front.place.office)

    with front.browser("vi") as one, front.browser("bac") as other:
        proposed = other.follow(other.send(form_to(other, "/propose")))
        assert PROPOSED in proposed.words
        assert "Cần người khác công bố." in proposed.words
        page = publish(one)

    assert "Đã công bố." in page.words
    assert in_use(front)[0] == 2


@pytest.mark.parametrize("two", [True, False])
def test_what_is_proposed_is_told_wherever_the_draft_is_found(
    front: Front, vi: Browser, *, two: bool
) -> None:
    found = (DRAFT, "/admin/pathways", "/admin/pathways/small")
    front.place.office = replace(front.place.office, two_to_publish=two)
    front.door = replace(front.door, office=front.place.office)

    with front.browser("vi") as one, front.browser("bac") as other:
        unproposed = [one.page(path).words for path in found]
        other.send(form_to(other, "/propose"))
        pages = [one.page(path) for path in found]

    assert [PROPOSED in words for words in unproposed] == [False] * 3
    assert [PROPOSED in page.words for page in pages] == [True] * 3
    assert [f"{DRAFT}/publish" in page.links() for page in pages] == [True] * 3


def test_nobody_publishes_alone_what_takes_two(front: Front, vi: Browser) -> None:
    front.place.office = replace(front.place.office, two_to_publish=True)
    front.door = replace(front.door, office=front.place.office)

    with front.browser("vi") as one:
        unproposed = one.send(form(one.page(f"{DRAFT}/publish"), "/publish"))
        one.send(form_to(one, "/propose"))
        alone = one.send(form(one.page(f"{DRAFT}/publish"), "/publish"))

    assert [unproposed.status_code, alone.status_code] == [422, 422]
    assert in_use(front)[0] == 1


def form_to(browser: Browser, ending: str) -> Form:
    """The form of the page, sent by the button that has an address of its own."""
    sent = form(browser.page(f"{DRAFT}/publish"), "/publish")
    sent.attributes["action"] = sent.attributes["action"].replace("/publish", ending)
    return sent
