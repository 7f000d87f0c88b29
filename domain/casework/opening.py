"""Opening a case and its first journey."""

from __future__ import annotations

from domain.areas import Areas
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
        version, pathway = pathway_in_use(books, pathway_key)
        _check(pathway, entry, area, office.areas)
        row = _row(office, books, pathway, version, entry, area)
        row.flow_run = row.opened_by_run = flow_run
        books.journeys.add(row, row.opened_at)
        dossier = Dossier(office, books, row)
        dossier.record(Opened(at=row.opened_at, entry=entry, area=area), by)
        dossier.want_attention()
        return row.id


def _check(pathway: Pathway, entry: str, area: str | None, areas: Areas) -> None:
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
    if area is not None and areas.get(area) is None:
        raise CannotOpen(say("There is no area “{area}”.", area=area))


def _row(
    office: Office, books: Books, pathway: Pathway, version: int, entry: str, area: str | None
) -> Journey:
    code = new_case_code()
    while books.journeys.code_is_taken(code):
        code = new_case_code()
    return Journey(
        id=f"{code}/1",
        case_code=code,
        number=1,
        pathway=pathway.key,
        version=version,
        entry=entry,
        area=area,
        opened_at=office.clock.now(),
        wanted_seq=0,
        seen_seq=0,
        told_seq=0,
        last_seq=0,
        last_digest="0" * 64,
        generation=1,
        status="open",
    )
