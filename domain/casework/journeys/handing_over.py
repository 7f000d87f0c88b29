"""The next journey of a case, in the pathway of the province where the person goes on."""

from __future__ import annotations

from datetime import datetime

from domain.casework.dossier import Dossier
from domain.casework.journeys.opening import open_journey
from domain.journey.carrying import Destination
from domain.journey.facts import HandedOver


def hand_over(dossier: Dossier, to: Destination, now: datetime) -> str:
    """Open the case's next journey, and write down in this one which it is."""
    office, books, code = dossier.office, dossier.books, dossier.row.case_code
    row = open_journey(office, books, code, to.pathway, to.entry, to.area, "plan")
    dossier.record(HandedOver(at=now, to_journey=row.id), "plan")
    return row.id
