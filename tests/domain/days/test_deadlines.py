from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from domain.days.deadlines import Limit, LimitUnit, due_at
from domain.days.working_days import vietnam_calendar
from domain.faults import faults_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = vietnam_calendar({date(2026, 3, 7): True})


def in_hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("asked", "amount", "unit", "due"),
    [
        # calendar days do not stop for Tết 2026
        ("2026-02-13T09:00", 3, "calendar_days", "2026-02-16T23:59:59"),
        # working days do: Friday before Tết, three days, the next is Monday 23 February
        ("2026-02-13T09:00", 3, "working_days", "2026-02-25T23:59:59"),
        # asked in the middle of Tết 2026
        ("2026-02-18T09:00", 1, "working_days", "2026-02-23T23:59:59"),
        # Tết 2027 with its days in lieu: 4 to 10 February
        ("2027-02-03T16:00", 1, "working_days", "2027-02-11T23:59:59"),
        ("2027-02-03T16:00", 3, "calendar_days", "2027-02-06T23:59:59"),
        # 2 September 2026: Saturday 22 August is worked, Monday 31 August is off
        ("2026-08-21T10:00", 1, "working_days", "2026-08-22T23:59:59"),
        ("2026-08-28T10:00", 1, "working_days", "2026-09-03T23:59:59"),
        # a weekend counts in calendar days and not in working days
        ("2026-03-13T10:00", 2, "calendar_days", "2026-03-15T23:59:59"),
        ("2026-03-13T10:00", 2, "working_days", "2026-03-17T23:59:59"),
        # asked on a Saturday
        ("2026-03-14T10:00", 1, "working_days", "2026-03-16T23:59:59"),
        # 30 April (Thursday), 1 May (Friday) and the weekend after them
        ("2026-04-29T10:00", 1, "working_days", "2026-05-04T23:59:59"),
        # 30 April to 1 May 2027: Monday 3 May is off for the Saturday
        ("2027-04-29T10:00", 1, "working_days", "2027-05-04T23:59:59"),
        # 24 November 2026, Vietnam Culture Day, a Tuesday
        ("2026-11-23T10:00", 1, "working_days", "2026-11-25T23:59:59"),
        # the administrator's table has Saturday 7 March 2026 worked
        ("2026-03-06T10:00", 1, "working_days", "2026-03-07T23:59:59"),
        # half past eleven at night is still that day, though in UTC too
        ("2026-03-02T23:30", 1, "working_days", "2026-03-03T23:59:59"),
        # half past midnight is already the new day, though in UTC it is the old one
        ("2026-03-03T00:30", 1, "working_days", "2026-03-04T23:59:59"),
        ("2026-03-03T00:30", 1, "calendar_days", "2026-03-04T23:59:59"),
        # no days: by the end of the day of asking
        ("2026-03-02T08:00", 0, "calendar_days", "2026-03-02T23:59:59"),
        # hours are exact, over a holiday and over midnight
        ("2026-02-16T20:15", 12, "hours", "2026-02-17T08:15"),
        # over the end of the year, where 1 January is off and 2 January 2027 is a Saturday
        ("2026-12-31T09:00", 1, "working_days", "2027-01-04T23:59:59"),
        # at once
        ("2026-03-02T08:00", 0, "at_once", "2026-03-02T08:00"),
    ],
)
def test_limit_ends(asked: str, amount: int, unit: LimitUnit, due: str) -> None:
    limit = Limit(amount=amount, unit=unit)

    end = due_at(limit, in_hanoi(asked), HANOI, CALENDAR)

    assert end == in_hanoi(due)
    assert end.tzinfo is UTC


def test_day_is_that_of_the_agency_and_not_of_the_asker() -> None:
    asked_at = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    limit = Limit(amount=1, unit="calendar_days")

    in_vietnam = due_at(limit, asked_at, HANOI, CALENDAR)
    in_london = due_at(limit, asked_at, ZoneInfo("Europe/London"), CALENDAR)

    assert in_vietnam == datetime(2026, 3, 4, 16, 59, 59, tzinfo=UTC)
    assert in_london == datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("unit", ["calendar_days", "working_days", "hours", "at_once"])
def test_moment_without_time_zone_is_refused(unit: LimitUnit) -> None:
    limit = Limit(amount=0 if unit == "at_once" else 1, unit=unit)

    with pytest.raises(ValueError, match="no time zone"):
        due_at(limit, datetime(2026, 3, 2, 8, 0), HANOI, CALENDAR)  # noqa: DTZ001


def test_at_once_needs_no_amount() -> None:
    assert Limit.model_validate({"unit": "at_once"}) == Limit(amount=0, unit="at_once")


@pytest.mark.parametrize(
    ("data", "place", "problem"),
    [
        # a unit alone says nothing
        ({"unit": "working_days"}, "amount", "This is missing."),
        # the past
        ({"amount": -1, "unit": "working_days"}, "amount", "-1 is too small."),
        # longer than the calendar can say anything about
        ({"amount": 10_001, "unit": "hours"}, "amount", "10001 is too large."),
        # an amount that can be no amount
        ({"amount": 5, "unit": "at_once"}, "", "“at_once” is given an amount."),
        # no time at all, in hours
        ({"amount": 0, "unit": "hours"}, "", "A limit of 0 hours is no limit."),
        # yes is no number, though Python thinks so
        ({"amount": True, "unit": "hours"}, "amount", "“true” is not a whole number."),
        # a unit that does not exist
        ({"amount": 5, "unit": "weeks"}, "unit", "“weeks” is not one of the choices here."),
    ],
)
def test_impossible_limit_is_explained(data: object, place: str, problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Limit.model_validate(data)

    (fault,) = faults_of(refused.value, data)
    assert (fault.place, fault.problem.in_("en")) == (place, problem)
