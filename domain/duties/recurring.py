"""Recurring work around a pathway: where it is asked, and what a round of it goes through.

A round goes through a pathway of one step, and so is asked, answered, chased and seen like any
other journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Area, Areas
from domain.directory.agencies import Assignment, Directory
from domain.duties.frequency import Frequency, Span
from domain.pathway.template import Deadline, Duty, End, Entry, Pathway, Stage, Step
from domain.texts import Label, Message, say

ENTRY, STAGE, END = "duty", "duty", "done"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round is asked; of the one agency, or (None) of whoever holds the role there."""

    area: str | None
    agency: str | None

    def overlaps(self, other: Place, areas: Areas) -> bool:
        """Whether what one is asked is among what the other is asked."""
        if self.agency != other.agency or self.area is None or other.area is None:
            return False
        return areas.lies_in(self.area, other.area) or areas.lies_in(other.area, self.area)


def places(
    pathway: Pathway, duty: Duty, directory: Directory, areas: Areas, on: date
) -> dict[Place, date]:
    """Each place of the pathway's area where somebody holds the duty's role that day, with the day
    since when it is one.

    An assignment for a larger area stands for each area of the duty's kind in it, or, where the map
    has none, for itself. One for a smaller area is nobody's to answer for the larger.
    """
    held = [one for one in directory.assignments if one.role == duty.role]
    kind = tuple(area for area in areas.on(on) if area.kind == duty.per)
    found: dict[Place, date] = {}
    for assignment in held:
        if _is_held(assignment, directory, on):
            for place in _places_of(assignment, pathway, duty, areas, kind, on):
                found[place] = _since(place, held, directory, areas)
    return found


def _is_held(assignment: Assignment, directory: Directory, on: date) -> bool:
    agency = directory.agency(assignment.agency)
    return assignment.in_force(on) and agency is not None and agency.in_force(on)


def _since(place: Place, held: list[Assignment], directory: Directory, areas: Areas) -> date:
    """Whoever took an area over goes on with what was asked there; an agency begins anew."""
    area = areas.get(place.area) if place.area is not None else None
    agency = directory.agency(place.agency) if place.agency is not None else None
    assigned = min(one.valid_from for one in held if place.agency in (None, one.agency))
    others = (one.valid_from for one in (area, agency) if one is not None)
    return max(assigned, *others, date.min)


def _places_of(
    assignment: Assignment,
    pathway: Pathway,
    duty: Duty,
    areas: Areas,
    kind: tuple[Area, ...],
    on: date,
) -> Iterator[Place]:
    where = assignment.area or pathway.area
    if where is None:
        yield Place(None, assignment.agency if duty.per == "agency" else None)
    elif not _is_at_home(where, pathway, areas, on):
        return
    elif duty.per == "agency":
        yield Place(where, assignment.agency)
    elif not any(areas.lies_in(where, area.id) and where != area.id for area in kind):
        inside = [area.id for area in kind if areas.lies_in(area.id, where)]
        yield from (Place(area, None) for area in inside or [where])


def _is_at_home(area: str, pathway: Pathway, areas: Areas, on: date) -> bool:
    """In the pathway's area, or in what that has become."""
    if pathway.area is None:
        return True
    return any(areas.lies_in(area, home) for home in _homes(pathway.area, areas, on))


def _homes(area_id: str, areas: Areas, on: date) -> Iterator[str]:
    area = areas.get(area_id)
    yield area_id
    if area is not None and area.became is not None and not area.in_force(on):
        yield from _homes(area.became, areas, on)


@dataclass(frozen=True, slots=True)
class Round:
    """One asking of a duty in one place, on the site's day `begins`.

    `span` is the period that it is about; None when somebody asked for it besides.
    """

    pathway: str
    duty: str
    place: Place
    begins: date
    span: Span | None


def round_of(pathway: Pathway, duty: Duty, place: Place, begins: date, often: Frequency) -> Round:
    """The one that `often` has begin that day."""
    span = often.ahead(begins) if duty.looks == "ahead" else often.back(begins)
    return Round(pathway.key, duty.id, place, begins, span)


def as_pathway(pathway: Pathway, duty: Duty, area: Label | None, asked: Round, on: date) -> Pathway:
    """What a round that is asked `on` that day goes through: one step of the duty's id."""
    step = Step(
        id=duty.id,
        title=duty.title,
        ask=_ask(duty, area, asked.span),
        role=duty.role,
        asked_by=duty.asked_by,
        informed=duty.informed,
        limit=_limit(duty, asked.span, on),
        form=duty.form,
        declines=("wrong_area", "other"),
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


def _limit(duty: Duty, span: Span | None, on: date) -> Deadline | None:
    """What is to be done in a period is answered by its last day, if nothing else is said."""
    if duty.limit is not None or span is None or duty.looks == "back":
        return duty.limit
    return Deadline(
        amount=max((span.last - on).days, 0),
        unit="calendar_days",
        source=duty.source or duty.title.vi,
    )


def _ask(duty: Duty, area: Label | None, span: Span | None) -> Label:
    words: list[Message | Label] = [duty.ask or duty.title]
    if area is not None:
        words.append(say("Place: {area}.", area=area))
    if span is not None:
        words.append(say("Period: {first} to {last}.", first=span.first, last=span.last))
    return Label(
        vi=" ".join(word.in_("vi") for word in words), en=" ".join(word.in_("en") for word in words)
    )


def _label(message: Message) -> Label:
    return Label(vi=message.in_("vi"), en=message.in_("en"))
