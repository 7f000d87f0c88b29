from __future__ import annotations

from datetime import timedelta

import pytest

from domain.journey.facts import RequestKey, Verdict
from domain.journey.fold_and_plan import Nudge
from tests.domain.small import (
    NOBODY,
    journey,
    request,
    say,
    step,
    yes_no,
)
from tests.domain.world import DAY, START


def test_nobody_is_reminded_before_it_is_time() -> None:
    world = journey(step("papers"), patience=10 * DAY)

    world.wait(5 * DAY - timedelta(seconds=1))

    assert world.look().nudges == ()
    assert world.look().look_again_at == START + 5 * DAY


def test_an_agency_is_reminded_when_it_is_time() -> None:
    world = journey(step("papers"), patience=10 * DAY)

    world.wait(5 * DAY)

    assert world.look().nudges == (Nudge(RequestKey("papers"), "agency", 1),)
    assert world.look().look_again_at == START + 10 * DAY


def test_reminders_that_were_missed_do_not_come_in_a_heap_but_every_rung_is_told() -> None:
    world = journey(step("papers"), patience=10 * DAY)

    world.wait(30 * DAY)

    assert world.look().nudges == (
        Nudge(RequestKey("papers"), "agency", 2),
        Nudge(RequestKey("papers"), "above", 1),
        Nudge(RequestKey("papers"), "lead", 2),
    )


@pytest.mark.parametrize("verdict", ["done", "declined"])
def test_who_answered_is_not_reminded(verdict: Verdict) -> None:
    world = journey(step("papers"), agencies={**NOBODY, "police": ("police_hue",)})
    say(world, "papers", verdict=verdict)

    world.wait(30 * DAY)

    assert world.look().nudges == ()


def test_a_new_deadline_has_its_own_reminders() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.wait(6 * DAY)

    world.extend(RequestKey("papers"), 20 * DAY)

    assert world.look().nudges == ()
    assert world.look().look_again_at == START + 16 * DAY


def test_another_agency_has_the_same_deadline() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.wait(6 * DAY)

    world.reassign(RequestKey("papers"), "police_lao_cai")

    assert request(world, "papers").agency == "police_lao_cai"
    assert request(world, "papers").due_at == START + 10 * DAY


def test_another_agency_is_not_reminded_of_what_the_one_before_it_was() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.wait(6 * DAY)

    world.reassign(RequestKey("papers"), "police_lao_cai")

    assert world.look().nudges == ()
    assert world.look().look_again_at == START + 10 * DAY


def test_what_the_agency_above_was_told_is_the_leads_once_another_agency_has_it() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.wait(12 * DAY)

    world.reassign(RequestKey("papers"), "police_lao_cai")

    assert world.look().nudges == (Nudge(RequestKey("papers"), "lead", 1),)


def test_who_said_by_when_is_reminded_once_that_day_is_over() -> None:
    """The reminder of the fifth day waits for the end of the seventh."""
    world = journey(step("papers"), patience=10 * DAY)
    world.accept(RequestKey("papers"), within=7 * DAY)

    world.wait(6 * DAY)
    quiet = world.look()
    assert quiet.look_again_at is not None
    world.now = quiet.look_again_at

    assert quiet.nudges == ()
    assert quiet.look_again_at.isoformat() == "2026-02-07T16:59:59+00:00"
    assert world.look().nudges == (Nudge(RequestKey("papers"), "agency", 1),)


@pytest.mark.parametrize("within", [10 * DAY, 40 * DAY])
def test_a_promise_silences_neither_the_deadline_nor_those_above(within: timedelta) -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.accept(RequestKey("papers"), within=within)

    world.wait(11 * DAY)

    assert world.look().nudges == (
        Nudge(RequestKey("papers"), "agency", 2),
        Nudge(RequestKey("papers"), "above", 1),
    )


def test_without_a_deadline_a_promise_lasts_until_its_day_is_over() -> None:
    world = journey(step("papers"))
    world.patience = None
    world.withdraw(RequestKey("papers"))
    world.ask(RequestKey("papers", attempt=2))
    world.accept(RequestKey("papers", attempt=2), within=5 * DAY)

    world.wait(4 * DAY)
    quiet = world.look().nudges
    world.wait(2 * DAY)

    assert quiet == ()
    assert world.look().nudges == (Nudge(RequestKey("papers", attempt=2), "agency", 1),)


def test_another_agency_has_promised_nothing() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.accept(RequestKey("papers"), within=9 * DAY)
    world.reassign(RequestKey("papers"), "police_lao_cai")

    world.wait(6 * DAY)

    assert world.look().nudges == (Nudge(RequestKey("papers"), "agency", 1),)


def test_what_no_longer_holds_is_withdrawn_and_not_reminded() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("plan", "reception"),
        patience=10 * DAY,
    )
    say(world, "reception", {"home": True})
    world.wait(30 * DAY)

    world.correct(RequestKey("reception"), values={"home": False})

    assert world.look().withdrawals == (RequestKey("trip"),)
    assert {nudge.key.step for nudge in world.look().nudges} == {"plan"}


def test_whose_turn_it_has_become_is_reminded_of_the_next_time_only() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.wait(6 * DAY)

    world.delegate(RequestKey("papers"), "binh")
    at_once = world.look().nudges
    world.wait(4 * DAY)

    assert at_once == ()
    assert world.look().nudges == (Nudge(RequestKey("papers"), "agency", 2),)


def test_the_second_of_two_is_reminded_whatever_the_first_promised() -> None:
    world = journey(step("papers", form=[yes_no("victim")], second_person=True), patience=10 * DAY)
    world.accept(RequestKey("papers"), 9 * DAY)
    world.propose(RequestKey("papers"))

    world.wait(5 * DAY)

    assert world.look().nudges == (Nudge(RequestKey("papers"), "agency", 1),)
