"""Whether assignments can all hold at once, each while its agency is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.directory.agencies import Agency, Assignment
from domain.directory.succession import Succession
from domain.faults import Fault, place_of
from domain.texts import Message, say


@dataclass(frozen=True, slots=True)
class _Held:
    """An assignment with its place, and the days on which its agency really holds the role."""

    place: str
    assignment: Assignment
    first: date
    last: date


def assignment_faults(
    assignments: Mapping[int, Assignment],
    agencies: Mapping[str, Agency],
    successions: Iterable[Succession],
) -> Iterator[Fault]:
    """`assignments` by their number in the file, counted from 1. Unknown agencies are not seen.

    An agency that holds a role on after it was succeeded is told with the successions.
    """
    passed_on = {each.agency: each.on - timedelta(days=1) for each in successions}
    held = []
    for number, assignment in assignments.items():
        agency = agencies.get(assignment.agency)
        place = place_of("assignments", str(number))
        if agency is not None and _goes_beyond(assignment, agency):
            yield _beyond(place, agency)
        elif agency is not None:
            first = max(assignment.valid_from, agency.valid_from)
            lasts = (assignment.valid_to, agency.valid_to, passed_on.get(agency.id))
            last = min(each or date.max for each in lasts)
            held.append(_Held(place, assignment, first, last))
    yield from _given_twice(held)
    yield from _side_by_side(held)


def _goes_beyond(assignment: Assignment, agency: Agency) -> bool:
    """Without a last day it ends with its agency, and does not."""
    last = agency.valid_to or date.max
    return (
        assignment.valid_from < agency.valid_from
        or max(assignment.valid_from, assignment.valid_to or date.min) > last
    )


def _beyond(place: str, agency: Agency) -> Fault:
    return Fault(
        place,
        say("This assignment goes beyond the days of {agency}.", agency=agency.id),
        say("Give it days within those of the agency; without a last day it ends with it."),
    )


def _given_twice(held: Iterable[_Held]) -> Iterator[Fault]:
    for one, other in _overlapping(held, lambda h: (h.role, h.area, h.agency)):
        yield Fault(
            other.place,
            say(
                "{agency} has the role {role} ({area}) twice on the same days, from {first}.",
                agency=other.assignment.agency, role=other.assignment.role,
                area=_where(other.assignment), first=max(one.first, other.first),
            ),
            say("Keep one of the two."),
        )  # fmt: skip


def _side_by_side(held: Iterable[_Held]) -> Iterator[Fault]:
    for one, other in _overlapping(held, lambda h: (h.role, h.area, str(h.rank))):
        if one.assignment.agency != other.assignment.agency:
            yield Fault(
                other.place,
                say(
                    "{one} and {other} both have the role {role} ({area}) with rank {rank} on the"
                    " same days, from {first}.",
                    one=one.assignment.agency, other=other.assignment.agency,
                    role=other.assignment.role, area=_where(other.assignment),
                    rank=other.assignment.rank, first=max(one.first, other.first),
                ),
                say("Give one of them a last day, or say with “rank” who is asked first."),
            )  # fmt: skip


def _overlapping(
    held: Iterable[_Held], key: Callable[[Assignment], tuple[str | None, ...]]
) -> Iterator[tuple[_Held, _Held]]:
    """Each with the one before it that lasts longest, where their days overlap."""
    groups: dict[tuple[str | None, ...], list[_Held]] = {}
    for one in held:
        groups.setdefault(key(one.assignment), []).append(one)
    for group in groups.values():
        yield from _neighbours(sorted(group, key=lambda one: one.first))


def _neighbours(group: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    before = group[0]
    for one in group[1:]:
        if one.first <= before.last:
            yield before, one
        before = max(before, one, key=lambda each: each.last)


def _where(assignment: Assignment) -> Message | str:
    return assignment.area or say("everywhere")
