"""Opening a case and its first journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.case_code import new_case_code
from domain.casework.administration.publishing import areas_in_use, pathway_in_use
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey
from domain.journey.entering import check_entry
from domain.journey.facts import Opened


def open_case(
    office: Office,
    pathway_key: str,
    entry: str,
    area: str | None,
    *,
    by: str,
    flow_run: str | None = None,
    form: str | None = None,
) -> str:
    """Open a journey and return its id. A flow run that opens twice gets the same journey, and so
    does one form (its id) that is sent twice.

    Raises NotPublished and CannotOpen.
    """
    with office.store.writing() as books:
        once = flow_run if form is None else f"form:{form}"
        if once is not None and (known := books.journeys.opened_by(once)):
            return known.id
        row = open_journey(office, books, free_code(books), pathway_key, entry, area, by)
        row.flow_run, row.opened_by_run = flow_run, once
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
    today = office.clock.now().astimezone(office.zone).date()
    check_entry(pathway, entry, area, areas_in_use(books), today)
    row = add_journey(office, books, code, Course(pathway.key, version, entry, area))
    begin(office, books, row, by)
    return row


def free_code(books: Books) -> str:
    code = new_case_code()
    while books.journeys.code_is_taken(code):
        code = new_case_code()
    return code


@dataclass(frozen=True, slots=True)
class Course:
    """What a journey goes through, and where; `duty` if it is a round of one."""

    pathway: str
    version: int
    entry: str
    area: str | None
    duty: str | None = None


def add_journey(office: Office, books: Books, code: str, course: Course) -> Journey:
    """The row of the case's next journey."""
    number = len(books.journeys.of_case(code)) + 1
    row = _row(code, number, course, office.clock.now())
    books.journeys.add(row, row.opened_at)
    return row


def begin(office: Office, books: Books, row: Journey, by: str) -> None:
    """Write its first fact, for its flow to see."""
    dossier = Dossier(office, books, row)
    dossier.record(Opened(at=row.opened_at, entry=row.entry, area=row.area), by)
    dossier.want_attention()


def _row(code: str, number: int, course: Course, opened_at: datetime) -> Journey:
    return Journey(
        id=f"{code}/{number}",
        case_code=code,
        number=number,
        pathway=course.pathway,
        version=course.version,
        entry=course.entry,
        area=course.area,
        duty=course.duty,
        opened_at=opened_at,
        wanted_seq=0,
        seen_seq=0,
        told_seq=0,
        last_seq=0,
        last_digest="0" * 64,
        generation=1,
        status="open",
    )
