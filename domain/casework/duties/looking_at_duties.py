"""What a coordinator sees of duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.casework.administration.publishing import pathway_version, world_in_use
from domain.casework.duties.asking import Standing, one_duty, standing_duties
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey
from domain.duties.recurring import Round
from domain.journey.world import World
from domain.pathway.template import Duty
from domain.texts import Language

Asked = Sequence[tuple[Round, Journey]]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """How often it is asked, in `months` or `days`: by its own source or, where that is silent or a
    policy says otherwise, by the policy of the first place. Neither: not set. `source` is the
    duty's own. Without `places` nobody holds its role, or it is no duty any more and `open_rounds`
    are left of it.
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
    """Those that stand, and behind them those that only open rounds are left of."""
    with office.store.reading() as books:
        today = office.clock.now().astimezone(office.zone).date()
        standing = standing_duties(office, books)
        known = {(one.pathway.key, one.duty.id) for one in standing}
        left = [
            (asked, journey)
            for asked, journey in books.duties.every()
            if journey.status == "open" and (asked.pathway, asked.duty) not in known
        ]
        lines = (_line(books, one, today, language) for one in standing)
        return (*lines, *_left_over(books, left, language))


def _line(books: Books, standing: Standing, today: date, language: Language) -> DutyLine:
    pathway, duty = standing.pathway, standing.duty
    often = next(iter(standing.frequencies), None)
    every = often.every if often is not None else duty.every
    rounds = books.duties.of(pathway.key, duty.id)
    return DutyLine(
        pathway=pathway.key,
        duty=duty.id,
        title=duty.title.in_(language),
        months=every.months if every is not None else None,
        days=every.days if every is not None else None,
        next_on=min((each.after(today) for each in standing.frequencies), default=None),
        places=len(standing.spots),
        open_rounds=sum(journey.status == "open" for _, journey in rounds),
        origin=duty.origin,
        source=duty.source,
    )


def _left_over(books: Books, left: Asked, language: Language) -> Iterator[DutyLine]:
    for key, duty_id in dict.fromkeys((asked.pathway, asked.duty) for asked, _ in left):
        theirs = [j for asked, j in left if (asked.pathway, asked.duty) == (key, duty_id)]
        duty: Duty = pathway_version(books, key, theirs[-1].version).duty(duty_id)
        yield DutyLine(
            pathway=key,
            duty=duty_id,
            title=duty.title.in_(language),
            months=None,
            days=None,
            next_on=None,
            places=0,
            open_rounds=len(theirs),
            origin=duty.origin,
            source=duty.source,
        )


def rounds_of(office: Office, pathway: str, duty: str, language: Language) -> tuple[RoundLine, ...]:
    """The oldest first, of a duty that was. Raises NotPublished and NoSuchDuty if it never was."""
    with office.store.reading() as books:
        asked = books.duties.of(pathway, duty)
        if not asked:
            one_duty(office, books, pathway, duty)
        world = world_in_use(books, office)
        return tuple(_round_line(one, journey, world, language) for one, journey in asked)


def _round_line(asked: Round, journey: Journey, world: World, language: Language) -> RoundLine:
    place = asked.place
    area = world.areas.get(place.area) if place.area is not None else None
    agency = world.directory.agency(place.agency) if place.agency is not None else None
    return RoundLine(
        begins=asked.begins,
        area=area.title.in_(language) if area is not None else place.area,
        agency=agency.title.in_(language) if agency is not None else place.agency,
        journey=journey.id,
        status=journey.status,
    )
