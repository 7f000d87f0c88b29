"""What holds of every journey that may move to another version, whatever was changed in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings

from domain.journey.facts import FACT, AnyFact, Asked, Moved, RequestKey, Withdrawn
from domain.journey.fold_and_plan import Plan, fold, plan
from domain.journey.moving import Move, moving
from domain.journey.renaming import key_named, told_anew
from domain.journey.unmoving import undoing
from tests.domain.lives import finish, lives
from tests.domain.world import World
from tests.edits import edited
from tests.strategies import Dice, dice

# A failure is made small before it is shown, which takes minutes.
pytestmark = pytest.mark.timeout(600)


TRIPS = 200


class Trip:
    """A journey at some moment of its life, a later version of its pathway, and the move there."""

    def __init__(self, life: World, chance: Dice) -> None:
        under_way = [
            number
            for number, happening in enumerate(life.happenings, start=1)
            if not happening.after.over and happening.after.stopped is None
        ]
        self.life = life
        lived = life.facts[: chance.one_of(under_way[::-1])]
        self.now, self.state = lived[-1].at, fold(lived)
        self.pathway, names = edited(chance, life.pathway)
        self.fact = Moved(
            at=self.now, from_version=1, to_version=2, steps=names.steps, fields=names.fields
        )
        self.facts: list[AnyFact] = [*lived, self.fact]
        self.move: Move = moving(life.pathway, self.pathway, self.state, self.fact)

    def named(self, key: RequestKey) -> RequestKey:
        return key_named(self.fact, key)

    def before(self) -> Plan:
        return plan(self.life.pathway, replace(self.state, paused=None), self.now)

    def after(self) -> Plan:
        return plan(self.pathway, replace(fold(self.facts), paused=None), self.now)

    def moved(self) -> World:
        life = self.life
        return World(self.pathway, life.agencies, life.patience, self.now, fold(self.facts))


def test_enough_moves_are_possible_and_do_something_for_the_others_to_say_much() -> None:
    """Always the same ones."""
    found: Counter[str] = Counter()

    @settings(derandomize=True, database=None, phases=[Phase.generate], max_examples=TRIPS)
    @given(lives(), dice())
    def count(life: World, chance: Dice) -> None:
        trip = Trip(life, chance)
        if trip.move.possible:
            done = any(each.status == "done" for each in trip.state.requests.values())
            found.update({
                "possible": 1, "answered": done, "waiting": bool(trip.move.still_asked),
                "renamed": bool(trip.fact.steps or trip.fact.fields),
                "asks": bool(trip.move.asks), "unneeded": bool(trip.move.unneeded),
            })  # fmt: skip
        found["stays"] += not trip.move.possible

    count()

    assert found["possible"] >= TRIPS / 2
    assert min(found[each] for each in ("answered", "waiting", "renamed")) >= TRIPS / 10
    assert min(found[each] for each in ("stays", "asks", "unneeded")) >= TRIPS / 40


@given(lives(), dice())
def test_a_move_asks_nobody_twice_and_withdraws_nothing(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    state = fold(trip.facts)
    before, after = trip.before(), trip.after()

    taken = {key[:3] for key, each in state.requests.items() if each.waits or each.status == "done"}
    assert not {ask.key[:3] for ask in after.asks} & taken
    assert set(after.withdrawals) <= {trip.named(key) for key in before.withdrawals}
    assert {request.key for request in state.waiting} == {
        trip.named(request.key) for request in trip.state.waiting
    }


@given(lives(), dice())
def test_a_move_does_what_was_said_of_it(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    before, after = trip.before(), trip.after()

    asked_anyway = {trip.named(ask.key) for ask in before.asks}
    assert set(trip.move.asks) == {ask.key for ask in after.asks} - asked_anyway
    assert trip.move.end == after.end
    if after.end is None:
        still = {request.key for request in fold(trip.facts).waiting} - set(after.withdrawals)
        assert {each.key for each in trip.move.still_asked} == still
        assert {key.step for key in still} <= set(trip.move.stands_at)


@given(lives(), dice())
def test_a_moved_journey_replays_to_the_same(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    kept = [FACT.dump_json(fact) for fact in trip.facts]

    again = fold(FACT.validate_json(text) for text in kept)

    assert again == fold(trip.facts)
    assert plan(trip.pathway, again, trip.now) == plan(trip.pathway, fold(trip.facts), trip.now)


@given(lives(), dice())
def test_a_moved_journey_ends_and_has_asked_nobody_twice(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    moved = trip.moved()
    done = {key for key, each in moved.state.requests.items() if each.status == "done"}
    known = Counter(moved.state.requests.keys())

    finish(moved)

    asked = [fact.key for fact in moved.facts if isinstance(fact, Asked)]
    assert not {key[:3] for key in asked} & {key[:3] for key in done}
    assert not {key.step for key in asked} & _done_for_good(trip)
    assert [key for key, times in (known + Counter(asked)).items() if times > 1] == []
    assert moved.state.closed is not None
    assert moved.state.closed.end in {end.id for end in trip.pathway.ends}


def _done_for_good(trip: Trip) -> set[str]:
    """By their new names, the steps that were done and that one agency is asked once."""
    once = {s.id for s in trip.life.pathway.steps if s.asked_as_one and s.repeat is None}
    done = {key for key, each in trip.state.requests.items() if each.status == "done"}
    return {trip.named(key).step for key in done if key.step in once}


@given(lives(), dice())
def test_what_stays_has_a_reason(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    for why in trip.move.obstacles:
        assert why.in_("vi") != why.in_("en")


@given(lives())
def test_every_journey_may_move_to_the_version_that_it_has(life: World) -> None:
    fact = Moved(at=life.now, from_version=1, to_version=2, steps={})

    same = moving(life.pathway, life.pathway, life.state, fact)

    resting = life.state.over or life.state.stopped is not None
    assert same.possible is not resting
    assert (same.asks, same.unneeded, same.left_behind) == ((), (), ())
    assert not [each for each in same.still_asked if each.changes]


@given(lives(), dice())
def test_what_happened_is_told_by_the_names_of_today(life: World, chance: Dice) -> None:
    """As if the journey had gone by them from the beginning."""
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    told = told_anew(trip.facts)

    assert fold(each for each in told if not isinstance(each, Moved)) == fold(trip.facts)


@given(lives(), dice())
def test_undoing_a_move_brings_back_what_was(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    line = len(trip.facts)

    back = undoing(life.pathway, trip.pathway, trip.facts, line, trip.now)

    assert (back.fact.undoes, back.withdrawn) == (line, ())
    assert fold([*trip.facts, back.fact]) == trip.state


@given(lives(), dice())
def test_undoing_takes_back_what_the_move_has_asked(life: World, chance: Dice) -> None:
    trip = Trip(life, chance)
    if not trip.move.possible:
        return
    moved = trip.moved()
    for _ in range(3):
        moved.settle()
    facts = [*trip.facts, *moved.facts]
    if moved.finished:
        return

    back = undoing(life.pathway, trip.pathway, facts, len(trip.facts), trip.now)
    gone = [Withdrawn(at=trip.now, key=key, by_plan=True) for key in back.withdrawn]
    state = fold([*facts, *gone, back.fact])

    asked = {fact.key for fact in moved.facts if isinstance(fact, Asked)}
    assert set(back.withdrawn) <= asked
    was_asked = {key: each for key, each in state.requests.items() if key in trip.state.requests}
    taken_since = {fact.key for fact in moved.facts if isinstance(fact, Withdrawn)}
    if not taken_since:
        assert was_asked == trip.state.requests
        before, after = trip.before(), plan(life.pathway, replace(state, paused=None), trip.now)
        again = {ask.key[:3] for ask in after.asks}
        kept = {key[:3] for key, each in state.requests.items() if key not in was_asked}
        assert again | kept >= {ask.key[:3] for ask in before.asks}
        assert set(after.withdrawals) <= set(before.withdrawals)
