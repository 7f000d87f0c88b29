"""What a play tells beside its happenings: what waits and until when, and who saw what. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.clock import day_in
from domain.days.days_off import DaysOff, days_off
from domain.journey.carrying import unit_name
from domain.journey.facts import Asked, Reassigned, RequestKey
from domain.journey.state import Request
from domain.journey.world import World
from domain.pathway.template import Pathway, PersonField
from domain.policy.province_policy import ChasePoint
from domain.simulation.plays import Play


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that nobody has answered. `ahead` are the reminders and rungs still to come;
    `needs_second`: it lacks only somebody else's word.
    """

    request: Request
    days_off: tuple[DaysOff, ...]
    ahead: tuple[ChasePoint, ...]
    needs_second: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """From then on the agency could see this of the person, for that step."""

    at: datetime
    agency: str
    about: str
    fields: tuple[PersonField, ...]


def waiting(play: Play, world: World) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(
            request,
            skipped_days(request.asked, play.pathway, world),
            tuple(point for point in request.chase if point.at > play.last_at),
            request.proposal is not None,
        )
        for request in play.state.waiting
    )


def skipped_days(asked: Asked, pathway: Pathway, world: World) -> tuple[DaysOff, ...]:
    """The holidays for which its deadline is later: of a limit in working days alone."""
    step = pathway.by_id[asked.key.step]
    limit = world.limit_of(pathway, step, asked.area, asked.at)
    if asked.due_at is None or limit is None or limit.unit != "working_days":
        return ()
    first = day_in(asked.zone, asked.at) + timedelta(days=1)
    return days_off(world.calendar, first, day_in(asked.zone, asked.due_at))


def sights(play: Play) -> tuple[Sight, ...]:
    """In the order of time; of agencies alone, by what consent stood when they were asked."""
    return tuple(_sights(play))


def _sights(play: Play) -> Iterator[Sight]:
    shares: dict[RequestKey, tuple[PersonField, ...]] = {}
    for fact in play.facts:
        if isinstance(fact, Asked):
            shares[fact.key] = fact.shares
        if isinstance(fact, Asked | Reassigned) and shares[fact.key]:
            yield Sight(fact.at, fact.agency, unit_name(fact.key), shares[fact.key])
