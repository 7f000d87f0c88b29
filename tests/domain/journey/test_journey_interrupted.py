from __future__ import annotations

from datetime import timedelta

from domain.journey.facts import HandedOver, Moved, RequestKey
from domain.journey.fold_and_plan import may_correct
from tests.domain.small import (
    NOBODY,
    go_to,
    journey,
    pathway,
    request,
    say,
    step,
    waiting,
)
from tests.domain.world import DAY, START

# Pause and stop


def test_a_pause_asks_and_withdraws_nothing_and_receives() -> None:
    world = journey(step("papers"), step("plan", "papers"))

    world.pause(clocks_stop=False)
    say(world, "papers")

    assert request(world, "papers").status == "done"
    assert waiting(world) == []


def test_after_a_pause_the_journey_goes_on() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    world.pause(clocks_stop=False)
    say(world, "papers")

    world.resume()
    world.settle()

    assert waiting(world) == ["plan/1.1"]


def test_a_pause_that_stops_the_clocks_moves_deadlines_and_reminders() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    before = request(world, "papers")
    world.wait(2 * DAY)

    world.pause(clocks_stop=True)
    world.wait(7 * DAY)
    world.resume()

    after = request(world, "papers")
    assert after.due_at == START + 17 * DAY
    assert [p.at for p in after.chase] == [p.at + 7 * DAY for p in before.chase]


def test_a_pause_that_lets_the_clocks_run_moves_nothing() -> None:
    world = journey(step("papers"), patience=10 * DAY)

    world.pause(clocks_stop=False)
    world.wait(7 * DAY)
    world.resume()

    assert request(world, "papers").due_at == START + 10 * DAY


def test_what_was_asked_during_a_pause_gains_the_rest_of_it_alone() -> None:
    world = journey(step("papers"), patience=10 * DAY, agencies=NOBODY)
    world.pause(clocks_stop=True)
    world.wait(3 * DAY)

    world.ask(RequestKey("papers"))
    world.wait(2 * DAY)
    world.resume()

    assert request(world, "papers").due_at == START + (3 + 2 + 10) * DAY


def test_what_was_extended_during_a_pause_gains_the_rest_of_it_alone() -> None:
    world = journey(step("papers"), patience=10 * DAY)
    world.pause(clocks_stop=True)
    world.wait(3 * DAY)

    world.extend(RequestKey("papers"), 20 * DAY)
    world.wait(2 * DAY)
    world.resume()

    assert request(world, "papers").due_at == START + (3 + 2 + 20) * DAY


def test_a_stop_can_be_undone_within_ten_minutes() -> None:
    world = journey(step("papers"))

    world.stop()
    world.wait(timedelta(minutes=9, seconds=59))
    world.settle()
    world.resume()
    world.settle()

    assert waiting(world) == ["papers/1.1"]


def test_a_stop_withdraws_everything_after_ten_minutes() -> None:
    world = journey(step("papers"))

    world.stop()
    go_to(world, START + timedelta(minutes=10))

    assert waiting(world) == []


def test_a_stop_is_looked_at_again_when_it_can_no_longer_be_undone() -> None:
    world = journey(step("papers"))

    world.stop()

    assert world.look().look_again_at == START + timedelta(minutes=10)


def test_an_unsafe_stop_withdraws_everything_at_once() -> None:
    world = journey(step("papers"))

    world.stop(unsafe=True)
    world.settle()

    assert waiting(world) == []


def test_a_stop_that_is_undone_leaves_the_pause_before_it() -> None:
    world = journey(step("papers"))
    world.pause(clocks_stop=True)
    world.stop()

    world.resume()

    assert world.state.stopped is None
    assert world.state.paused is not None


# Other versions


def test_what_the_new_version_no_longer_has_is_withdrawn() -> None:
    world = journey(step("papers"), step("plan"))
    world.pathway = pathway(step("plan"))

    world.record(Moved(at=world.now, from_version=1, to_version=2, steps={}))
    world.settle()

    assert waiting(world) == ["plan/1.1"]


def test_what_the_new_version_no_longer_has_is_not_to_be_corrected() -> None:
    world = journey(step("papers"), step("plan"))
    say(world, "papers")
    world.pathway = pathway(step("plan"))

    world.record(Moved(at=world.now, from_version=1, to_version=2, steps={}))

    assert not may_correct(world.pathway, world.state, RequestKey("papers"))


def test_what_the_new_version_calls_otherwise_goes_on() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    world.pathway = pathway(step("documents"), step("plan", "documents"))

    world.record(Moved(at=world.now, from_version=1, to_version=2, steps={"papers": "documents"}))
    say(world, "documents")

    assert waiting(world) == ["plan/1.1"]


# Another journey takes over


def test_what_waits_is_withdrawn_when_another_journey_takes_over() -> None:
    world = journey(step("papers"))

    world.record(HandedOver(at=world.now, to_journey="7K3Q-9MXD/2"))
    world.settle()

    assert waiting(world) == []
    assert world.state.over
