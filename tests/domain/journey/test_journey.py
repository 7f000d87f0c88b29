from __future__ import annotations

from datetime import timedelta

import pytest

from domain.journey.facts import RequestKey
from domain.journey.fold_and_plan import ToAsk
from domain.journey.progress import Standing
from domain.pathway.declining import DeclineReason
from tests.domain.small import (
    MONTHLY,
    NOBODY,
    choices,
    end,
    journey,
    number,
    request,
    say,
    standing,
    step,
    waiting,
    yes_no,
)

# Readiness


def test_a_step_waits_for_all_that_it_comes_after() -> None:
    world = journey(step("papers"), step("health"), step("plan", "papers", "health"))

    say(world, "papers")

    assert waiting(world) == ["health/1.1"]


def test_a_step_is_asked_when_all_that_it_comes_after_is_done() -> None:
    world = journey(step("papers"), step("health"), step("plan", "papers", "health"))

    say(world, "papers")
    say(world, "health")

    assert waiting(world) == ["plan/1.1"]


def test_a_join_goes_on_from_the_one_branch_that_was_taken() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("lodging", "reception", when="reception.home != true"),
        step("plan", "trip", "lodging"),
    )

    say(world, "reception", {"home": True})
    say(world, "trip")

    assert standing(world, "lodging") is Standing.SKIPPED
    assert waiting(world) == ["plan/1.1"]


def test_a_step_behind_skipped_steps_alone_is_skipped_too() -> None:
    world = journey(
        step("reception", form=[yes_no("home")]),
        step("trip", "reception", when="reception.home == true"),
        step("allowance", "trip"),
    )

    say(world, "reception", {"home": False})

    assert standing(world, "allowance") is Standing.SKIPPED
    assert world.state.closed is not None


def test_what_a_person_skipped_lets_the_journey_through() -> None:
    world = journey(step("papers"), step("plan", "papers"))

    world.skip("papers")
    world.settle()

    assert standing(world, "papers") is Standing.PASSED
    assert waiting(world) == ["plan/1.1"]


def test_a_skip_withdraws_what_was_asked() -> None:
    world = journey(step("papers"))

    world.skip("papers")

    assert request(world, "papers").status == "withdrawn"


def test_asking_again_takes_back_a_skip() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    world.skip("papers")
    world.settle()

    world.ask(RequestKey("papers", attempt=2))
    world.settle()

    assert waiting(world) == ["papers/1.2"]
    assert request(world, "plan").status == "withdrawn"


def test_the_fields_of_a_skipped_step_are_null() -> None:
    world = journey(
        step("reception", form=[yes_no("ill")]),
        step("doctor", "reception", when="reception.ill == true", form=[yes_no("card")]),
        step("card", "reception", "doctor", when="doctor.card == null"),
    )

    say(world, "reception", {"ill": False})

    assert waiting(world) == ["card/1.1"]


def test_a_skip_leaves_what_was_done() -> None:
    world = journey(
        step("visit", form=[yes_no("well"), yes_no("over")], repeat=MONTHLY),
        step("plan", "visit", when="visit.well == true"),
    )
    say(world, "visit", {"well": True, "over": False})

    world.skip("visit")
    world.settle()

    assert standing(world, "visit") is Standing.DONE
    assert waiting(world) == ["plan/1.1"]


# Refusals


def test_what_one_agency_declines_goes_to_the_next() -> None:
    world = journey(step("papers"))

    say(world, "papers", verdict="declined")

    assert waiting(world) == ["papers/1.2"]
    assert request(world, "papers").agency == "police_da_nang"


def test_what_every_agency_declined_waits_for_the_coordinator() -> None:
    world = journey(step("papers"))

    say(world, "papers", verdict="declined")
    say(world, "papers", verdict="failed")

    tried = frozenset({"police_hue", "police_da_nang"})
    assert world.look().asks == (ToAsk(RequestKey("papers", attempt=3), "police", tried),)


@pytest.mark.parametrize("because", ["not_eligible", "unsafe"])
def test_what_the_coordinator_has_to_judge_is_asked_of_nobody_else(
    because: DeclineReason,
) -> None:
    world = journey(step("papers"))

    say(world, "papers", verdict="declined", because=because)

    assert (world.look().asks, world.look().undecided) == ((), (RequestKey("papers"),))


@pytest.mark.parametrize("because", ["no_place", "wrong_area", "other", None])
def test_what_holds_of_one_agency_alone_goes_to_the_next(because: DeclineReason | None) -> None:
    world = journey(step("papers"))

    say(world, "papers", verdict="declined", because=because)

    assert waiting(world) == ["papers/1.2"]


def test_not_enough_grounds_is_asked_again_as_the_second_attempt() -> None:
    world = journey(step("verify", may_lack_grounds=True))

    say(world, "verify", verdict="lacks_grounds")

    assert waiting(world) == ["verify/1.2"]


