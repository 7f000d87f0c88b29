"""A journey is a fold: its facts give its state, and its state gives what is to do next.

Pure: the same pathway, facts and moment always give the same state and the same plan.
The flow, the sweep, the dry run and the tests call `fold` and `plan`, and nothing else
decides what a journey does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Literal
from zoneinfo import ZoneInfo

from domain.journey.depending import follows, resting_on
from domain.journey.facts import AnyFact, RequestKey
from domain.journey.folding import apply
from domain.journey.progress import Progress, Standing, reached, walk
from domain.journey.state import UNDO, Request, State
from domain.pathway.template import Pathway
from domain.policy.province_policy import ChasePoint, Tell


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A request to make. `tried` are agencies that did not do it: the next one is asked."""

    key: RequestKey
    role: str
    tried: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder (tell 'agency') or a rung of escalation, the n-th of its kind."""

    key: RequestKey
    tell: Tell
    ordinal: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, and when to look again (None: when something happens). `to_come` is what will
    be asked by itself, and when.

    `undecided` and `unclear` wait for a person: requests that one withdrew or that were declined
    for what the coordinator has to judge, and steps whose condition has no answer.
    """

    asks: tuple[ToAsk, ...] = ()
    withdrawals: tuple[RequestKey, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    end: str | None = None
    undecided: tuple[RequestKey, ...] = ()
    unclear: tuple[str, ...] = ()
    to_come: Mapping[RequestKey, datetime] = field(default_factory=dict)
    look_again_at: datetime | None = None


def fold(facts: Iterable[AnyFact]) -> State:
    return reduce(apply, facts, State())


def plan(pathway: Pathway, state: State, now: datetime) -> Plan:
    if state.opened is None:
        return Plan()
    if state.over or state.gone_for_good(now):
        return Plan(withdrawals=tuple(request.key for request in state.waiting))
    if state.stopped is not None:
        return Plan(look_again_at=state.stopped.at + UNDO)
    if state.paused is not None:
        return Plan()
    return _go_on(pathway, state, now)


def _go_on(pathway: Pathway, state: State, now: datetime) -> Plan:
    progress = walk(pathway, state, now)
    end = _end(pathway, state, progress)
    if end is not None:
        return Plan(end=end, withdrawals=tuple(request.key for request in state.waiting))
    waiting = state.waiting
    held = tuple(request for request in waiting if request.key in progress.held)
    return Plan(
        asks=tuple(_to_ask(pathway, state, key) for key in progress.to_ask),
        withdrawals=tuple(r.key for r in waiting if r.key not in progress.held),
        nudges=tuple(nudge for request in held for nudge in _nudges(request, now)),
        undecided=tuple(progress.undecided),
        unclear=tuple(progress.unclear),
        to_come=progress.to_come,
        look_again_at=_next_moment(held, progress, now),
    )


def _end(pathway: Pathway, state: State, progress: Progress) -> str | None:
    for end in pathway.ends:
        if reached(end, state, progress):
            return end.id
        if progress.settled and end.id in progress.unclear:
            return None  # the ends below are for those to whom this one does not apply
    return None


def _to_ask(pathway: Pathway, state: State, key: RequestKey) -> ToAsk:
    return ToAsk(key, pathway.by_id[key.step].role_for(key.item), state.tried(key))


def _nudges(request: Request, now: datetime) -> tuple[Nudge, ...]:
    """Of the reminders that are due only the last: after an outage nobody gets them in a heap.

    Whose turn it has become is not told of what was late before.
    """
    due = [point for point in request.chase if point.at <= now]
    if not due:
        return ()
    quiet = request.quiet_until is not None and now < request.quiet_until
    theirs = [point for point in due if point.tell == "agency" and _is_theirs(point, request)]
    reminders = [] if quiet else theirs[-1:]
    rungs = [point for point in due if point.tell != "agency"]
    return tuple(Nudge(request.key, point.tell, point.ordinal) for point in reminders + rungs)


def _is_theirs(point: ChasePoint, request: Request) -> bool:
    """What a promise put off comes when that is over."""
    comes_at = max(point.at, request.quiet_until or point.at)
    return request.turned_at is None or comes_at > request.turned_at


def _next_moment(held: tuple[Request, ...], progress: Progress, now: datetime) -> datetime | None:
    ahead = [point.at for request in held for point in request.chase if point.at > now]
    promised = [request.quiet_until for request in held if request.quiet_until is not None]
    ahead += [moment for moment in promised if moment > now]
    return min([*ahead, *progress.to_come.values()], default=None)


@dataclass(frozen=True, slots=True)
class TooLateToCorrect:
    """Since when, and why. 'next_step': what depends on the answer was asked for."""

    why: Literal["next_step", "over", "stopped"]
    at: datetime


def too_late_to_correct(pathway: Pathway, state: State, key: RequestKey) -> TooLateToCorrect | None:
    if ended := state.closed or state.handed_over:
        return TooLateToCorrect("over", ended.at)
    if state.stopped is not None:
        return TooLateToCorrect("stopped", state.stopped.at)
    asked = [other.asked.at for other in resting_on(pathway, state, key)]
    return TooLateToCorrect("next_step", min(asked)) if asked else None


def left_open(
    pathway: Pathway, state: State, key: RequestKey, now: datetime
) -> tuple[Request, ...]:
    """What rests on the answer, waits, and goes on waiting now that the answer is another: who is
    about to hear that a request is withdrawn needs no more.
    """
    gone = plan(pathway, replace(state, paused=None), now).withdrawals
    resting = resting_on(pathway, state, key)
    return tuple(other for other in resting if other.waits and other.key not in gone)


def goes_on_from(pathway: Pathway, state: State, key: RequestKey, now: datetime) -> bool:
    """Whether what there is to do now leaves the officer no time to correct."""
    todo = plan(pathway, state, now)
    later = pathway.descendants.get(key.step, frozenset())
    asked = (ask.key for ask in todo.asks)
    return todo.end is not None or any(each.step in later or follows(each, key) for each in asked)


def may_correct(pathway: Pathway, state: State, key: RequestKey) -> bool:
    """Whether the officer may still correct: nothing that depends on the answer was asked."""
    request = state.requests.get(key)
    if request is None or request.answer is None or state.over:
        return False
    if key.step not in pathway.descendants:  # another version had that step
        return False
    return too_late_to_correct(pathway, state, key) is None


def asked_again_at(state: State, request: Request) -> datetime | None:
    """When the same was asked of the same agency anew, which has yet to answer that."""
    for other in state.waiting:
        same_round = other.key.occurrence == request.key.occurrence
        if same_round and follows(other.key, request.key) and other.agency == request.agency:
            return other.asked.at
    return None


def to_come(pathway: Pathway, state: State, now: datetime, zone: ZoneInfo) -> dict[str, date]:
    """On which day each step is asked by itself that waits for nothing but that day."""
    found: dict[str, date] = {}
    coming = plan(pathway, state, now).to_come
    for key in sorted(coming, key=coming.__getitem__):
        found.setdefault(key.step, coming[key].astimezone(zone).date())
    return found


def standings(pathway: Pathway, state: State, now: datetime) -> dict[str, Standing]:
    """Where each step stands, for the pages that show it."""
    return walk(pathway, state, now).standings
