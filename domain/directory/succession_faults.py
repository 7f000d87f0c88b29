"""Whether what agencies had can pass on as the directory says."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta

from domain.directory.agencies import Agency, Assignment
from domain.directory.succession import Succession
from domain.faults import Fault, place_of
from domain.texts import say


def succession_faults(
    successions: Mapping[int, Succession],
    assignments: Mapping[int, Assignment],
    agencies: Mapping[str, Agency],
    known: Container[str | None],
) -> Iterator[Fault]:
    """Successions and assignments by their number in the file, counted from 1.

    `known` has the ids of all agencies in the file, also of those with faults of their own.
    """
    days: dict[str, date] = {}
    for number, succession in successions.items():
        yield from _unknown(number, succession, known)
        if succession.agency in days:
            yield _passed_on_twice(number, succession.agency)
        days.setdefault(succession.agency, succession.on)
        yield from _goes_on(succession, assignments, agencies.get(succession.agency))
    for number, succession in successions.items():
        yield from _comes_too_late(number, succession, days)


def _unknown(number: int, succession: Succession, known: Container[str | None]) -> Iterator[Fault]:
    named = [("agency", succession.agency), *(("to", each) for each in succession.to)]
    for part, agency in named:
        if agency not in known:
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


def _goes_on(
    succession: Succession, assignments: Mapping[int, Assignment], agency: Agency | None
) -> Iterator[Fault]:
    """Whoever is succeeded holds nothing from that day on: a request would have two homes."""
    its_last = agency.valid_to if agency is not None else None
    for number, assignment in assignments.items():
        last = min(assignment.valid_to or date.max, its_last or date.max)
        if assignment.agency == succession.agency and last >= succession.on:
            yield Fault(
                place_of("assignments", str(number), "valid_to"),
                say(
                    "“{agency}” passes on what it has on {date}, and would keep this role.",
                    agency=succession.agency,
                    date=succession.on,
                ),
                say(
                    "Let the assignment end on {date} at the latest.",
                    date=succession.on - timedelta(days=1),
                ),
            )


def _comes_too_late(
    number: int, succession: Succession, days: Mapping[str, date]
) -> Iterator[Fault]:
    """To one that is succeeded itself by then. Every circle has such a place."""
    for successor in succession.to:
        gone = days.get(successor)
        if successor == succession.agency:
            yield Fault(
                _place(number, "to"),
                say("“{agency}” would take over from itself.", agency=successor),
                say("Name those that take over, or take the line out."),
            )
        elif gone is not None and gone <= succession.on:
            yield Fault(
                _place(number, "to"),
                say(
                    "“{agency}” takes over nothing on {date}: it passes on what it has on {gone}.",
                    agency=successor,
                    date=succession.on,
                    gone=gone,
                ),
                say("Name who has it from then on. One set up anew needs an id of its own."),
            )


def _place(number: int, part: str) -> str:
    return place_of("successions", str(number), part)
