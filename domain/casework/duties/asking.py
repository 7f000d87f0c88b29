"""Asking what recurs: each round once, in each place where somebody holds the role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import (
    NotPublished,
    pathway_in_use,
    pathway_says_since,
    policy_says_since,
    published_pathways,
    world_in_use,
)
from domain.casework.journeys.opening import Course, add_journey, begin, free_code
from domain.casework.office import Office
from domain.db.session import Books
from domain.duties.frequency import Frequency, frequency_of, too_soon
from domain.duties.recurring import ENTRY, Place, Round, places, round_of
from domain.journey.entering import check_still_open
from domain.journey.world import World
from domain.pathway.template import Duty, Pathway
from domain.policy.province_policy import Policy, duty_terms
from domain.texts import say

ASKED_AT = time(8)
"""At the site, on the day on which a period begins (design)."""


class NoSuchDuty(NotPublished):
    """The pathway has no duty of this id."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a duty is asked, since when it is one, and how often there (None: not set)."""

    place: Place
    since: date
    often: Frequency | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty as it is carried out now."""

    pathway: Pathway
    version: int
    duty: Duty
    spots: tuple[Spot, ...]

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """Each once, the soonest to begin first."""
        found = {spot.often for spot in self.spots if spot.often is not None}
        return tuple(sorted(found, key=lambda often: often.first))


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
    found = places(pathway, duty, world.directory, world.areas, _today(office))

    def often(policy: Policy) -> Frequency | None:
        known = _known_since(office, books, pathway, duty, policy).astimezone(office.zone).date()
        return frequency_of(duty, duty_terms(policy, pathway.key, duty.id), known)

    policies = {place: world.policy(place.area, now) for place in found}
    by_policy = {policy.key: often(policy) for policy in policies.values()}
    spots = (Spot(place, found[place], by_policy[policies[place].key]) for place in found)
    return Standing(pathway, version, duty, tuple(spots))


def _known_since(
    office: Office, books: Books, pathway: Pathway, duty: Duty, policy: Policy
) -> datetime:
    """When it was first said here how often, as it is said now."""
    terms = duty_terms(policy, pathway.key, duty.id)
    if terms is not None and terms.every is not None:
        return policy_says_since(
            books, policy, lambda one: duty_terms(one, pathway.key, duty.id) == terms, office.zone
        )
    said = (duty.id, duty.every)
    return pathway_says_since(
        books, pathway.key, lambda one: said in [(each.id, each.every) for each in one.duties]
    )


def open_due_rounds(office: Office) -> tuple[str, ...]:
    """The journeys of the rounds that have begun and were not asked. Safe to repeat.

    Of rounds that were missed only the last is asked.
    """
    with office.store.reading() as books:
        areas = world_in_use(books, office).areas
        due = [
            (standing.version, wanted)
            for standing in standing_duties(office, books)
            for wanted in _due(standing, books, areas, _last_day_of_asking(office))
        ]
    opened = (_open(office, version, wanted, "plan") for version, wanted in due)
    return tuple(journey for journey in opened if journey is not None)


def ask_today(
    office: Office, pathway: str, duty: str, by: str, area: str | None = None
) -> tuple[str, ...]:
    """The journeys of rounds that are asked today besides, in every place or (`area`) in one; none
    where one was asked today or still waits. Raises NotPublished, NoSuchDuty and CannotOpen.
    """
    today = _today(office)
    with office.store.reading() as books:
        standing = one_duty(office, books, pathway, duty)
        check_still_open(standing.pathway, today)
        asked = {
            one.place
            for one, journey in books.duties.of(pathway, duty)
            if journey.status == "open" or one.begins == today
        }
    wanted = [
        Round(pathway, duty, spot.place, today, span=None)
        for spot in standing.spots
        if area in (None, spot.place.area) and spot.place not in asked
    ]
    opened = (_open(office, standing.version, one, by) for one in wanted)
    return tuple(journey for journey in opened if journey is not None)


def _due(standing: Standing, books: Books, areas: Areas, day: date) -> Iterator[Round]:
    pathway, duty = standing.pathway, standing.duty
    asked = [one for one, _ in books.duties.of(pathway.key, duty.id) if one.span is not None]
    for spot in standing.spots:
        begins = spot.often.begun(day) if spot.often is not None else None
        if spot.often is None or begins is None or begins < spot.since:
            continue
        before = [one.begins for one in asked if one.place == spot.place]
        elsewhere = [one.place for one in asked if one.begins == begins]
        if before and too_soon(begins, max(before), spot.often):
            continue
        # A map that changed within a period does not have it asked twice.
        if not any(place.overlaps(spot.place, areas) for place in elsewhere):
            yield round_of(pathway, duty, spot.place, begins, spot.often)


def _open(office: Office, version: int, wanted: Round, by: str) -> str | None:
    with office.store.writing() as books:
        if not books.duties.claim(wanted):
            return None
        course = Course(wanted.pathway, version, ENTRY, wanted.place.area, wanted.duty)
        # One case keeps all rounds of a duty in a place.
        last = books.duties.last_journey(wanted)
        code = last.partition("/")[0] if last is not None else free_code(books)
        row = add_journey(office, books, code, course)
        books.duties.open(wanted, row.id)
        begin(office, books, row, by)
        return row.id


def _today(office: Office) -> date:
    return office.clock.now().astimezone(office.zone).date()


def _last_day_of_asking(office: Office) -> date:
    now = office.clock.now().astimezone(office.zone)
    return now.date() if now.time() >= ASKED_AT else now.date() - timedelta(days=1)
