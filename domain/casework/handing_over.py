"""The next journey of a case, in the pathway of the province where the person goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.dossier import Dossier
from domain.casework.opening import CannotOpen, check_entry, open_journey
from domain.casework.publishing import NotPublished, pathway_in_use
from domain.casework.world import World, area_named
from domain.facts import HandedOver
from domain.pathway import HandOver


@dataclass(frozen=True, slots=True)
class Destination:
    pathway: str
    entry: str
    area: str


def destination(dossier: Dossier, world: World, way: HandOver, now: datetime) -> Destination | None:
    """Where the person goes on. None: the area's policy names no pathway that receives from
    elsewhere, or the one that is named takes nobody in.
    """
    area = area_named(way.area, dossier.state)
    receiving = world.policy(area, now).receives
    pathway = way.pathway or (receiving.pathway if receiving else None)
    entry = way.entry or (receiving.entry if receiving else None)
    if area is None or pathway is None or entry is None:
        return None
    try:
        _, found = pathway_in_use(dossier.books, pathway)
        check_entry(dossier.office, found, entry, area)
    except (CannotOpen, NotPublished):
        return None
    return Destination(pathway, entry, area)


def hand_over(dossier: Dossier, to: Destination, now: datetime) -> str:
    """Open the case's next journey, and write down in this one which it is."""
    office, books, code = dossier.office, dossier.books, dossier.row.case_code
    row = open_journey(office, books, code, to.pathway, to.entry, to.area, "plan")
    dossier.record(HandedOver(at=now, to_journey=row.id), "plan")
    return row.id
