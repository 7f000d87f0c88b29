from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from domain.journey.facts import RequestKey
from domain.journey.progress import Standing
from domain.pathway.rounds import next_round
from domain.pathway.template import Period
from tests.domain.small import (
    MONTHLY,
    go_to,
    journey,
    request,
    say,
    standing,
    step,
    waiting,
    yes_no,
)
from tests.domain.world import DAY, START

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")


def local(text: str, zone: ZoneInfo = HANOI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("first", "every", "after", "expected"),
    [
        # a month later, at the same hour
        ("2026-03-10T09:00", Period(months=1), "2026-03-12T15:00", "2026-04-10T09:00"),
        # a day that the month lacks is its last
        ("2026-01-31T09:00", Period(months=1), "2026-01-31T10:00", "2026-02-28T09:00"),
        ("2028-01-31T09:00", Period(months=1), "2028-01-31T10:00", "2028-02-29T09:00"),
        # and the one after it is the 31st again
        ("2026-01-31T09:00", Period(months=1), "2026-02-28T09:00", "2026-03-31T09:00"),
        # over the new year
        ("2026-11-30T09:00", Period(months=3), "2026-12-01T09:00", "2027-02-28T09:00"),
        ("2026-12-31T09:00", Period(months=12), "2027-01-01T09:00", "2027-12-31T09:00"),
        # late by months: what was missed does not come in a heap
        ("2026-01-31T09:00", Period(months=1), "2026-05-02T09:00", "2026-05-31T09:00"),
        # answered in the very moment of a round: that one is over
        ("2026-01-31T09:00", Period(months=1), "2026-04-30T09:00", "2026-05-31T09:00"),
        # days
        ("2026-01-31T09:00", Period(days=7), "2026-02-01T09:00", "2026-02-07T09:00"),
        ("2026-01-31T09:00", Period(days=7), "2026-02-20T09:00", "2026-02-21T09:00"),
    ],
)
def test_the_next_round(first: str, every: Period, after: str, expected: str) -> None:
    moment = next_round(local(first).astimezone(UTC), every, HANOI, local(after))

    assert moment == local(expected)
    assert moment.tzinfo == UTC


def test_the_day_is_the_agencys_not_that_of_utc() -> None:
    first = local("2026-01-31T02:00")  # still 30 January in UTC

    moment = next_round(first.astimezone(UTC), Period(months=1), HANOI, first)

    assert moment == local("2026-02-28T02:00")


def test_the_hour_stays_where_the_clocks_are_changed() -> None:
    first = local("2026-03-20T09:00", PARIS)

    moment = next_round(first.astimezone(UTC), Period(days=14), PARIS, first)

    assert moment == local("2026-04-03T09:00", PARIS)
    assert moment - first == timedelta(days=14, hours=-1)


@given(
    st.timedeltas(timedelta(0), timedelta(days=3000)).map(lambda time: START + time),
    st.integers(1, 24).map(lambda n: Period(months=n))
    | st.integers(1, 400).map(lambda n: Period(days=n)),
    st.timedeltas(timedelta(0), timedelta(days=2000)),
)
def test_the_next_round_is_later_by_at_most_one_period(
    first: datetime, every: Period, later: timedelta
) -> None:
    after = first + later

    moment = next_round(first, every, HANOI, after)

    assert after < moment <= after + timedelta(days=31 * (every.months or 0) + (every.days or 0))


def test_a_round_is_asked_when_its_day_has_come() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", {"over": False})
    assert world.look().look_again_at == START + 28 * DAY

    go_to(world, START + 28 * DAY)

    assert waiting(world) == ["visit/2.1"]


def test_a_round_answered_late_is_followed_by_one_not_by_many() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))

    world.now = local("2026-05-02T09:00")
    say(world, "visit", {"over": False})
    assert waiting(world) == []
    go_to(world, local("2026-05-31T09:00"))

    assert waiting(world) == ["visit/2.1"]


def test_the_rounds_go_on_until_their_answer_ends_them() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY), step("plan", "visit"))
    say(world, "visit", {"over": False})
    go_to(world, START + 28 * DAY)

    say(world, "visit", {"over": True})

    assert waiting(world) == ["plan/1.1"]


def test_the_rounds_end_after_their_number() -> None:
    world = journey(step("visit", repeat={"every": {"days": 7}, "times": 2}), step("plan", "visit"))
    say(world, "visit")
    go_to(world, START + 7 * DAY)

    say(world, "visit")

    assert waiting(world) == ["plan/1.1"]


def test_a_person_may_end_the_rounds_between_two_of_them() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY), step("plan", "visit"))
    say(world, "visit", {"over": False})

    world.skip("visit")
    world.settle()

    assert waiting(world) == ["plan/1.1"]


def test_what_comes_after_sees_the_answer_of_the_last_round() -> None:
    world = journey(
        step("visit", form=[yes_no("over"), yes_no("well")], repeat=MONTHLY),
        step("plan", "visit", when="visit.well == true"),
    )
    say(world, "visit", {"over": False, "well": False})
    go_to(world, START + 28 * DAY)

    say(world, "visit", {"over": True, "well": True})

    assert waiting(world) == ["plan/1.1"]


def test_a_round_that_is_declined_is_asked_again_in_the_same_round() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", {"over": False})
    go_to(world, START + 28 * DAY)

    say(world, "visit", verdict="declined")

    assert waiting(world) == ["visit/2.2"]


def test_every_round_begins_with_the_first_agency_again() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", verdict="declined")
    say(world, "visit", {"over": False})

    go_to(world, START + 28 * DAY)

    assert request(world, "visit").agency == "police_hue"


def test_a_correction_can_end_the_rounds() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", {"over": False})

    world.correct(RequestKey("visit"), values={"over": True})
    world.settle()

    assert standing(world, "visit") is Standing.DONE
    assert world.state.closed is not None


def test_a_corrected_answer_keeps_the_dates_of_the_rounds() -> None:
    world = journey(step("visit", form=[yes_no("over"), yes_no("well")], repeat=MONTHLY))
    say(world, "visit", {"over": False, "well": False})
    world.pause(clocks_stop=False)
    world.wait(40 * DAY)

    world.correct(RequestKey("visit"), values={"over": False, "well": True})
    world.resume()
    world.settle()

    assert waiting(world) == ["visit/2.1"]


def test_a_refusal_corrected_to_a_yes_is_followed_by_the_round_after_the_correction() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", verdict="declined")
    world.wait(40 * DAY)

    world.correct(RequestKey("visit"), values={"over": False})
    world.settle()

    assert waiting(world) == []
    assert world.look().look_again_at == local("2026-03-31T09:00")
