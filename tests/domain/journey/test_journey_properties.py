"""What holds of every journey, whatever happens to it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given

from domain.journey.facts import (
    FACT,
    Answered,
    AnyFact,
    Asked,
    ColleagueNamed,
    ColleagueRejected,
    Corrected,
    CorrectionLeft,
    CorrectionWanted,
    Delegated,
    Moved,
    ProposalRefused,
    Proposed,
    RequestKey,
    Verdict,
)
from domain.journey.fold_and_plan import Plan, fold, plan, standings
from domain.journey.folding import apply
from domain.journey.progress import Standing
from domain.journey.state import Request, State
from domain.pathway.template import Pathway, Step
from domain.values import Values
from tests.domain.lives import finish, lives
from tests.domain.world import Look, World
from tests.strategies import Dice, answer, dice

# A failure is made small before it is shown, which takes minutes.
pytestmark = pytest.mark.timeout(600)


@given(lives())
def test_a_journey_is_at_an_end_or_says_what_it_waits_for(world: World) -> None:
    for look in world.looks:
        if look.after_all_was_done:
            assert _what_it_waits_for(look)


def _what_it_waits_for(look: Look) -> list[object]:
    state, todo = look.state, look.plan
    said = (state.closed, state.handed_over, state.stopped, state.paused, todo.look_again_at)
    asked = (*state.waiting, *todo.asks, *todo.undecided, *todo.unclear)
    return [*asked, *(what for what in said if what is not None)]


@given(lives())
def test_a_journey_ends_at_a_declared_end_once_everybody_answers(world: World) -> None:
    if world.finished:
        return

    finish(world)

    assert world.state.closed is not None
    assert world.state.closed.end in {end.id for end in world.pathway.ends}


@given(lives())
def test_the_same_facts_give_the_same_state_and_plan(world: World) -> None:
    kept = [FACT.dump_json(fact) for fact in world.facts]

    again = fold(FACT.validate_json(text) for text in kept)

    assert again == world.state
    assert plan(world.pathway, again, world.now) == plan(world.pathway, world.state, world.now)


@given(lives())
def test_every_part_of_a_life_folds_to_what_was_then(world: World) -> None:
    for number, happening in enumerate(world.happenings, start=1):
        assert fold(world.facts[:number]) == happening.after


@given(lives(), dice())
def test_the_order_of_independent_answers_does_not_matter(world: World, chance: Dice) -> None:
    together = [look for look in world.looks if _two_independent(world.pathway, look)]
    if not together:
        return
    look = chance.one_of(together)
    said = {
        request.key: _something_said(world.pathway.by_id[request.key.step], chance)
        for request in _two_independent(world.pathway, look)
    }

    lived = []
    for order in permutations(said):
        other = World(world.pathway, world.agencies, world.patience, look.now, look.state)
        for key in order:
            if other.state.requests[key].waits:
                other.answer(key, *said[key])
            other.settle()
        lived.append(other)

    one, two = lived
    if one.state.closed is None or two.state.closed is None:
        assert one.state == two.state
        assert _standings(one) == _standings(two)
        assert _unordered(one.look()) == _unordered(two.look())


def _something_said(step: Step, chance: Dice) -> tuple[Verdict, Values]:
    return ("declined", {}) if chance.one_in(4) else ("done", answer(chance, step.form))


def _two_independent(pathway: Pathway, look: Look) -> tuple[Request, ...]:
    resting = look.state.paused or look.state.stopped
    waiting = look.state.waiting if look.after_all_was_done and not resting else ()
    for one, two in permutations(waiting, 2):
        steps = {one.key.step, two.key.step}
        if not any(pathway.ancestors[step] & steps for step in steps):
            return one, two
    return ()


def _standings(world: World) -> dict[str, Standing]:
    return standings(world.pathway, world.state, world.now)


def _unordered(todo: Plan) -> tuple[object, ...]:
    return (set(todo.asks), set(todo.withdrawals), set(todo.nudges), todo.end, todo.look_again_at)


@given(lives())
def test_nothing_is_asked_twice(world: World) -> None:
    times_asked = Counter(fact.key for fact in world.facts if isinstance(fact, Asked))

    assert [key for key, times in times_asked.items() if times > 1] == []
    for look in world.looks:
        left = {request.key for request in look.state.waiting} - set(look.plan.withdrawals)
        assert not {ask.key[:2] for ask in look.plan.asks} & {key[:2] for key in left}


@given(lives())
def test_nobody_is_asked_before_their_turn(world: World) -> None:
    for look in world.looks:
        for ask in look.plan.asks:
            after = world.pathway.by_id[ask.key.step].after
            assert not after or any(_lets_through(look.state, step) for step in after)
        if look.after_all_was_done:
            waiting = {request.key.step for request in look.state.waiting}
            assert not [step for step in waiting if waiting & set(world.pathway.by_id[step].after)]


def _lets_through(state: State, step: str) -> bool:
    done = any(r.status == "done" for r in state.requests.values() if r.key.step == step)
    return done or any(skipped == step for skipped, _ in state.skipped)


@given(lives())
def test_only_who_still_has_to_answer_is_reminded(world: World) -> None:
    for look in world.looks:
        for nudge in look.plan.nudges:
            request = look.state.requests[nudge.key]
            assert request.waits
            assert nudge.key not in look.plan.withdrawals
            assert any(
                (point.tell, point.ordinal) == (nudge.tell, nudge.ordinal) and point.at <= look.now
                for point in request.chase
            )


@given(lives())
def test_who_said_by_when_is_reminded_neither_before_nor_never(world: World) -> None:
    for look in world.looks:
        reminded = {nudge.key for nudge in look.plan.nudges if nudge.tell == "agency"}
        for request in look.state.waiting:
            until, turn = request.quiet_until, request.turned_at
            past = [p.at for p in request.chase if p.tell == "agency" and p.at <= look.now]
            due = [at for at in past if turn is None or max(at, until or at) > turn]
            quiet = request.quiet_until is not None and look.now < request.quiet_until
            late = request.due_at is not None and request.due_at <= look.now
            assert not (quiet and (late or request.key in reminded))
            if quiet and request.key not in look.plan.withdrawals and _goes_on(look):
                assert look.plan.look_again_at is not None
                assert look.plan.look_again_at <= (request.quiet_until or look.now)
            if due and not quiet and _goes_on(look):
                assert request.key in reminded | set(look.plan.withdrawals)


def _goes_on(look: Look) -> bool:
    resting = look.state.paused or look.state.stopped or look.state.over
    return not resting and look.plan.end is None


@given(lives())
def test_what_was_asked_of_the_coordinator_stays_until_it_is_settled(world: World) -> None:
    for happening in world.happenings:
        key = getattr(happening.fact, "key", None)
        for request in happening.before.waiting:
            after = happening.after.requests.get(request.key)
            if after is not None and after.waits and request.key != key:
                assert after.question == request.question
                assert after.time_wanted == request.time_wanted


@given(lives())
def test_reminders_and_rungs_come_in_their_order(world: World) -> None:
    heard: dict[tuple[RequestKey, bool], list[int]] = {}
    for look in world.looks:
        for nudge in look.plan.nudges:
            told = heard.setdefault((nudge.key, nudge.tell == "agency"), [])
            if nudge.ordinal not in told:
                told.append(nudge.ordinal)

    assert [told for told in heard.values() if told != sorted(told)] == []


@given(lives())
def test_the_next_look_is_always_ahead(world: World) -> None:
    for look in world.looks:
        assert look.plan.look_again_at is None or look.plan.look_again_at > look.now


@given(lives())
def test_to_pass_it_to_a_colleague_changes_nothing_else(world: World) -> None:
    for happening in world.happenings:
        if isinstance(happening.fact, Delegated | ColleagueNamed | ColleagueRejected):
            before = happening.before.requests[happening.fact.key]
            after = happening.after.requests[happening.fact.key]
            assert _but_for_reminders(happening.after, happening.fact, world) == (
                _but_for_reminders(happening.before, happening.fact, world)
            )
            assert (after.agency, after.due_at, after.chase) == (
                before.agency, before.due_at, before.chase,
            )  # fmt: skip


def _but_for_reminders(state: State, fact: AnyFact, world: World) -> Plan:
    """Of the fact's own request: whose turn it has become is not told of what was late before."""
    found, key = plan(world.pathway, state, fact.at), getattr(fact, "key", None)
    nudges = tuple(n for n in found.nudges if (n.key, n.tell) != (key, "agency"))
    return replace(found, nudges=nudges, look_again_at=None)


