"""What rests on an answer: whatever was asked because it stands. Pure.

A condition, an item or an area is read from a step before, and whoever is asked goes by all that
was found until then. So each step rests on all that it comes after.
"""

from __future__ import annotations

from datetime import datetime

from domain.journey.facts import Corrected, RequestKey
from domain.journey.state import Request, State
from domain.pathway.template import Pathway


def resting_on(pathway: Pathway, state: State, key: RequestKey) -> tuple[Request, ...]:
    """Those that were asked and not withdrawn, in the order of asking."""
    return tuple(
        other
        for other in state.requests.values()
        if other.status != "withdrawn" and rests_on(pathway, other.key, key)
    )


def rests_on(pathway: Pathway, later: RequestKey, key: RequestKey) -> bool:
    """On what another version of the pathway asked, nothing does."""
    return later.step in pathway.descendants.get(key.step, ()) or follows(later, key)


def follows(other: RequestKey, key: RequestKey) -> bool:
    """The same thing asked again, or its next round."""
    same = (other.step, other.item) == (key.step, key.item)
    return same and (other.occurrence, other.attempt) > (key.occurrence, key.attempt)


def is_looked_at_again(pathway: Pathway, state: State, request: Request) -> bool:
    """An answer that the request rests on may be replaced by another: nobody has decided yet."""
    changing = (each for each in state.requests.values() if each.is_being_corrected)
    return any(rests_on(pathway, request.key, each.key) for each in changing)


def corrected_since(pathway: Pathway, state: State, request: Request) -> datetime | None:
    """When an answer that the request rests on was last corrected, if that was after the asking."""
    moments = (
        each.answer.at
        for each in state.requests.values()
        if isinstance(each.answer, Corrected) and rests_on(pathway, request.key, each.key)
    )
    return max((moment for moment in moments if moment > request.asked.at), default=None)


def answered_before(pathway: Pathway, state: State, key: RequestKey) -> tuple[Request, ...]:
    """What was answered on the answer that stood before its correction, until somebody has looked
    that through, or it was answered anew.
    """
    request = state.requests[key]
    answer = request.answer
    if not isinstance(answer, Corrected) or request.reviewed_at is not None:
        return ()
    return tuple(
        other
        for other in resting_on(pathway, state, key)
        if other.answer is not None and other.answer.at < answer.at
    )


def to_be_reviewed(pathway: Pathway, state: State) -> tuple[RequestKey, ...]:
    """The corrected answers on which something was answered before; not while all rests."""
    keys = () if state.stopped is not None else state.requests
    return tuple(key for key in keys if answered_before(pathway, state, key))
