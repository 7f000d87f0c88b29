"""Opening a case and its first journey."""

from __future__ import annotations

from datetime import datetime

from domain.case_code import new_case_code
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.publishing import pathway_in_use
from domain.db.session import Books
from domain.db.tables import Journey
from domain.errors import ReferralError
from domain.facts import Opened
from domain.pathway import Pathway
from domain.texts import say


class CannotOpen(ReferralError):
    """The pathway has no such entry, or the area does not exist."""


def open_case(
    office: Office,
    pathway_key: str,
    entry: str,
    area: str | None,
    *,
    by: str,
    flow_run: str | None = None,
) -> str:
    """Open a journey and return its id. A flow run that opens twice gets the same journey.

    Raises NotPublished and CannotOpen.
    """
    with office.store.writing() as books:
        if flow_run is not None and (known := books.journeys.opened_by(flow_run)):
            return known.id
        code = new_case_code()
        while books.journeys.code_is_taken(code):
            code = new_case_code()
        row = open_journey(office, books, code, pathway_key, entry, area, by)
        row.flow_run = row.opened_by_run = flow_run
        return row.id


def open_journey(
    office: Office,
    books: Books,
    code: str,
    pathway_key: str,
    entry: str,
    area: str | None,
    by: str,
) -> Journey:
    """The next one of the case of this code. Raises NotPublished and CannotOpen."""
    version, pathway = pathway_in_use(books, pathway_key)
    check_entry(office, pathway, entry, area)
    number = len(books.journeys.of_case(code)) + 1
    row = _row(code, number, pathway, version, entry, area, office.clock.now())
    books.journeys.add(row, row.opened_at)
    dossier = Dossier(office, books, row)
    dossier.record(Opened(at=row.opened_at, entry=entry, area=area), by)
    dossier.want_attention()
    return row


def check_entry(office: Office, pathway: Pathway, entry: str, area: str | None) -> None:
    """Raises CannotOpen."""
    entries = [known.id for known in pathway.entries]
    if entry not in entries:
        raise CannotOpen(
            say(
                "“{entry}” is no entry of {pathway}. Choose one of: {entries}.",
                entry=entry,
                pathway=pathway.key,
                entries=", ".join(entries),
            )
        )
    if area is not None and office.areas.get(area) is None:
        raise CannotOpen(say("There is no area “{area}”.", area=area))
    if area is None and pathway.subject == "site":
        raise CannotOpen(
            say("{pathway} is about a place. Please say which, with --area.", pathway=pathway.key)
        )
    last, today = pathway.no_new_after, office.clock.now().astimezone(office.zone).date()
    if last is not None and today > last:
        raise CannotOpen(
            say(
                "{pathway} takes no new journeys after {date}. Please choose another pathway.",
                pathway=pathway.key,
                date=last,
            )
        )


def _row(
    code: str,
    number: int,
    pathway: Pathway,
    version: int,
    entry: str,
    area: str | None,
    opened_at: datetime,
) -> Journey:
    return Journey(
        id=f"{code}/{number}",
        case_code=code,
        number=number,
        pathway=pathway.key,
        version=version,
        entry=entry,
        area=area,
        opened_at=opened_at,
        wanted_seq=0,
        seen_seq=0,
        told_seq=0,
        last_seq=0,
        last_digest="0" * 64,
        generation=1,
        status="open",
    )
