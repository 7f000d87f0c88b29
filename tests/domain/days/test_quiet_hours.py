from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from domain.days.quiet_hours import QuietHours
from domain.faults import faults_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NIGHT = QuietHours(begin="21:00", until="06:30")
NOON = QuietHours(begin="11:30", until="13:30")


def at(day: int, clock: str) -> datetime:
    hour, _, minute = clock.partition(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "over"),
    [
        # before midnight they end on the next day, after it on the same
        (NIGHT, at(23, "21:00"), at(24, "06:30")),
        (NIGHT, at(23, "23:59"), at(24, "06:30")),
        (NIGHT, at(24, "00:00"), at(24, "06:30")),
        (NIGHT, at(24, "06:29"), at(24, "06:30")),
        # the last day of a month
        (NIGHT, at(30, "22:00"), datetime(2026, 11, 30, 23, 30, tzinfo=UTC)),
        # outside
        (NIGHT, at(23, "06:30"), None),
        (NIGHT, at(23, "20:59"), None),
        # a rest at noon begins and ends on one day
        (NOON, at(23, "11:30"), at(23, "13:30")),
        (NOON, at(23, "11:29"), None),
        (NOON, at(23, "13:30"), None),
        (NOON, at(23, "23:00"), None),
    ],
)
def test_they_are_over_at_their_end_by_the_local_clock(
    quiet: QuietHours, now: datetime, over: datetime | None
) -> None:
    assert quiet.over_at(now, HANOI) == over


def test_they_are_by_the_clock_of_the_place() -> None:
    evening_in_hanoi = at(23, "20:00")

    assert NIGHT.over_at(evening_in_hanoi, HANOI) is None
    assert NIGHT.over_at(evening_in_hanoi, ZoneInfo("Asia/Tokyo")) == datetime(
        2026, 11, 23, 21, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("written", "place", "problem"),
    [
        # a whole day
        (
            {"from": "21:00", "until": "21:00"},
            "",
            "Quiet hours from 21:00 until 21:00 would be the whole day.",
        ),
        # no such time
        ({"from": "25:00", "until": "06:00"}, "from", "“25:00” is not a time of day."),
        # half of it
        ({"from": "21:00"}, "until", "This is missing."),
    ],
)
def test_hours_that_are_none_are_told(written: dict[str, str], place: str, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        QuietHours.model_validate(written)

    (fault,) = faults_of(caught.value)
    assert (fault.place, fault.problem.in_("en")) == (place, problem)
