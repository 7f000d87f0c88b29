"""What rests on an answer, and what becomes of that once the answer is another."""

from __future__ import annotations

import pytest

from domain.journey.depending import (
    answered_before,
    corrected_since,
    is_looked_at_again,
    resting_on,
    to_be_reviewed,
)
from domain.journey.facts import RequestKey, Reviewed
from domain.journey.fold_and_plan import left_open
from domain.journey.state import Request, State
from domain.pathway.template import Pathway
from tests.domain.small import choices, journey, request, say, step, yes_no
from tests.domain.world import DAY, World

VERIFY = RequestKey("verify")


def verified() -> World:
    """Care and papers rest on the finding: papers were answered, care is open, as is a list that
    rests on nothing.
    """
    world = journey(
        step("verify", form=[yes_no("victim")]),
        step("papers", "verify", role="shelter"),
        step("care", "verify", role="labour", when="verify.victim == true"),
        step("list", role="labour"),
    )
    world.wait(DAY)
    say(world, "verify", {"victim": True})
    world.wait(DAY)
    say(world, "papers")
    world.wait(DAY)
    return world


def names(requests: tuple[Request, ...]) -> list[str]:
    return [each.key.step for each in requests]


def test_what_comes_after_an_answer_rests_on_it() -> None:
    world = verified()

    assert names(resting_on(world.pathway, world.state, VERIFY)) == ["papers", "care"]
    assert resting_on(world.pathway, world.state, RequestKey("list")) == ()


def test_an_item_and_another_attempt_rest_on_what_they_come_from() -> None:
    world = journey(
        step("plan", form=[choices("needs", "school", "health")]),
        step("help", "plan", foreach="plan.needs", role="shelter"),
    )
    say(world, "plan", {"needs": ("school", "health")})
    say(world, "help[school]", verdict="declined", because="no_place")

    of_plan = resting_on(world.pathway, world.state, RequestKey("plan"))
    of_school = resting_on(world.pathway, world.state, RequestKey("help", "school"))

    assert len(of_plan) == 3
    assert [each.key for each in of_school] == [RequestKey("help", "school", attempt=2)]


@pytest.mark.parametrize(("victim", "told"), [(True, ["care"]), (False, [])])
def test_whoever_goes_on_waiting_hears_of_the_correction(*, victim: bool, told: list[str]) -> None:
    world = verified()

    world.correct(VERIFY, "done", {"victim": victim})

    assert names(left_open(world.pathway, world.state, VERIFY, world.now)) == told


def test_in_a_pause_they_are_the_same() -> None:
    world = verified()
    world.pause(clocks_stop=True)

    world.correct(VERIFY, "done", {"victim": False})

    assert left_open(world.pathway, world.state, VERIFY, world.now) == ()


def test_while_a_correction_waits_whatever_rests_on_the_answer_is_looked_at_again() -> None:
    world = verified()
    world.want_correction(VERIFY, "done", {"victim": False})

    during = [is_looked_at_again(*seen(world, name)) for name in ("care", "list")]
    world.leave_the_answer(VERIFY)

    assert during == [True, False]
    assert not is_looked_at_again(*seen(world, "care"))


def test_what_was_asked_before_a_correction_knows_when_that_was() -> None:
    world = verified()

    world.correct(VERIFY, "done", {"victim": True})

    assert corrected_since(*seen(world, "care")) == world.now
    assert corrected_since(*seen(world, "list")) is None


def test_what_was_answered_before_is_looked_through_once_for_each_correction() -> None:
    world = verified()
    world.correct(VERIFY, "done", {"victim": True})
    listed = [to_be_reviewed(world.pathway, world.state)]

    world.record(Reviewed(at=world.now, key=VERIFY, by="lan"))
    listed.append(to_be_reviewed(world.pathway, world.state))
    world.wait(DAY)
    world.correct(VERIFY, "done", {"victim": True})
    listed.append(to_be_reviewed(world.pathway, world.state))

    assert listed == [(VERIFY,), (), (VERIFY,)]


def test_what_was_answered_anew_need_not_be_looked_through() -> None:
    world = verified()
    world.correct(VERIFY, "done", {"victim": True})
    before = names(answered_before(world.pathway, world.state, VERIFY))
    world.wait(DAY)

    world.correct(RequestKey("papers"))

    assert before == ["papers"]
    assert to_be_reviewed(world.pathway, world.state) == ()


def seen(world: World, name: str) -> tuple[Pathway, State, Request]:
    return world.pathway, world.state, request(world, name)