def test_what_nobody_can_be_asked_stands_in_the_plan() -> None:
    world = journey(step("papers"), agencies=NOBODY)

    asks = world.look().asks

    assert asks == (ToAsk(RequestKey("papers"), "police", frozenset()),)


def test_what_a_person_withdrew_waits_for_a_person() -> None:
    world = journey(step("papers"))

    world.withdraw(RequestKey("papers"))
    todo = world.settle()

    assert todo.undecided == (RequestKey("papers"),)
    assert todo.asks == ()


# Items


def test_each_item_is_asked_of_its_own_role() -> None:
    world = journey(
        step("reception", form=[choices("needs", "health", "job")]),
        step("service", "reception", foreach="reception.needs", role_by_item={"health": "health"}),
    )

    say(world, "reception", {"needs": ("health", "job")})

    assert waiting(world) == ["service[health]/1.1", "service[job]/1.1"]
    assert [r.agency for r in world.state.waiting] == ["health_hue", "police_hue"]


def test_a_step_is_done_when_each_of_its_items_is() -> None:
    world = journey(
        step("reception", form=[choices("needs", "health", "job")]),
        step("service", "reception", foreach="reception.needs"),
        step("plan", "service"),
    )
    say(world, "reception", {"needs": ("health", "job")})

    say(world, "service[job]")
    assert waiting(world) == ["service[health]/1.1"]
    say(world, "service[health]")

    assert waiting(world) == ["plan/1.1"]


def test_a_step_without_any_item_is_skipped() -> None:
    world = journey(
        step("reception", form=[choices("needs", "health", "job")]),
        step("service", "reception", foreach="reception.needs"),
    )

    say(world, "reception", {"needs": ()})

    assert standing(world, "service") is Standing.SKIPPED


def test_asking_one_item_again_leaves_the_others_skipped() -> None:
    world = journey(
        step("reception", form=[choices("needs", "health", "job")]),
        step("service", "reception", foreach="reception.needs"),
    )
    say(world, "reception", {"needs": ("health", "job")})
    world.skip("service")

    world.ask(RequestKey("service", "job", attempt=2))
    todo = world.settle()

    assert waiting(world) == ["service[job]/1.2"]
    assert todo.undecided == ()


# Ends


def test_an_end_at_once_withdraws_what_waits() -> None:
    world = journey(
        step("verify", form=[yes_no("victim")]),
        step("lodging"),
        ends=[end("not_a_victim", "verify", when="verify.victim == false", at_once=True)],
    )

    say(world, "verify", {"victim": False})

    assert request(world, "lodging").status == "withdrawn"
    assert world.state.closed is not None
    assert world.state.closed.end == "not_a_victim"


def test_an_end_that_is_not_at_once_waits_until_all_is_settled() -> None:
    world = journey(
        step("verify", form=[yes_no("victim")]),
        step("lodging"),
        ends=[end("not_a_victim", "verify", when="verify.victim == false")],
    )

    say(world, "verify", {"victim": False})
    assert waiting(world) == ["lodging/1.1"]
    say(world, "lodging")

    assert world.state.closed is not None
    assert world.state.closed.end == "not_a_victim"


def test_the_last_end_is_for_all_that_fits_no_other() -> None:
    world = journey(
        step("verify", form=[yes_no("victim")]),
        ends=[end("not_a_victim", "verify", when="verify.victim == false")],
    )

    say(world, "verify", {"victim": True})

    assert world.state.closed is not None
    assert world.state.closed.end == "finished"


def test_a_refusal_that_waits_for_nobody_ends_nothing() -> None:
    world = journey(step("papers"), agencies={**NOBODY, "police": ("police_hue",)})

    say(world, "papers", verdict="failed")
    world.wait(timedelta(days=365))
    world.settle()

    assert world.state.closed is None


def test_an_end_that_cannot_be_decided_is_not_passed_over() -> None:
    world = journey(
        step("verify", form=[number("score")]),
        ends=[end("not_a_victim", "verify", when="verify.score < 3")],
    )

    say(world, "verify", {"score": None})

    assert world.state.closed is None
    assert world.look().unclear == ("not_a_victim",)


# What a person has to decide


def test_a_step_whose_condition_has_no_answer_waits_for_a_person() -> None:
    world = journey(
        step("verify", form=[number("score")]),
        step("lodging", "verify", when="verify.score < 3"),
        step("plan", "lodging"),
    )

    say(world, "verify", {"score": None})

    assert waiting(world) == []
    assert world.look().unclear == ("lodging",)


def test_a_person_may_skip_a_step_whose_condition_has_no_answer() -> None:
    world = journey(
        step("verify", form=[number("score")]),
        step("lodging", "verify", when="verify.score < 3"),
        step("plan", "lodging"),
    )
    say(world, "verify", {"score": None})

    world.skip("lodging")
    todo = world.settle()

    assert todo.unclear == ()
    assert waiting(world) == ["plan/1.1"]
