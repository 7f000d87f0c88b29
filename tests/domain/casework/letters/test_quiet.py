"""Nobody is woken for what can wait until the morning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk import coordinating
from domain.casework.journeys import halting
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.casework.reached import BUSY, Reached, urgent
from tests.domain.small import ENTRY, pathway, step

NIGHT = "{from: '21:00', until: '06:30'}"
LATE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 22:00 in Việt Nam
DAWN = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # 06:30 on the next day


@pytest.fixture
def place(here: Bureau) -> Reached:
    here.clock.moment = LATE
    return Reached(here)


def opened(place: Reached, small: Pathway) -> str:
    place.publish(small, quiet=NIGHT)
    journey = open_case(place.here.office, small.key, ENTRY, None, by="user:lan")
    advance(place.here.office, journey)
    place.send()
    return journey


def test_a_request_waits_until_they_are_over_and_says_so(place: Reached) -> None:
    journey = opened(place, pathway(step("verify")))

    (waiting,) = place.request(journey).notices
    place.here.later(hours=8)
    place.sweep()
    too_early = place.to_officer()
    place.here.clock.moment = DAWN
    place.sweep()

    assert (waiting.status, waiting.at) == ("quiet", DAWN)
    assert (too_early, place.to_officer()) == ([], ["email"])


def test_the_deadline_does_not_wait_with_it(place: Reached) -> None:
    limit = {"amount": 1, "unit": "calendar_days", "source": "Luật"}
    journey = opened(place, pathway(step("verify", limit=limit)))
    before = place.request(journey).due_at

    place.here.clock.moment = DAWN
    place.sweep()

    assert before is not None
    assert place.request(journey).due_at == before


@pytest.mark.parametrize(
    "limit",
    [
        {"unit": "at_once", "source": "Luật"},
        # over before the morning, or soon after it
        {"amount": 2, "unit": "hours", "source": "Luật"},
        {"amount": 12, "unit": "hours", "source": "Luật"},
    ],
)
def test_what_is_due_within_hours_goes_at_once(place: Reached, limit: dict[str, object]) -> None:
    opened(place, pathway(step("verify", limit=limit)))

    assert place.to_officer() == ["email"]


def test_what_has_a_day_can_wait(place: Reached) -> None:
    opened(place, pathway(step("verify", limit={"amount": 24, "unit": "hours", "source": "Luật"})))

    assert place.to_officer() == []


@pytest.mark.parametrize(("unsafe", "told"), [(True, ["email"]), (False, [])])
def test_that_all_stops_since_it_is_unsafe_is_said_at_once(
    place: Reached, *, unsafe: bool, told: list[str]
) -> None:
    place.here.clock.moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    journey = opened(place, pathway(step("verify")))
    place.sent.clear()
    place.here.clock.moment = LATE

    halting.stop(place.here.office, journey, "lý do", "lan", unsafe=unsafe)
    place.here.later(minutes=11)
    advance(place.here.office, journey)
    place.send()

    assert place.to_officer() == told


def test_the_next_channel_keeps_them_too(place: Reached) -> None:
    place.here.clock.moment = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 18:00
    opened(place, pathway(step("verify")))

    place.here.later(hours=4)
    place.sweep()
    at_ten = place.to_officer()
    place.here.clock.moment = DAWN
    place.sweep()

    assert (at_ten, place.to_officer()) == (["email"], ["email", "sms"])


def test_what_was_refused_in_the_evening_is_not_tried_again_in_the_night(place: Reached) -> None:
    place.here.clock.moment = datetime(2026, 11, 23, 13, 59, tzinfo=UTC)  # 20:59
    place.refuses["email"] = BUSY
    journey = opened(place, pathway(step("verify")))
    del place.refuses["email"]
    place.let_pauses_between_tries_end()

    place.here.later(minutes=2)
    place.send()
    in_the_night = place.statuses(journey)
    place.here.clock.moment = DAWN
    place.send()

    assert in_the_night == {"email": "quiet"}
    assert place.statuses(journey) == {"email": "handed_over"}


def test_what_is_no_longer_asked_in_the_morning_is_not_sent(place: Reached) -> None:
    journey = opened(place, pathway(step("verify")))
    (request,) = place.here.waiting(journey)
    coordinating.withdraw(place.here.office, request, "lan")

    place.here.clock.moment = DAWN
    place.sweep()

    assert place.to_officer() == []
    assert place.statuses(journey) == {"email": "dropped"}


def test_a_night_of_waiting_is_no_time_tried(place: Reached) -> None:
    journey = opened(place, pathway(step("verify")))
    place.refuses["email"] = BUSY

    place.here.clock.moment = DAWN
    place.send()

    assert place.statuses(journey) == {"email": "queued"}


def test_a_pause_is_no_time_tried(place: Reached) -> None:
    place.here.clock.moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    small = pathway(step("verify"))
    place.publish(small)
    journey = open_case(place.here.office, small.key, ENTRY, None, by="user:lan")
    advance(place.here.office, journey)
    halting.pause(place.here.office, journey, "lan", clocks_stop=False)
    place.here.later(days=2)
    halting.resume(place.here.office, journey, "lan")
    place.refuses["email"] = BUSY

    place.send()

    assert place.statuses(journey) == {"email": "queued"}


@pytest.mark.parametrize(
    ("because", "told"),
    [
        # somebody may be in danger
        ("unsafe", {"labour_1", "labour_2"}),
        # nobody is
        ("not_eligible", set()),
    ],
)
def test_the_lead_is_woken_for_danger_alone(
    place: Reached, because: DeclineReason, told: set[str]
) -> None:
    here, small = place.here, pathway(step("verify"))
    here.publish(small)
    body = directory_for(small)
    for target in ("labour_1@example.vn}]", "labour_2@example.vn}]"):
        body = body.replace(target, f"{target}, quiet_hours: {NIGHT}")
    publish_directory(here.office, body, "user:lan")
    journey = here.open(small)
    (request,) = here.waiting(journey)
    here.pile.clear()

    here.decline(request, because)
    here.carry(journey)

    assert {one.target.partition("@")[0] for one in here.pile} == told


def test_urgent_requests_do_not_wait_for_others(place: Reached) -> None:
    opened(place, pathway(urgent(step("verify")), step("shelter", role="shelter")))

    (letter, *more) = place.sent
    assert more == []
    assert letter.channel == "email"
