"""Whom to call about a journey when a message would be too slow."""

from __future__ import annotations

from domain.casework.dossier import Dossier
from domain.directory.whom_to_call import call_line, telephone_of
from domain.journey.world import World
from domain.texts import Message


def whom_to_call(dossier: Dossier, world: World) -> Message | None:
    """Whom the site names to officers, or else the lead; None where neither has a telephone."""
    if (named := dossier.office.whom_to_call) is not None:
        return call_line(named)
    lead = world.lead(dossier.pathway, dossier.row.area, dossier.office.clock.now())
    return telephone_of(lead) if lead is not None else None
