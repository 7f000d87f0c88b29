"""The form of a step as an administrator makes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.editing.tree import items_of, name_of
from tests.pages.admin.editor import DRAFT, STEPS, editing, stands
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

TRIP = f"{DRAFT}/steps/trip/form"
RECEPTION = f"{DRAFT}/steps/reception/form"


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        yield browser


def added(browser: Browser, kind: str, vi: str, en: str = "") -> Page:
    typed = {"title.vi": vi, "title.en": en, "kind": kind}
    return browser.follow(browser.send(form(browser.page(TRIP), "/add"), **typed))


def kept(browser: Browser, page: Page, **typed: str) -> Page:
    named = {key.replace("__", "."): value for key, value in typed.items()}
    return browser.follow(browser.send(form(page, "/save"), **named))


def options(front: Front, *place: str) -> list[str | None]:
    return [name_of(one) for one in items_of(stands(front, *STEPS, *place, "options"))]


def test_a_field_is_added_with_its_options(front: Front, vi: Browser) -> None:
    page = added(vi, "choice", "Kết quả khám")
    assert "Có quá ít lựa chọn." in page.words

    page = kept(vi, page, new__0__vi="Khỏe", new__1__vi="Cần điều trị", new__1__en="To be treated")

    field = stands(front, *STEPS, "trip", "form", "ket_qua_kham")
    assert field == {
        "id": "ket_qua_kham",
        "label": {"vi": "Kết quả khám", "en": "Kết quả khám"},
        "kind": "choice",
        "options": [
            {"id": "khoe", "label": {"vi": "Khỏe", "en": "Khỏe"}},
            {"id": "can_dieu_tri", "label": {"vi": "Cần điều trị", "en": "To be treated"}},
        ],
    }
    assert "Đã lưu." in page.words


def test_options_go_up_and_down_and_out_and_say_what_the_person_is(
    front: Front, vi: Browser
) -> None:
    page = vi.page(f"{RECEPTION}/stay")
    page = kept(vi, page, status__home="identified", move="down shelter")

    assert options(front, "reception", "form", "stay") == ["home", "shelter"]
    assert stands(front, *STEPS, "reception", "form", "stay", "options", "home", "status") == (
        "identified"
    )

    kept(vi, page, gone__home="yes")
    assert options(front, "reception", "form", "stay") == ["shelter"]


def test_options_that_read_the_same_are_told_at_the_second_of_them(
    front: Front, vi: Browser
) -> None:
    page = kept(vi, vi.page(f"{RECEPTION}/stay"), option__home__vi="Shelter ", option__home__en="x")

    assert "hai lựa chọn cùng ghi là “Shelter”" in page.words
    assert page.with_id("option-home-vi")["aria-invalid"] == "true"
    assert "aria-invalid" not in page.with_id("option-shelter-vi")
    assert "reception › stay" in vi.page(DRAFT).words


def test_enter_keeps_the_field_and_moves_no_option(vi: Browser) -> None:
    page = vi.page(f"{RECEPTION}/stay")

    first, *others = (a for tag, a in page.tags if tag == "button" and a.get("name") == "move")

    assert (first["value"], "hidden" in first) == ("", True)
    assert [one["value"] for one in others] == ["down shelter", "up home", ""]


def test_a_field_is_reworded_and_may_stay_empty(front: Front, vi: Browser) -> None:
    page = vi.page(f"{RECEPTION}/day")

    kept(vi, page, label__vi="Ngày đến", label__en="", may_be_empty="yes", ahead="yes")

    assert stands(front, *STEPS, "reception", "form", "day") == {
        "id": "day",
        "label": {"vi": "Ngày đến", "en": "Ngày đến"},
        "kind": "date",
        "required": False,
        "ahead": True,
    }


def test_a_page_that_is_kept_as_it_is_changes_nothing(front: Front, vi: Browser) -> None:
    before = stands(front)
    for field in ("agrees", "stay", "needs", "day", "children", "commune", "note"):
        vi.send(form(vi.page(f"{RECEPTION}/{field}"), "/save"))

    assert stands(front) == before


def test_fields_go_up_and_down_and_out(front: Front, vi: Browser) -> None:
    def names() -> list[str | None]:
        return [name_of(one) for one in items_of(stands(front, *STEPS, "reception", "form"))]

    vi.send(form(vi.page(RECEPTION), "/stay/up"))
    assert names()[:2] == ["stay", "agrees"]
    vi.send(form(vi.page(RECEPTION), "/stay/down"))
    vi.send(form(vi.page(RECEPTION), "/note/remove"))
    assert names() == ["agrees", "stay", "needs", "day", "children", "commune"]


def test_what_looked_at_a_field_that_is_gone_is_told_at_its_place(
    front: Front, vi: Browser
) -> None:
    page = vi.follow(vi.send(form(vi.page(RECEPTION), "/agrees/remove")))
    assert "cần sửa" not in page.words

    assert "reception" in vi.page(f"{DRAFT}/ends/refused/condition").words
    assert "cần sửa: 1" in vi.page(f"{DRAFT}/ends/refused").words


def test_a_file_may_stay_empty_from_the_first(front: Front, vi: Browser) -> None:
    added(vi, "file", "Giấy khám")

    assert stands(front, *STEPS, "trip", "form", "giay_kham", "required") is False


def test_a_field_without_a_name_is_not_added(front: Front, vi: Browser) -> None:
    answer = vi.send(form(vi.page(TRIP), "/add"), **{"title.vi": " ", "kind": "date"})

    assert answer.status_code == 422
    assert stands(front, *STEPS, "trip", "form") is None


def test_a_field_that_is_not_there_is_told_kindly(front: Front, vi: Browser) -> None:
    assert "không còn trong bản thảo" in vi.page(f"{TRIP}/nowhere", 404).words


def test_what_another_changed_meanwhile_is_told(front: Front, vi: Browser) -> None:
    page = vi.page(f"{RECEPTION}/day")
    with front.browser("bac") as bac:
        kept(bac, bac.page(f"{RECEPTION}/day"), label__vi="Ngày tới")

    answer = vi.send(form(page, "/save"), **{"label.vi": "Ngày đến"})

    assert answer.status_code == 409
    assert "Ngày tới" in Page(answer.text).words


def test_the_overview_leads_to_the_page_where_a_thing_is_mended(front: Front, vi: Browser) -> None:
    vi.send(form(vi.page(RECEPTION), "/agrees/remove"))
    added(vi, "choice", "Kết quả")
    share = {"share.phone": "yes", "why.phone.vi": "Để gọi"}
    vi.send(form(vi.page(f"{DRAFT}/steps/trip/shares"), "/save"), **share)

    shown = vi.page(DRAFT).links()

    for path in ("ends/refused/condition", "steps/trip/form/ket_qua", "steps/trip/shares"):
        assert f"{DRAFT}/{path}" in shown
        vi.page(f"{DRAFT}/{path}")
