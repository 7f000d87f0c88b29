"""What passes on of all that a journey waits for, by the directory as it is now. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.journey.facts import Reassigned, RequestKey
from domain.journey.state import Request, State
from domain.journey.telling import Telling, telling_of_turn
from domain.journey.world import World


def moves(state: State, world: World, now: datetime) -> tuple[Reassigned, ...]:
    """One after the other where a successor is succeeded itself by now."""
    waiting = () if state.over or state.stopped is not None else state.waiting
    return tuple(move for request in waiting for move in _moves(request, world, now))


def move_to(agency: str, request: Request, world: World, now: datetime, by: str) -> Reassigned:
    """`by` as in `Reassigned`."""
    passing = world.passing(request, now)
    by_law = passing is not None and agency in passing.succession.to
    return Reassigned(
        at=now,
        key=request.key,
        agency=agency,
        before=request.agency,
        legal_basis=passing.succession.legal_basis if passing and by_law else None,
        by=by,
    )


def announced(request: Request, world: World, now: datetime) -> Telling | None:
    """To whom it was passed on. Not to who only had it on the way: they would be told of what is
    not their own any more.
    """
    return telling_of_turn(request, world) if world.passing(request, now) is None else None


def undecided(state: State, world: World, now: datetime) -> tuple[RequestKey, ...]:
    """What a person has to pass on: of those who succeed several hold its role, or nobody does."""
    waiting = () if state.stopped is not None else state.waiting
    found = ((request.key, world.passing(request, now)) for request in waiting)
    return tuple(key for key, passing in found if passing is not None and passing.to is None)


def newcomers(state: State) -> tuple[RequestKey, ...]:
    """For which an agency named a colleague whom the coordinator has yet to confirm."""
    waiting = () if state.stopped is not None else state.waiting
    return tuple(request.key for request in waiting if request.newcomer is not None)


def _moves(request: Request, world: World, now: datetime) -> Iterator[Reassigned]:
    while (passing := world.passing(request, now)) is not None and passing.to is not None:
        yield move_to(passing.to, request, world, now, "plan")
        request = replace(request, agency=passing.to)
