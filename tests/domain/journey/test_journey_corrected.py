from __future__ import annotations

from domain.journey.facts import RequestKey
from domain.journey.fold_and_plan import may_correct
from domain.journey.progress import Standing
from tests.domain.small import (
    MONTHLY,
    choices,
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


def test_a_correction_that_turns_a_branch_asks_the_other_one() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("lodging", "reception", when="reception.home != true"),
    )
    say(world, "reception", {"home": True})

    world.correct(RequestKey("reception"), values={"home": False})
    world.settle()

    assert request(world, "trip").status == "withdrawn"
    assert waiting(world) == ["lodging/1.1"]


def test_a_branch_that_is_turned_back_is_asked_anew() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("plan", "reception"),
    )
    say(world, "reception", {"home": True})

    for home in (False, True):
        world.correct(RequestKey("reception"), values={"home": home})
        world.settle()

    assert waiting(world) == ["plan/1.1", "trip/1.2"]


def test_a_correction_erases_nothing_that_was_answered() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("plan", "reception"),
    )
    say(world, "reception", {"home": True})
    say(world, "trip")

    world.correct(RequestKey("reception"), values={"home": False})
    world.settle()

    assert standing(world, "trip") is Standing.DONE


def test_a_yes_corrected_to_no_is_asked_again() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers")

    world.correct(RequestKey("papers"), verdict="declined")
    world.settle()

    assert request(world, "plan").status == "withdrawn"
    assert waiting(world) == ["papers/1.2"]


def test_a_no_corrected_to_yes_takes_the_question_back_from_the_next_agency() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers", verdict="declined")

    world.correct(RequestKey("papers"), verdict="done")
    world.settle()

    assert request(world, "papers").status == "withdrawn"
    assert waiting(world) == ["plan/1.1"]


def test_unfinished_rounds_let_nothing_through_while_an_earlier_step_is_asked_again() -> None:
    world = journey(
        step("papers"),
        step("visit", "papers", form=[yes_no("over")], repeat=MONTHLY),
        step("plan", "visit"),
    )
    say(world, "papers")
    say(world, "visit", {"over": False})

    world.correct(RequestKey("papers"), verdict="failed")
    world.settle()

    assert waiting(world) == ["papers/1.2"]


def test_unfinished_items_let_nothing_through_while_an_earlier_step_is_asked_again() -> None:
    world = journey(
        step("reception", form=[choices("needs", "health", "job")]),
        step("service", "reception", foreach="reception.needs"),
        step("plan", "service"),
    )
    say(world, "reception", {"needs": ("health", "job")})
    say(world, "service[job]")

    world.correct(RequestKey("reception"), verdict="failed")
    world.settle()

    assert waiting(world) == ["reception/1.2"]


def test_an_officer_may_correct_until_what_depends_on_it_is_asked() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    world.answer(RequestKey("papers"))

    assert may_correct(world.pathway, world.state, RequestKey("papers"))

    world.settle()
    assert not may_correct(world.pathway, world.state, RequestKey("papers"))


def test_an_officer_may_correct_when_what_depended_on_it_was_withdrawn() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers")

    world.withdraw(RequestKey("plan"))

    assert may_correct(world.pathway, world.state, RequestKey("papers"))


def test_an_officer_may_correct_whatever_is_asked_beside_it() -> None:
    world = journey(step("papers"), step("health"), step("plan", "papers", "health"))

    say(world, "papers")

    assert may_correct(world.pathway, world.state, RequestKey("papers"))


def test_an_officer_may_not_correct_a_refusal_that_went_to_the_next_agency() -> None:
    world = journey(step("papers"))

    say(world, "papers", verdict="declined")

    assert not may_correct(world.pathway, world.state, RequestKey("papers"))


def test_an_officer_may_not_correct_a_round_after_the_next_was_asked() -> None:
    world = journey(step("visit", form=[yes_no("over")], repeat=MONTHLY))
    say(world, "visit", {"over": False})
    assert may_correct(world.pathway, world.state, RequestKey("visit"))

    go_to(world, START + 28 * DAY)

    assert not may_correct(world.pathway, world.state, RequestKey("visit"))


def test_an_officer_may_correct_nothing_in_a_journey_that_is_over_or_stopped() -> None:
    over, stopped = journey(step("papers")), journey(step("papers"), step("plan"))
    say(over, "papers")
    say(stopped, "papers")

    stopped.stop()

    assert not may_correct(over.pathway, over.state, RequestKey("papers"))
    assert not may_correct(stopped.pathway, stopped.state, RequestKey("papers"))


def test_an_officer_may_not_correct_what_was_not_answered() -> None:
    world = journey(step("papers"))

    assert not may_correct(world.pathway, world.state, RequestKey("papers"))
