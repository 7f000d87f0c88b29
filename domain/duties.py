"""Recurring work around a pathway: when a round of it begins, and whom it is asked of.

A round goes through a pathway of one step, and so is asked, answered, chased and seen like any
other journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from domain.areas import Areas
from domain.directory import Assignment, Directory
from domain.pathway import Duty, End, Entry, Pathway, Period, Stage, Step
from domain.policy import DutyTerms
from domain.rounds import nth
from domain.texts import Label, Message, say

ENTRY, STAGE, END = "duty", "duty", "done"
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Frequency:
    """Rounds begin on the site's day `first`, and then each time a period has passed."""

    every: Period
    first: date

    def begun(self, on: date) -> date | None:
        """When the round that is under way that day began; None before the first."""
        return max(takewhile(lambda begins: begins <= on, self._starts()), default=None)

    def after(self, day: date) -> date:
        """When the next round begins."""
        return next(begins for begins in self._starts() if begins > day)

    def _starts(self) -> Iterator[date]:
        return (nth(self.first, self.every, number) for number in count())


def frequency_of(duty: Duty, terms: DutyTerms | None, published_on: date) -> Frequency | None:
    """By the policy's terms, else by the duty's own source; None where neither says how often.

    Where no policy names the first day, the design does: the first period begins with the month (of
    a year or more: the year) in which the pathway was published here, and is asked about once it is
    over. So nothing is asked for a time in which nobody knew of it.
    """
    every = (terms.every if terms else None) or duty.every
    if every is None:
        return None
    if terms is not None and terms.first is not None:
        return Frequency(every, terms.first)
    return Frequency(every, nth(_start(every, published_on), every, 1))


def _start(every: Period, day: date) -> date:
    if every.months is None:
        return day
    return day.replace(day=1) if every.months < MONTHS_OF_A_YEAR else day.replace(month=1, day=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round is asked; of the one agency, or (None) of whoever holds the role there."""

    area: str | None
    agency: str | None


def places(
    pathway: Pathway, duty: Duty, directory: Directory, areas: Areas, on: date
) -> tuple[Place, ...]:
    """Each place of the pathway's area where somebody holds the duty's role that day, once.

    An assignment for a larger area stands for each area of the duty's kind in it, or, where the map
    has none, for itself.
    """
    found = (
        place
        for assignment in directory.assignments
        if assignment.role == duty.role and _is_held(assignment, directory, on)
        for place in _places_of(assignment, pathway, duty, areas, on)
    )
    return tuple(dict.fromkeys(found))


def _is_held(assignment: Assignment, directory: Directory, on: date) -> bool:
    agency = directory.agency(assignment.agency)
    return assignment.in_force(on) and agency is not None and agency.in_force(on)


def _places_of(
    assignment: Assignment, pathway: Pathway, duty: Duty, areas: Areas, on: date
) -> Iterator[Place]:
    where = assignment.area or pathway.area
    if where is not None and not _is_at_home(where, pathway, areas, on):
        return
    if duty.per == "agency":
        yield Place(where, assignment.agency)
        return
    inside: list[str | None] = [
        area.id for area in areas.on(on) if area.kind == duty.per and _is_in(area.id, where, areas)
    ]
    yield from (Place(area, None) for area in inside or [where])


def _is_at_home(area: str, pathway: Pathway, areas: Areas, on: date) -> bool:
    """In the pathway's area, or in what that has become."""
    home = areas.get(pathway.area) if pathway.area is not None else None
    if home is None:
        return pathway.area is None
    has_ended = home.valid_to is not None and home.valid_to < on
    return _is_in(area, home.id, areas) or (has_ended and _is_in(area, home.became, areas))


def _is_in(area: str, whole: str | None, areas: Areas) -> bool:
    return whole is not None and any(one.id == whole for one in areas.within(area))


@dataclass(frozen=True, slots=True)
class Round:
    """One asking of a duty in one place; `begins` is the site's day on which its period does."""

    pathway: str
    duty: str
    place: Place
    begins: date


def as_pathway(pathway: Pathway, duty: Duty, area: Label | None, begins: date) -> Pathway:
    """What a round goes through: one step of the duty's id, which tells its place and period."""
    step = Step(
        id=duty.id,
        title=duty.title,
        ask=_ask(duty, area, begins),
        role=duty.role,
        asked_by=duty.asked_by,
        informed=duty.informed,
        limit=duty.limit,
        form=duty.form,
        origin=duty.origin,
        source=duty.source,
    )
    return Pathway(
        format=pathway.format,
        key=pathway.key,
        title=duty.title,
        about=pathway.title,
        lead=pathway.lead,
        roles=pathway.roles,
        entries=(Entry(id=ENTRY, title=duty.title, origin="design"),),
        stages=(Stage(id=STAGE, title=duty.title, steps=(step,), origin="design"),),
        ends=(End(id=END, title=_label(say("Done")), outcome="completed", origin="design"),),
    )


def _ask(duty: Duty, area: Label | None, begins: date) -> Label:
    asked = duty.ask or duty.title
    if area is None:
        return _label(say("{ask} Period from {date}.", ask=asked, date=begins))
    return _label(say("{ask} {area}, period from {date}.", ask=asked, area=area, date=begins))


def _label(message: Message) -> Label:
    return Label(vi=message.in_("vi"), en=message.in_("en"))