@given(lives())
def test_what_takes_two_counts_only_once_both_have_said_it(world: World) -> None:
    for happening in world.happenings:
        match happening.fact:
            case Proposed(key=key) | ProposalRefused(key=key) as fact:
                after, before = happening.after.requests[key], happening.before.requests[key]
                assert (after.status, after.answer) == (before.status, before.answer)
                assert _but_for_reminders(happening.after, fact, world) == (
                    _but_for_reminders(happening.before, fact, world)
                )
            case Answered(key=key, verdict="done") | Corrected(key=key, verdict="done") as fact:
                if world.pathway.by_id[key.step].takes_two(key.item):
                    proposal = happening.before.requests[key].proposal
                    assert proposal is not None
                    assert (fact.proposed_by, fact.values) == ("contact:an", proposal.values)
                assert happening.after.requests[key].proposal is None


@given(lives())
def test_an_answer_is_changed_only_by_its_own_correction(world: World) -> None:
    for happening in world.happenings:
        corrected = {happening.fact.key} if isinstance(happening.fact, Corrected) else set()
        for key, request in happening.before.requests.items():
            if request.answer is not None and key not in corrected:
                after = happening.after.requests[key]
                assert (after.status, after.answer) == (request.status, request.answer)


@given(lives())
def test_a_correction_that_is_sent_on_changes_nothing_until_it_is_taken_over(world: World) -> None:
    for happening in world.happenings:
        if isinstance(happening.fact, CorrectionWanted | CorrectionLeft):
            key, now = happening.fact.key, happening.fact.at
            before, after = happening.before.requests[key], happening.after.requests[key]
            sent, refused = before.correction_sent, before.turned_down
            assert replace(after, correction_sent=sent, turned_down=refused) == before
            assert plan(world.pathway, happening.after, now) == (
                plan(world.pathway, happening.before, now)
            )


