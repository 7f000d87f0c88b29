"""Whom a coordinator may ask something: first who holds the role, then all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.casework.administration.publishing import world_in_use
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.directory.agencies import Agency
from domain.journey.facts import RequestKey
from domain.journey.world import area_of
from domain.texts import Label

Named = tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Agencies of today by id and title: the `holders` in the order in which they are asked, the
    `others` by name.
    """

    holders: Named
    others: Named


def agencies_for(office: Office, journey: str, step: str, item: str | None) -> Choice:
    """Raises NoSuchJourney."""
    now = office.clock.now()
    with office.store.reading() as books:
        dossier = Dossier.read(office, books, journey)
        world = world_in_use(books, office)
    area = area_of(dossier.told_pathway.by_id[step], dossier.state)
    holders = world.candidates(dossier.told_pathway, RequestKey(step, item), area, now)
    there = (one for one in world.directory.agencies if world.in_force(one, now))
    others = sorted((one for one in there if one not in holders), key=lambda one: one.title.vi)
    return Choice(_named(dict.fromkeys(holders)), _named(others))


def _named(agencies: Iterable[Agency]) -> Named:
    return tuple((agency.id, agency.title) for agency in agencies)
