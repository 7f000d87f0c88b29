"""Asking what recurs: each round once, in each place where somebody holds the role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.casework.office import Office
from domain.casework.opening import Course, add_journey, begin, free_code
from domain.casework.publishing import (
    PATHWAY,
    NotPublished,
    pathway_in_use,
    published_pathways,
    world_in_use,
)
from domain.db.session import Books
from domain.db.tables import DutyRound
from domain.duties import ENTRY, Frequency, Place, Round, frequency_of, places
from domain.pathway import Duty, Pathway
from domain.policy import duty_terms
from domain.texts import say
from domain.world import World

ASKED_AT = time(8)
"""At the site, on the day on which a period begins (design)."""


class NoSuchDuty(NotPublished):
    """The pathway has no duty of this id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty as it is carried out now: where, and how often there (None: not set)."""

    pathway: Pathway
    version: int
    duty: Duty
    places: tuple[tuple[Place, Frequency | None], ...]

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """Each once, the soonest to begin first."""
        found = {frequency for _, frequency in self.places if frequency is not None}
        return tuple(sorted(found, key=lambda frequency: frequency.first))


def standing_duties(office: Office, books: Books) -> tuple[Standing, ...]:
    """Of every published pathway that takes journeys."""
    world, today = world_in_use(books, office), _today(office)
    return tuple(
        _standing(office, books, world, pathway, version, duty)
        for version, pathway in published_pathways(books)
        if pathway.no_new_after is None or today <= pathway.no_new_after
        for duty in pathway.duties
    )


def one_duty(office: Office, books: Books, pathway_key: str, duty_id: str) -> Standing:
    """Raises NotPublished and NoSuchDuty."""
    version, pathway = pathway_in_use(books, pathway_key)
    duty = next((duty for duty in pathway.duties if duty.id == duty_id), None)
    if duty is None:
        raise NoSuchDuty(
            say(
                "{pathway} has no duty “{duty}”. `referral duty list` shows them.",
                pathway=pathway_key,
                duty=duty_id,
            )
        )
    return _standing(office, books, world_in_use(books, office), pathway, version, duty)


def _standing(
    office: Office, books: Books, world: World, pathway: Pathway, version: int, duty: Duty
) -> Standing:
    now = office.clock.now()
    published = books.publications.first_published(PATHWAY, pathway.key)
    since = published.astimezone(office.zone).date() if published else _today(office)

    def often(place: Place) -> Frequency | None:
        policy = world.policy(place.area, now)
        return frequency_of(duty, duty_terms(policy, pathway.key, duty.id), since)

    found = places(pathway, duty, world.directory, world.areas, _today(office))
    return Standing(pathway, version, duty, tuple((place, often(place)) for place in found))


def open_due_rounds(office: Office) -> tuple[str, ...]:
    """The journeys of the rounds that have begun and were not asked. Safe to repeat.

    Of rounds that were missed only the last is asked.
    """
    with office.store.reading() as books:
        due = [
            (standing, wanted)
            for standing in standing_duties(office, books)
            for wanted in _due(standing, books, _last_begun_day(office))
        ]
    opened = (_open(office, standing.version, wanted, "plan") for standing, wanted in due)
    return tuple(journey for journey in opened if journey is not None)


def ask_today(
    office: Office, pathway: str, duty: str, by: str, area: str | None = None
) -> tuple[str, ...]:
    """The journeys of rounds that begin today, in every place or (`area`) in one, whenever the next
    is due; none where one began today already. Raises NotPublished and NoSuchDuty.
    """
    with office.store.reading() as books:
        standing = one_duty(office, books, pathway, duty)
        last = _last_rounds(books, standing)
    today = _today(office)
    wanted = [
        Round(pathway, duty, place, today)
        for place, _ in standing.places
        if area in (None, place.area) and last.get(place, date.min) < today
    ]
    opened = (_open(office, standing.version, one, by) for one in wanted)
    return tuple(journey for journey in opened if journey is not None)


def _due(standing: Standing, books: Books, day: date) -> Iterator[Round]:
    last = _last_rounds(books, standing)
    for place, frequency in standing.places:
        begun = frequency.begun(day) if frequency is not None else None
        if begun is not None and begun > last.get(place, date.min):
            yield Round(standing.pathway.key, standing.duty.id, place, begun)


def _last_rounds(books: Books, standing: Standing) -> dict[Place, date]:
    rounds = books.duties.of(standing.pathway.key, standing.duty.id)
    return {_place(row): row.begins for row in rounds}


def _open(office: Office, version: int, wanted: Round, by: str) -> str | None:
    with office.store.writing() as books:
        if not books.duties.claim(wanted):
            return None
        course = Course(wanted.pathway, version, ENTRY, wanted.place.area, wanted.duty)
        row = add_journey(office, books, _code(books, wanted), course)
        books.duties.open(wanted, row.id)
        begin(office, books, row, by)
        return row.id


def _code(books: Books, wanted: Round) -> str:
    """One case keeps all rounds of a duty in a place."""
    rounds = books.duties.of(wanted.pathway, wanted.duty)
    known = [row.journey for row in rounds if _place(row) == wanted.place and row.journey]
    return known[-1].partition("/")[0] if known else free_code(books)


def _place(row: DutyRound) -> Place:
    return Place(row.area or None, row.agency or None)


def _today(office: Office) -> date:
    return office.clock.now().astimezone(office.zone).date()


def _last_begun_day(office: Office) -> date:
    """Before the hour of asking, yesterday's rounds are the last."""
    now: datetime = office.clock.now().astimezone(office.zone)
    return now.date() if now.time() >= ASKED_AT else date.fromordinal(now.toordinal() - 1)
