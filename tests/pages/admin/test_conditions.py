"""A condition as an administrator picks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.editing.tree import Node
from tests.pages.admin.editor import DRAFT, STEPS, editing, stands
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

GUARDED = "reception.{} != null && {}"
TRIP = f"{DRAFT}/steps/trip/condition"


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        yield browser


def when(front: Front, *place: str) -> Node:
    return stands(front, *(place or (*STEPS, "trip")), "when")


def picked(browser: Browser, page: Page, status: int = 303, **typed: str | list[str]) -> Page:
    """What came of it. A number behind a name is that of the row."""
    named = {f"{key[:-1]}.{key[-1]}": value for key, value in typed.items()}
    answer = browser.send(form(page, "/save"), **named)
    assert answer.status_code == status, answer.text
    return browser.follow(answer) if status == 303 else Page(answer.text)


def test_a_condition_is_picked_row_by_row(front: Front, vi: Browser) -> None:
    page = picked(vi, vi.page(TRIP), 422, field0="reception.stay")
    assert "Xin chọn cách so sánh và giá trị" in page.words

    page = picked(vi, page, compared0="is", value0="home")
    assert when(front) == "reception.stay == 'home'"
    assert "“stay”: “home”" in page.words

    page = picked(vi, page, 422, field1="reception.children")
    picked(vi, page, compared1="over", value1="2", joiner1="or")
    assert when(front) == (
        "reception.stay == 'home' || reception.children != null && reception.children > 2"
    )


def test_to_be_asked_more_keeps_nothing_and_is_no_fault(front: Front, vi: Browser) -> None:
    page = vi.page(TRIP)
    assert "Lưu điều kiện" not in page.words

    typed = {"field.0": "reception.stay", "_more": "yes"}
    page = vi.read(vi.send(form(page, "/save"), **typed))

    assert when(front) is None
    assert not page.with_role("alert")
    assert "Lưu điều kiện" in page.words
    picked(vi, page, compared0="is", value0="home")
    assert when(front) == "reception.stay == 'home'"


def test_several_values_are_ticked(front: Front, vi: Browser) -> None:
    page = picked(vi, vi.page(TRIP), 422, field0="entry")
    page = picked(vi, page, 422, compared0="one_of")
    picked(vi, page, value0=["rescue", "self_return"])

    assert when(front) == "entry in ['rescue', 'self_return']"


@pytest.mark.parametrize(
    ("field", "compared", "value", "text"),
    [
        ("reception.agrees", "is", "false", "reception.agrees == false"),
        (
            "reception.day",
            "under",
            "2026-06-01",
            GUARDED.format("day", "reception.day < '2026-06-01'"),
        ),
        ("reception.needs", "chosen", "law", GUARDED.format("needs", "'law' in reception.needs")),
        (
            "size(reception.needs)",
            "at_least",
            "2",
            GUARDED.format("needs", "size(reception.needs) >= 2"),
        ),
        ("reception.commune", "is", "hai_phong", "reception.commune == 'hai_phong'"),
        ("reception.agrees", "answered", "", "reception.agrees != null"),
    ],
)
def test_each_kind_of_answer_is_compared_in_its_own_way(
    front: Front, vi: Browser, field: str, compared: str, value: str, text: str
) -> None:
    picked(vi, vi.page(TRIP), field0=field, compared0=compared, value0=value)

    assert when(front) == text


@pytest.mark.parametrize(
    ("field", "compared", "value"),
    [
        ("reception.day", "under", "31.2.2026"),
        ("reception.children", "over", "viele"),
        ("reception.stay", "is", "nowhere"),
        ("reception.stay", "holds", "home"),
        ("entry == 'x' || true", "is", "x"),
    ],
)
def test_what_does_not_fit_is_asked_for_again_and_stays_typed(
    front: Front, vi: Browser, field: str, compared: str, value: str
) -> None:
    page = picked(vi, vi.page(TRIP), 422, field0=field, compared0=compared, value0=value)

    assert when(front) is None
    assert form(page, "/save").values["field.0"] == [field]


def test_a_row_is_taken_out(front: Front, vi: Browser) -> None:
    page = picked(vi, vi.page(TRIP), field0="reception.stay", compared0="is", value0="home")
    page = picked(vi, page, gone0="yes")

    assert when(front) is None
    assert "Không có điều kiện." in page.words


def test_a_condition_that_is_kept_as_it_is_stays_as_it_was_written(
    front: Front, vi: Browser
) -> None:
    written = "!(entry == 'rescue') && reception.agrees"
    vi.send(form(vi.page(TRIP), "/write"), text=written)

    picked(vi, vi.page(TRIP))

    assert when(front) == written


def test_what_rows_cannot_show_is_told_and_kept(front: Front, vi: Browser) -> None:
    written = "!(reception.agrees == true && entry == 'rescue')"
    page = vi.follow(vi.send(form(vi.page(TRIP), "/write"), text=written))

    assert when(front) == written
    assert "không thể hiện được" in page.words

    picked(vi, page)
    assert when(front) is None


def test_a_condition_that_is_wrong_is_kept_with_its_fault_at_its_place(
    front: Front, vi: Browser
) -> None:
    page = vi.follow(vi.send(form(vi.page(TRIP), "/write"), text="visit.over == true"))

    assert when(front) == "visit.over == true"
    assert "visit – over" in page.words
    assert "Xin chọn câu trả lời của một bước đứng trước bước này." in page.words


def test_an_end_and_the_rounds_of_a_step_have_conditions_too(front: Front, vi: Browser) -> None:
    page = vi.page(f"{DRAFT}/ends/refused/condition")
    picked(vi, page, value0="true")
    assert when(front, "ends", "refused") == "reception.agrees == true"

    page = vi.page(f"{DRAFT}/steps/visit/until")
    picked(vi, page, value0="false")
    assert stands(front, *STEPS, "visit", "repeat") == {
        "every": {"months": 1},
        "until": "visit.over == false",
    }


def test_a_step_that_is_asked_once_has_no_end_of_its_rounds(front: Front, vi: Browser) -> None:
    assert vi.client.get(f"{DRAFT}/steps/trip/until").status_code == 404


def test_what_another_changed_meanwhile_is_told_and_the_rows_stay(
    front: Front, vi: Browser
) -> None:
    page = vi.page(TRIP)
    with front.browser("bac") as bac:
        picked(bac, bac.page(TRIP), field0="reception.agrees", compared0="is", value0="true")

    shown = picked(vi, page, 409, field0="reception.stay", compared0="is", value0="home")

    assert "Bắc" in shown.words or "bac" in shown.words
    assert form(shown, "/save").values["field.0"] == ["reception.stay"]
    assert when(front) == "reception.agrees == true"
