"""What each fact changes: the fold's step, and the only one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.journey.facts import (
    Accepted,
    Answered,
    AnyFact,
    Asked,
    Closed,
    ColleagueNamed,
    ColleagueRejected,
    Corrected,
    CorrectionLeft,
    CorrectionWanted,
    Delegated,
    Extended,
    HandedOver,
    MoreTimeRefused,
    MoreTimeWanted,
    Moved,
    Opened,
    Paused,
    ProposalRefused,
    Proposed,
    Questioned,
    Reassigned,
    Replied,
    RequestKey,
    Resumed,
    Reviewed,
    Skipped,
    Stopped,
    Withdrawn,
)
from domain.journey.renaming import request_named, step_named
from domain.journey.state import Request, State, Unit

_NOTHING_PROPOSED: Mapping[str, None] = MappingProxyType({"proposal": None, "turned_down": None})


def apply(state: State, fact: AnyFact) -> State:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    """The state after one more fact. Raises KeyError for a fact about a request never asked."""
    match fact:
        case Opened():
            return replace(state, opened=fact)
        case Asked():
            return _ask(state, fact)
        case Proposed():
            return _propose(state, fact)
        case ProposalRefused():
            turned_down = state.requests[fact.key].proposal
            return _change(state, fact.key, proposal=None, turned_down=turned_down)
        case Answered():
            return _answer(state, fact)
        case Corrected():
            return _correct(state, fact)
        case CorrectionWanted():
            return _change(state, fact.key, correction_sent=fact)
        case CorrectionLeft():
            return _change(state, fact.key, correction_sent=None, turned_down=None)
        case Reviewed():
            return _change(state, fact.key, reviewed_at=fact.at)
        case Accepted():
            return _change(state, fact.key, accepted=fact)
        case Questioned():
            return _change(state, fact.key, question=fact)
        case Replied():
            return _change(state, fact.key, question=None)
        case MoreTimeWanted():
            return _change(state, fact.key, time_wanted=fact)
        case MoreTimeRefused():
            return _change(state, fact.key, time_wanted=None)
        case Withdrawn():
            return _withdraw(state, fact)
        case Skipped():
            return _skip(state, fact)
        case Extended():
            return _extend(state, fact)
        case Reassigned():
            return _reassign(state, fact)
        case Delegated():
            return _delegate(state, fact)
        case ColleagueNamed():
            return _change(state, fact.key, newcomer=fact)
        case ColleagueRejected():
            return _change(state, fact.key, newcomer=None)
        case Paused():
            return replace(state, paused=fact)
        case Resumed():
            return _resume(state, fact)
        case Stopped():
            return replace(state, stopped=fact)
        case Moved():
            return _move(state, fact)
        case HandedOver():
            return replace(state, handed_over=fact)
        case Closed():
            return replace(state, closed=fact)


def _ask(state: State, fact: Asked) -> State:
    request = Request(fact.key, fact, fact.agency, fact.at, fact.due_at, fact.chase)
    # Asking again takes back a skip: the coordinator changed their mind about this one.
    asked_since = state.asked_since | {(fact.key.step, fact.key.item)}
    requests = state.requests | {fact.key: request}
    return replace(state, requests=requests, asked_since=asked_since)


def _change(state: State, key: RequestKey, **changes: object) -> State:
    changed = replace(state.requests[key], **changes)  # type: ignore[arg-type]  # by name, above
    return replace(state, requests=state.requests | {key: changed})


def _propose(state: State, fact: Proposed) -> State:
    proposals = state.requests[fact.key].proposals + 1
    return _change(
        state, fact.key,
        proposal=fact, turned_down=None, proposals=proposals, left_unconfirmed=None,
    )  # fmt: skip


def _answer(state: State, fact: Answered) -> State:
    return _change(
        state, fact.key,
        status=fact.verdict, answer=fact, answered_at=fact.at, **_NOTHING_PROPOSED,
    )  # fmt: skip


def _withdraw(state: State, fact: Withdrawn) -> State:
    return _change(
        state, fact.key,
        status="withdrawn", withdrawn_by_plan=fact.by_plan, **_NOTHING_PROPOSED,
    )  # fmt: skip


def _correct(state: State, fact: Corrected) -> State:
    """What was done before the correction too keeps its moment, by which rounds are counted."""
    before = state.requests[fact.key]
    answered_at = before.answered_at if before.status == "done" else fact.at
    return _change(
        state, fact.key,
        status=fact.verdict, answer=fact, answered_at=answered_at, **_NOTHING_PROPOSED,
        correction_sent=None, reviewed_at=None,
    )  # fmt: skip


def _extend(state: State, fact: Extended) -> State:
    granted = {"due_at": fact.due_at, "chase": fact.chase, "timed_at": fact.at}
    return _change(state, fact.key, **granted, time_wanted=None)


def _reassign(state: State, fact: Reassigned) -> State:
    """The clock keeps running, but who has it now is not told of what was late before, and has
    neither promised nor asked anything. Who answered for the agency before answers for the other
    one no more.

    A rung that was reached stays with the lead: silence is noticed however late the move.
    """
    request, pause = state.requests[fact.key], state.paused
    until = pause.at if pause is not None and pause.clocks_stop else fact.at
    chase = (
        point.model_copy(update={"tell": "lead"}) if point.at <= until else point
        for point in request.chase
        if point.at > until or point.tell != "agency"
    )
    return _change(
        state,
        fact.key,
        agency=fact.agency,
        chase=tuple(chase),
        moves=(*request.moves, fact),
        delegations=(),
        turns=request.turns + 1,
        newcomer=None,
        left_unconfirmed=request.proposal or request.left_unconfirmed,
        **_NOTHING_PROPOSED,
        accepted=None,
        question=None,
        time_wanted=None,
    )


def _delegate(state: State, fact: Delegated) -> State:
    request = state.requests[fact.key]
    delegations, turns = (*request.delegations, fact), request.turns + 1
    return _change(state, fact.key, delegations=delegations, turns=turns, newcomer=None)


def _skip(state: State, fact: Skipped) -> State:
    """A skip withdraws what still waits under it."""

    def under(unit: Unit) -> bool:
        return unit[0] == fact.step and fact.item in (None, unit[1])

    withdrawn = {
        key: replace(request, status="withdrawn", proposal=None, turned_down=None)
        for key, request in state.requests.items()
        if request.waits and under((key.step, key.item))
    }
    return replace(
        state,
        requests=state.requests | withdrawn,
        skipped={**state.skipped, (fact.step, fact.item): fact.at},
        asked_since=frozenset(unit for unit in state.asked_since if not under(unit)),
    )


def _resume(state: State, fact: Resumed) -> State:
    if state.stopped is not None:
        return replace(state, stopped=None)
    if state.paused is None or not state.paused.clocks_stop:
        return replace(state, paused=None)
    begun = state.paused.at
    shifted = {
        key: request.later_by(fact.at - max(begun, request.timed_at)) if request.waits else request
        for key, request in state.requests.items()
    }
    return replace(state, paused=None, requests=shifted)


def _move(state: State, fact: Moved) -> State:
    named = (request_named(fact, request) for request in state.requests.values())
    return replace(
        state,
        requests={request.key: request for request in named},
        skipped={(step_named(fact, step), item): at for (step, item), at in state.skipped.items()},
        asked_since=frozenset((step_named(fact, step), item) for step, item in state.asked_since),
    )
