"""What a coordinator sees of duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.casework.duties import Standing, one_duty, standing_duties
from domain.casework.office import Office
from domain.casework.publishing import world_in_use
from domain.db.session import Books
from domain.db.tables import DutyRound
from domain.texts import Language


@dataclass(frozen=True, slots=True)
class DutyLine:
    """How often it is asked, in `months` or `days`: by its own source or, where that is silent or a
    policy says otherwise, by the policy of the first place. Neither: not set. `source` is the
    duty's own.
    """

    pathway: str
    duty: str
    title: str
    months: int | None
    days: int | None
    next_on: date | None
    places: int
    open_rounds: int
    origin: str
    source: str | None


@dataclass(frozen=True, slots=True)
class RoundLine:
    """`status` is the journey's: open, ended, stopped."""

    begins: date
    area: str | None
    agency: str | None
    journey: str
    status: str


def every_duty(office: Office, language: Language) -> tuple[DutyLine, ...]:
    with office.store.reading() as books:
        today = office.clock.now().astimezone(office.zone).date()
        return tuple(
            _line(books, standing, today, language) for standing in standing_duties(office, books)
        )


def _line(books: Books, standing: Standing, today: date, language: Language) -> DutyLine:
    pathway, duty = standing.pathway, standing.duty
    often = next(iter(standing.frequencies), None)
    every = often.every if often is not None else duty.every
    open_rounds = [
        row for row in books.duties.of(pathway.key, duty.id) if _status(books, row) == "open"
    ]
    return DutyLine(
        pathway=pathway.key,
        duty=duty.id,
        title=duty.title.in_(language),
        months=every.months if every is not None else None,
        days=every.days if every is not None else None,
        next_on=min((f.after(today) for f in standing.frequencies), default=None),
        places=len(standing.places),
        open_rounds=len(open_rounds),
        origin=duty.origin,
        source=duty.source,
    )


def rounds_of(office: Office, pathway: str, duty: str, language: Language) -> tuple[RoundLine, ...]:
    """The oldest first. Raises NotPublished and NoSuchDuty."""
    with office.store.reading() as books:
        one_duty(office, books, pathway, duty)
        world = world_in_use(books, office)

        def line(row: DutyRound) -> RoundLine:
            area = world.areas.get(row.area) if row.area else None
            agency = world.directory.agency(row.agency) if row.agency else None
            return RoundLine(
                begins=row.begins,
                area=area.title.in_(language) if area else None,
                agency=agency.title.in_(language) if agency else None,
                journey=row.journey or "",
                status=_status(books, row),
            )

        return tuple(line(row) for row in books.duties.of(pathway, duty))


def _status(books: Books, row: DutyRound) -> str:
    journey = books.journeys.find(row.journey) if row.journey else None
    return journey.status if journey is not None else ""
