"""How far away the day may be that an agency names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.days.working_days import vietnam_calendar
from domain.journey.facts import Asked, RequestKey
from domain.journey.promising import day_off, fault_of_promise, fault_of_wish
from domain.journey.state import Request
from domain.policy.province_policy import Policy, default_policy

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
POLICY = default_policy()
TEN_DAYS = POLICY.model_copy(update={"promises_within": "10 days"})


def asked(due_in: int | None) -> Request:
    due_at = NOW + timedelta(days=due_in) if due_in is not None else None
    key = RequestKey("verify")
    fact = Asked(
        at=NOW, key=key, role="police", agency="police", asked_by=None, area=None, due_at=due_at,
        limit_source=None, chase=(), policy="design", calendar="", zone="Asia/Ho_Chi_Minh",
    )  # fmt: skip
    return Request(key, fact, "police", NOW, due_at, ())


@pytest.mark.parametrize(
    ("policy", "due_in", "last"),
    [
        # silence without a deadline is noticed within a month
        (POLICY, None, 30),
        (POLICY, 5, 30),
        # until its deadline anything may be promised
        (POLICY, 60, 60),
        # as the province has it
        (TEN_DAYS, None, 10),
    ],
)
def test_a_promise_keeps_reminders_away_for_no_longer_than_the_policy_says(
    policy: Policy, due_in: int | None, last: int
) -> None:
    request, day = asked(due_in), TODAY + timedelta(days=last)

    assert fault_of_promise(day, request, policy, NOW) is None
    told = fault_of_promise(day + timedelta(days=1), request, policy, NOW)
    assert told is not None
    assert told.values == {"date": day}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        # what they have anyway
        (5, "You have until"),
        (6, None),
        (35, None),
        # longer after the deadline than a promise may last
        (36, "That is too far away. Please name 28 December 2026 at the latest"),
    ],
)
def test_more_time_is_asked_for_within_reach_of_the_deadline(days: int, said: str | None) -> None:
    told = fault_of_wish(TODAY + timedelta(days=days), asked(5), POLICY, NOW)

    assert (str(told).startswith(said) if said else told is None) is True


def test_no_more_time_is_asked_for_where_there_is_no_deadline() -> None:
    told = fault_of_wish(TODAY, asked(None), POLICY, NOW)

    assert str(told) == "No deadline is set. Please answer as soon as you can."


def test_a_holiday_is_a_day_off_and_the_next_working_day_is_named() -> None:
    """The day after 30 April 2027, a Friday, is 1 May."""
    calendar = vietnam_calendar({date(2027, 5, 3): False})

    assert day_off(date(2027, 4, 29), calendar) is None
    assert day_off(date(2027, 5, 4), calendar) is None
    told = day_off(date(2027, 4, 30), calendar)
    assert told is not None
    assert told.values["next"] == date(2027, 5, 4)
