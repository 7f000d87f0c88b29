"""Who looks at something is told before it is removed, and by its title afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.editing.drafts import draft_of, save
from domain.editing.edits import Edit, Put
from tests.pages.admin.editor import DRAFT, STEPS, editing
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

RECEPTION = f"{DRAFT}/steps/reception"
FORM = f"{RECEPTION}/form"
WHEN = (*STEPS, "trip", "when")


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        kept(
            front,
            Put((*STEPS, "reception", "title"), {"vi": "Tiếp nhận", "en": "Reception"}),
            Put(WHEN, "reception.agrees == true && reception.stay == 'home'"),
        )
        yield browser


def kept(front: Front, *edits: Edit) -> None:
    revision = draft_of(front.place.office, "small").revision
    save(front.place.office, "small", revision, edits, "user:vi")


def removed(browser: Browser, path: str, ending: str = "/remove") -> Page:
    browser.follow(browser.send(form(browser.page(path), ending)))
    return browser.page(DRAFT)


def test_who_looks_at_a_step_is_told_before_it_is_removed(vi: Browser) -> None:
    page, free = vi.page(RECEPTION), vi.page(f"{DRAFT}/steps/papers")

    assert "Đang dùng ở 3 chỗ; nếu bỏ thì phải sửa" in page.words
    for path in ("steps/trip/condition", "steps/services#each", "ends/refused/condition"):
        assert f"{DRAFT}/{path}" in page.links()
    assert "nếu bỏ thì phải sửa" not in free.words


def test_who_looks_at_a_field_or_an_option_is_told_beside_it(vi: Browser) -> None:
    assert f"{DRAFT}/ends/refused/condition" in vi.page(FORM).links()

    needs, stay = vi.page(f"{FORM}/needs"), vi.page(f"{FORM}/stay")
    assert f"{DRAFT}/steps/trip/condition" in stay.links()
    assert f"{DRAFT}/steps/trip/condition" not in needs.links()


def test_a_step_that_is_gone_is_named_by_its_title_once_for_each_who_looks(
    front: Front, vi: Browser
) -> None:
    page = removed(vi, RECEPTION)

    assert page.words.count("“Tiếp nhận” đã bị bỏ khỏi bản thảo") == 3
    assert "Không có bước" not in page.words
    assert f"{DRAFT}/steps/trip/condition" in page.links()

    kept(front, Put(WHEN, None))
    assert vi.page(DRAFT).words.count("“Tiếp nhận” đã bị bỏ khỏi bản thảo") == 2


def test_a_field_that_is_gone_is_named_with_its_step(vi: Browser) -> None:
    page = removed(vi, FORM, "/agrees/remove")

    assert page.words.count("“Tiếp nhận – agrees” đã bị bỏ") == 2


def test_an_option_that_is_gone_is_named_with_its_field(vi: Browser) -> None:
    vi.send(form(vi.page(f"{FORM}/stay"), "/save"), **{"gone.home": "yes"})

    assert "“Tiếp nhận – stay – home” đã bị bỏ" in vi.page(DRAFT).words


def test_what_was_never_there_is_not_said_to_be_removed(front: Front, vi: Browser) -> None:
    kept(front, Put(WHEN, "nowhere.agrees == true && reception.stay == 'hotel'"))

    words = vi.page(DRAFT).words

    assert "đã bị bỏ" not in words
    assert "nowhere" in words
    assert "hotel" in words
