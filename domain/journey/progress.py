"""Where each step stands, by the rule of readiness.

A step is ready when all that it comes after is settled and at least one of them lets the
journey through; if none does, it is skipped too, and so is a step whose condition does
not hold. Done lets through, and so does what a person skipped: they said to go on.
What was answered stays answered, whatever a correction changes before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from domain.journey.facts import RequestKey
from domain.journey.holding_back import asked_from
from domain.journey.state import Request, State
from domain.pathway.conditions import ConditionFails, holds, read_condition
from domain.pathway.rounds import next_round
from domain.pathway.template import End, Pathway, Repeat, Step
from domain.values import Values


class Standing(Enum):
    AHEAD = "ahead"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"  # by the rule: lets nothing through
    PASSED = "passed"  # skipped by a person: lets through

    def __init__(self, value: str) -> None:
        # Asked of every step at every look: as properties they took a tenth of the time.
        self.settled = value not in ("ahead", "open")
        self.lets_through = value in ("done", "passed")


@dataclass(slots=True)
class Progress:
    """What one walk over the steps found. `to_come` is what will be asked by itself, and when;
    `held` are the waiting requests that still hold; `settled`: nothing is left to wait for.
    """

    standings: dict[str, Standing] = field(default_factory=dict)
    answers: dict[str, Values] = field(default_factory=dict)
    to_ask: list[RequestKey] = field(default_factory=list)
    to_come: dict[RequestKey, datetime] = field(default_factory=dict)
    held: set[RequestKey] = field(default_factory=set)
    undecided: list[RequestKey] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    settled: bool = False


def walk(pathway: Pathway, state: State, now: datetime) -> Progress:
    progress = Progress(settled=True)
    for step in pathway.in_order:
        standing = _stand(step, state, progress, now)
        progress.standings[step.id] = standing
        progress.settled = progress.settled and standing.settled
        if standing is Standing.DONE:
            progress.answers[step.id] = _last_values(state, step)
    return progress


def reached(end: End, state: State, progress: Progress) -> bool:
    """Whether the journey may finish there now."""
    if not end.at_once and not progress.settled:
        return False
    return _due(end.after, end.when, end.id, state, progress) is True


def _stand(step: Step, state: State, progress: Progress, now: datetime) -> Standing:
    due = _due(step.after, step.when, step.id, state, progress)
    if step.id in progress.unclear and state.is_skipped(step.id, None):
        progress.unclear.remove(step.id)
        return Standing.PASSED
    if due and step.asked_as_one:
        return _unit(step, None, state, progress, now)
    items = _items(step, progress.answers)
    if due and items:
        return _together([_unit(step, item, state, progress, now) for item in items])
    if due is None:
        return _before_its_turn(step, items, state, now)
    if any(request.status == "done" for request in state.by_step.get(step.id, ())):
        return Standing.DONE
    return Standing.SKIPPED


def _before_its_turn(
    step: Step, items: tuple[str | None, ...], state: State, now: datetime
) -> Standing:
    """What comes before is asked again. Of this only the whole stays done, not a part of it."""
    if step.id not in state.by_step:
        return Standing.AHEAD
    units = [_unit(step, item, state, Progress(), now) for item in items]
    return Standing.DONE if units and _together(units) is Standing.DONE else Standing.AHEAD


def _due(
    after: tuple[str, ...], when: str | None, place: str, state: State, progress: Progress
) -> bool | None:
    """True: its turn has come. False: it is skipped. None: not yet to be said."""
    lets_through = not after
    for name in after:
        earlier = progress.standings[name]
        if not earlier.settled:
            return None
        lets_through = lets_through or earlier.lets_through
    if not lets_through:
        return False
    if when is None:
        return True
    assert state.opened is not None  # noqa: S101 - a journey is opened by its first fact
    try:
        return holds(read_condition(when), state.opened.entry, progress.answers)
    except ConditionFails:
        progress.unclear.append(place)
        return None


def _items(step: Step, answers: Mapping[str, Values]) -> tuple[str | None, ...]:
    if step.foreach is None:
        return (None, *step.jointly)
    source, _, field_id = step.foreach.partition(".")
    chosen = answers.get(source, {}).get(field_id)
    return chosen if isinstance(chosen, tuple) else ()


def _together(units: list[Standing]) -> Standing:
    if not all(unit.settled for unit in units):
        return Standing.OPEN
    return Standing.DONE if Standing.DONE in units else Standing.PASSED


def _unit(
    step: Step, item: str | None, state: State, progress: Progress, now: datetime
) -> Standing:
    """One item of a step whose turn has come."""
    rounds = state.rounds(step.id, item)
    if state.skipped and state.is_skipped(step.id, item):
        done = any(request.status == "done" for request in rounds)
        return Standing.DONE if done else Standing.PASSED
    if not rounds:
        moment = asked_from(step, state, progress.answers)
        _ask_from(moment, RequestKey(step.id, item), progress, now)
        return Standing.OPEN
    last = rounds[-1]
    if last.status == "done":
        return _after_done(step, rounds, state, progress, now)
    if last.waits:
        progress.held.add(last.key)
    elif last.waits_for_a_person:
        progress.undecided.append(last.key)
    else:
        progress.to_ask.append(last.key._replace(attempt=last.key.attempt + 1))
    return Standing.OPEN


def _after_done(
    step: Step, rounds: tuple[Request, ...], state: State, progress: Progress, now: datetime
) -> Standing:
    last = rounds[-1]
    if step.repeat is None or _repeated_enough(step.repeat, step.id, rounds, state, progress):
        return Standing.DONE
    first = rounds[0].asked
    answered = last.answered_at or last.asked.at
    moment = next_round(first.at, step.repeat.every, ZoneInfo(first.zone), answered)
    key = RequestKey(step.id, last.key.item, last.key.occurrence + 1)
    _ask_from(moment, key, progress, now)
    return Standing.OPEN


def _ask_from(moment: datetime | None, key: RequestKey, progress: Progress, now: datetime) -> None:
    if moment is None or moment <= now:
        progress.to_ask.append(key)
    else:
        progress.to_come[key] = moment


def _repeated_enough(
    repeat: Repeat,
    step_id: str,
    rounds: tuple[Request, ...],
    state: State,
    progress: Progress,
) -> bool:
    if repeat.times is not None and len(rounds) >= repeat.times:
        return True
    if repeat.until is None:
        return False
    assert state.opened is not None  # noqa: S101 - a journey is opened by its first fact
    answer = rounds[-1].answer
    own = {step_id: answer.values if answer else {}}
    try:
        return holds(read_condition(repeat.until), state.opened.entry, own)
    except ConditionFails:
        progress.unclear.append(step_id)
        return False


def _last_values(state: State, step: Step) -> Values:
    """The answer that conditions see; a step asked item by item has none of its own."""
    if step.foreach is not None:
        return {}
    for request in reversed(state.rounds(step.id, None)):
        if request.status == "done" and request.answer is not None:
            return request.answer.values
    return {}
