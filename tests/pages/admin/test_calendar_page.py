"""The calendar's page: a day that the office knows better, by somebody who may say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.administration.keeping_days import days_kept
from domain.days.day_table import Day
from domain.days.working_days import LIBRARY
from tests.pages.desk.front import Browser, Front, form

CALENDAR = "/admin/calendar"
SWAPPED = {"day": "2026-03-07", "worked": "worked", "title.vi": "Làm bù", "source": "Công văn 12"}


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with front.browser("vi") as browser:
        yield browser


def lines(front: Front) -> list[tuple[str, bool, str]]:
    days: tuple[Day, ...] = days_kept(front.place.office).table.days
    return [(one.day.isoformat(), one.worked, one.title.vi) for one in days]


def test_a_year_is_shown_with_where_each_day_comes_from(vi: Browser) -> None:
    page = vi.page(f"{CALENDAR}?year=2026")

    assert "Quốc khánh" in page.words
    assert f"Theo luật, lấy từ thư viện ngày nghỉ “holidays”, phiên bản {LIBRARY}" in page.words
    assert "Thời hạn đã tính giữ nguyên" in page.words
    for odd in ("x", "-1", "99999", "٢٠٢٦"):
        vi.page(f"{CALENDAR}?year={odd}")


def test_a_day_is_added_changed_and_taken_out(front: Front, vi: Browser) -> None:
    done = vi.follow(vi.send(form(vi.page(CALENDAR), "/change"), **SWAPPED))
    assert "Làm bù" in done.words
    again = form(vi.page(f"{CALENDAR}?year=2026&day=2026-03-07"), "/change")
    vi.follow(vi.send(again, **{"title.vi": "Ngày làm bù"}))

    assert lines(front) == [("2026-03-07", True, "Ngày làm bù")]
    vi.follow(vi.send(form(vi.page(f"{CALENDAR}?year=2026"), "/remove")))
    assert lines(front) == []


@pytest.mark.parametrize(
    ("typed", "at"),
    [({"day": ""}, "day"), ({"day": "2062-03-07"}, "day"), ({"worked": ""}, "worked"),
     ({"source": ""}, "source"), ({"title.vi": ""}, "title.vi"), ({"day": "7/3/26"}, "day")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_control(
    front: Front, vi: Browser, typed: dict[str, str], at: str
) -> None:
    told = vi.read(vi.send(form(vi.page(CALENDAR), "/change"), **(SWAPPED | typed)), 422)

    assert told.with_id(f"fault-{at}")
    assert lines(front) == []


def test_what_is_wrong_is_told_in_the_year_that_was_looked_at(vi: Browser) -> None:
    page = form(vi.page(f"{CALENDAR}?year=2028"), "/change")

    told = vi.read(vi.send(page, **(SWAPPED | {"source": ""})), 422)

    assert "Lịch làm việc: 2028" in told.words
    assert "?year=2029" in " ".join(told.links())


def test_two_who_change_one_day_are_told_and_two_days_are_both_kept(
    front: Front, vi: Browser
) -> None:
    page = form(vi.page(CALENDAR), "/change")
    vi.follow(vi.send(page, **SWAPPED))

    vi.follow(vi.send(page, **(SWAPPED | {"day": "2026-03-14"})))
    told = vi.read(vi.send(page, **(SWAPPED | {"title.vi": "Khác"})), 409)

    assert [line[0] for line in lines(front)] == ["2026-03-07", "2026-03-14"]
    assert lines(front)[0][2] == "Làm bù"
    assert form(told, "/change").values["title.vi"] == ["Khác"]


def test_what_is_wrong_sees_nothing_of_what_another_kept_meanwhile(
    front: Front, vi: Browser
) -> None:
    seen = form(vi.page(f"{CALENDAR}?year=2026"), "/change")
    vi.follow(vi.send(form(vi.page(CALENDAR), "/change"), **SWAPPED))
    mine = SWAPPED | {"title.vi": "Khác"}

    wrong = vi.read(vi.send(seen, **(mine | {"worked": ""})), 422)
    told = vi.read(vi.send(form(wrong, "/change"), **mine), 409)

    assert lines(front)[0][2] == "Làm bù"
    vi.follow(vi.send(form(told, "/change")))
    assert lines(front)[0][2] == "Khác"


def test_a_line_that_is_listed_can_be_taken_out_beside_what_is_wrong(
    front: Front, vi: Browser
) -> None:
    seen = form(vi.page(f"{CALENDAR}?year=2026"), "/change")
    vi.follow(vi.send(form(vi.page(CALENDAR), "/change"), **SWAPPED))

    wrong = vi.read(vi.send(seen, **(SWAPPED | {"worked": ""})), 422)
    vi.follow(vi.send(form(wrong, "/remove")))

    assert lines(front) == []


def test_whoever_is_there_for_some_areas_looks_alone(front: Front) -> None:
    with front.browser("bac") as bac:
        page = bac.page(CALENDAR)

    assert not [one for one in page.forms if one.attributes["action"].startswith(CALENDAR)]