@given(lives())
def test_an_answer_that_was_replaced_has_no_correction_waiting(world: World) -> None:
    for happening in world.happenings:
        for request in happening.after.wanting_correction:
            assert request.correction_wanted is not None
            replaced = world.facts[request.correction_wanted.corrects - 1]
            assert request.answer == replaced


@given(lives())
def test_what_was_done_stays_done(world: World) -> None:
    """A step that is asked once is done for good, but for a correction of that very answer."""
    once = [s.id for s in world.pathway.steps if not (s.foreach or s.repeat or s.jointly)]
    for look in world.looks:
        done = {r.key.step for r in look.state.requests.values() if r.status == "done"}
        now_standing = standings(world.pathway, look.state, look.now)
        assert not [step for step in once if step in done and now_standing[step] != Standing.DONE]


@given(lives())
def test_when_all_was_done_nothing_is_left_but_what_nobody_can_be_asked(world: World) -> None:
    for look in world.looks:
        if look.after_all_was_done:
            assert not look.plan.withdrawals
            assert look.plan.end is None
            assert not [ask for ask in look.plan.asks if world.agency_for(ask)]


@given(lives())
def test_a_pause_stops_asking_and_reminding_but_not_receiving(world: World) -> None:
    for look in world.looks:
        if look.state.paused and not look.state.over and not look.state.stopped:
            assert look.plan == Plan()
    for happening in world.happenings:
        if isinstance(happening.fact, Answered) and happening.before.paused:
            received = happening.after.requests[happening.fact.key]
            assert received.answer == happening.fact
            assert received.status == happening.fact.verdict


@given(lives())
def test_a_stop_withdraws_everything_once_it_cannot_be_undone(world: World) -> None:
    for look in world.looks:
        stop = look.state.stopped
        if stop is not None and not look.state.over:
            for_good = stop.unsafe or look.now >= stop.at + timedelta(minutes=10)
            waiting = tuple(request.key for request in look.state.waiting)
            assert (look.plan.asks, look.plan.nudges, look.plan.end) == ((), (), None)
            assert look.plan.withdrawals == (waiting if for_good else ())
            assert bool(look.plan.look_again_at) != for_good
            assert not (for_good and look.after_all_was_done and waiting)


@given(lives(), dice())
def test_a_move_to_a_version_with_other_names_changes_names_alone(
    world: World, chance: Dice
) -> None:
    ids = [step.id for step in world.pathway.steps]
    renamed = chance.some_of(ids, most=len(ids))
    names = dict(zip(renamed, [*renamed[1:], "fresh"], strict=False))
    other = _pathway_with_names(world.pathway, names)
    todo = plan(world.pathway, world.state, world.now)

    moved = apply(world.state, Moved(at=world.now, from_version=1, to_version=2, steps=names))

    assert plan(other, moved, world.now) == _plan_with_names(todo, names)
    assert standings(other, moved, world.now) == {
        names.get(step, step): standing for step, standing in _standings(world).items()
    }


def _pathway_with_names(pathway: Pathway, names: dict[str, str]) -> Pathway:
    text = pathway.model_dump_json(by_alias=True)
    named = re.sub(r"\bs\d+\b", lambda found: names.get(found[0], found[0]), text)
    return Pathway.model_validate_json(named)


def _plan_with_names(todo: Plan, names: dict[str, str]) -> Plan:
    def named(key: RequestKey) -> RequestKey:
        return key._replace(step=names.get(key.step, key.step))

    return replace(
        todo,
        asks=tuple(replace(ask, key=named(ask.key)) for ask in todo.asks),
        withdrawals=tuple(named(key) for key in todo.withdrawals),
        nudges=tuple(replace(nudge, key=named(nudge.key)) for nudge in todo.nudges),
        undecided=tuple(named(key) for key in todo.undecided),
        unclear=tuple(names.get(step, step) for step in todo.unclear),
        to_come={named(key): moment for key, moment in todo.to_come.items()},
    )
