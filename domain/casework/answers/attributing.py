"""Which agency a request or its answer is put down to, by the name that it had then."""

from __future__ import annotations

from datetime import datetime

from domain.casework.administration.publishing import directory_of
from domain.casework.dossier import Dossier
from domain.journey.state import Request
from domain.texts import Label


def agency_of(dossier: Dossier, request: Request) -> Label:
    """Who has it; of what is over, who had it when it was answered or withdrawn."""
    if request.waits:
        return agency_name(dossier, request.agency, dossier.office.clock.now())
    over_at = request.answered_at or dossier.request_row(request.key).changed_at
    return agency_name(dossier, request.agency, over_at)


def agency_name(dossier: Dossier, agency: str, on: datetime) -> Label:
    """As the directory had it that was in use then."""
    known = directory_of(dossier.books, on).agency(agency)
    return known.title if known is not None else Label(vi=agency, en=agency)
