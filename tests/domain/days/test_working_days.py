from __future__ import annotations

from datetime import date
from importlib.metadata import version

import pytest

from domain.days.working_days import vietnam_calendar


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        # a Monday like any other
        (date(2026, 3, 2), True),
        # Saturday and Sunday are the weekend
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        # Tết 2026: from the eve (Monday 16 February) to the fourth day
        (date(2026, 2, 13), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        # Tết 2027 begins on a Saturday: the 29th of the old year and the fifth day are off as well
        (date(2027, 2, 3), True),
        (date(2027, 2, 4), False),
        (date(2027, 2, 10), False),
        (date(2027, 2, 11), True),
        # Hùng Kings' day 2026 falls on a Sunday: the Monday is off in its place
        (date(2026, 4, 27), False),
        # 30 April and 1 May
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), False),
        # 1 May 2027 is a Saturday: Monday 3 May is off in its place
        (date(2027, 5, 3), False),
        # Monday 31 August 2026 is off, Saturday 22 August is worked for it
        (date(2026, 8, 31), False),
        (date(2026, 8, 22), True),
        # National day takes two days
        (date(2026, 9, 1), False),
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), True),
        # Vietnam Culture Day, a day off since 2026
        (date(2025, 11, 24), True),
        (date(2026, 11, 24), False),
        # a Saturday worked for a day off in the year before
        (date(2019, 1, 5), True),
        # a Saturday worked for a day off in the year after
        (date(2014, 12, 27), True),
    ],
)
def test_calendar_knows_what_vietnam_works(day: date, *, worked: bool) -> None:
    assert vietnam_calendar().is_working(day) is worked


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        # a Saturday that the province works
        (date(2026, 3, 7), True),
        # a working Monday that the province has off
        (date(2026, 3, 2), False),
        # a public holiday that is worked all the same
        (date(2026, 9, 2), True),
    ],
)
def test_table_of_exceptions_wins(day: date, *, worked: bool) -> None:
    assert vietnam_calendar({day: worked}).is_working(day) is worked


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        # the given day is not counted
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        # Friday to Monday
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        # from a Sunday
        (date(2026, 3, 8), 1, date(2026, 3, 9)),
        # none: the day itself, even if it is not worked
        (date(2026, 3, 8), 0, date(2026, 3, 8)),
        # over Tết 2026
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
    ],
)
def test_working_days_are_counted_from_the_next_one(day: date, n: int, expected: date) -> None:
    assert vietnam_calendar().nth_working_day_after(day, n) == expected


def test_version_names_the_library() -> None:
    assert "holidays-" + version("holidays") in vietnam_calendar().version


def test_version_changes_with_the_exceptions() -> None:
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)

    versions = {
        vietnam_calendar(table).version
        for table in ({}, {saturday: True}, {saturday: False}, {sunday: True})
    }

    assert len(versions) == 4


def test_version_does_not_depend_on_the_order_of_exceptions() -> None:
    first, second = date(2026, 3, 7), date(2026, 3, 8)

    one = vietnam_calendar({first: True, second: True})
    other = vietnam_calendar({second: True, first: True})

    assert one.version == other.version


def test_later_changes_to_the_table_do_not_reach_the_calendar() -> None:
    table = {date(2026, 3, 7): True}
    calendar = vietnam_calendar(table)

    table.clear()

    assert calendar.is_working(date(2026, 3, 7))
