"""Where a danger that the lead itself reports would be told to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import areas_in_use, published_pathways, world_in_use
from domain.casework.office import Office
from domain.journey.danger import reaches_another, told_of_danger
from domain.journey.world import World
from domain.pathway.template import Pathway
from domain.texts import Label, Message, say

EVERYWHERE = say("every area")


@dataclass(frozen=True, slots=True)
class Unheard:
    agency: Label
    area: Label | Message


def unheard_dangers(office: Office) -> tuple[Unheard, ...]:
    """Each such agency once, with the first area where it is so."""
    now = office.clock.now()
    with office.store.reading() as books:
        world = world_in_use(books, office)
        areas = {area.id: area.title for area in areas_in_use(books).on(world.day(now))}
        pathways = [pathway for _, pathway in published_pathways(books)]
    places: list[tuple[str | None, Label | Message]] = [(None, EVERYWHERE), *areas.items()]
    found: dict[str, Unheard] = {}
    for area, title in places:
        for agency_id, agency in _unheard_in(area, pathways, world, now):
            found.setdefault(agency_id, Unheard(agency, title))
    return tuple(found.values())


def _unheard_in(
    area: str | None, pathways: list[Pathway], world: World, now: datetime
) -> Iterator[tuple[str, Label]]:
    for pathway in pathways:
        lead = world.lead(pathway, area, now)
        if lead is None:
            continue
        told = told_of_danger(lead, pathway, area, world, now)
        if not all(reaches_another(told, contact.id) for contact in lead.contacts):
            yield lead.id, lead.title
