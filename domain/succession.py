"""Who takes over what an agency had, from a day on; whether that is plain or a person decides."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from domain.faults import Fault, Wrong, place_of
from domain.frozen import Frozen, Id
from domain.texts import say
from domain.written import Text


def _each_once(agencies: tuple[str, ...]) -> tuple[str, ...]:
    for place, agency in enumerate(agencies):
        if agency in agencies[:place]:
            raise Wrong(
                say("“{agency}” stands here twice.", agency=agency),
                say("Name each agency once."),
            )
    return agencies


class Succession(Frozen):
    """From the day `on` (the site's), what the agency had is with those of `to`.

    Each of them has the roles that it is assigned from then on.
    """

    agency: Id
    on: date
    to: Annotated[tuple[Id, ...], Field(min_length=1), AfterValidator(_each_once)]
    legal_basis: Text


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of one request of an agency that is succeeded.

    `candidates` are those of `to` that hold its role in its area on the day.
    """

    succession: Succession
    candidates: tuple[str, ...]

    @classmethod
    def by(cls, succession: Succession, holders: Iterable[str]) -> Self:
        return cls(succession, tuple(each for each in holders if each in succession.to))

    @property
    def to(self) -> str | None:
        """None: several have it or none, and a person decides."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def choices(self) -> tuple[str, ...]:
        """Whom the person may think of."""
        return self.candidates or self.succession.to


_Entry = Mapping[str, object]


def succession_faults(
    successions: Sequence[_Entry], assignments: Sequence[_Entry], known: Container[str | None]
) -> Iterator[Fault]:
    """What does not fit together, looked for in the file as it was written."""
    days: dict[str, date] = {}
    for number, entry in enumerate(successions, start=1):
        agency, on = entry.get("agency"), entry.get("on")
        yield from _unknown(number, entry, known)
        if isinstance(agency, str) and isinstance(on, date):
            if agency in days:
                yield _passed_on_twice(number, agency)
            days.setdefault(agency, on)
            yield from _goes_on(agency, on, assignments)
    for number, entry in enumerate(successions, start=1):
        yield from _comes_too_late(number, entry, days)


def _unknown(number: int, entry: _Entry, known: Container[str | None]) -> Iterator[Fault]:
    named = [("agency", entry.get("agency")), *(("to", each) for each in _successors(entry))]
    for part, agency in named:
        if isinstance(agency, str) and agency not in known:
            yield Fault(
                _place(number, part),
                say("No agency here has the id “{id}”.", id=agency),
                say("Check how it is spelt, or add the agency."),
            )


def _passed_on_twice(number: int, agency: str) -> Fault:
    return Fault(
        _place(number, "agency"),
        say("Another line says already to whom “{agency}” passes on what it has.", agency=agency),
        say("Write one line for each agency, with all that take over from it."),
    )


def _goes_on(agency: str, on: date, assignments: Sequence[_Entry]) -> Iterator[Fault]:
    """Whoever is succeeded holds nothing from that day on: a request would have two homes."""
    for number, assignment in enumerate(assignments, start=1):
        last = assignment.get("valid_to")
        if assignment.get("agency") == agency and not (isinstance(last, date) and last < on):
            yield Fault(
                place_of("assignments", str(number), "valid_to"),
                say(
                    "“{agency}” passes on what it has on {date}, and would keep this role.",
                    agency=agency,
                    date=on,
                ),
                say("Let the assignment end on {date} at the latest.", date=on - timedelta(days=1)),
            )


def _comes_too_late(number: int, entry: _Entry, days: Mapping[str, date]) -> Iterator[Fault]:
    """To one that is succeeded itself by then. Every circle has such a place."""
    agency, on = entry.get("agency"), entry.get("on")
    for successor in _successors(entry):
        gone = days.get(successor)
        if successor == agency:
            yield Fault(
                _place(number, "to"),
                say("“{agency}” would take over from itself.", agency=successor),
                say("Name those that take over, or take the line out."),
            )
        elif gone is not None and isinstance(on, date) and gone <= on:
            yield Fault(
                _place(number, "to"),
                say(
                    "“{agency}” takes over nothing on {date}: it passes on what it has on {gone}.",
                    agency=successor,
                    date=on,
                    gone=gone,
                ),
                say("Name who has it from then on. One set up anew needs an id of its own."),
            )


def _successors(entry: _Entry) -> tuple[str, ...]:
    named = entry.get("to")
    listed = named if isinstance(named, list) else []
    return tuple(each for each in listed if isinstance(each, str))


def _place(number: int, part: str) -> str:
    return place_of("successions", str(number), part)
