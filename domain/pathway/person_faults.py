"""What is wrong in what a pathway says of a person, or of a place as if it were one."""

from __future__ import annotations

from collections.abc import Iterator

from domain.faults import Fault
from domain.pathway.places import Place, fault_at, placed_steps
from domain.pathway.template import Field, Pathway, Step
from domain.texts import say

_OF_A_PERSON = frozenset({"support_refused", "not_a_victim"})


def person_faults(pathway: Pathway) -> Iterator[Fault]:
    for place, step in placed_steps(pathway):
        yield from _date_faults(step, place)
        for field in step.form:
            yield from _choices_faults(field, (*place, "form", field.id))
    if pathway.subject == "site":
        yield from _site_faults(pathway)


def _date_faults(step: Step, place: Place) -> Iterator[Fault]:
    """`dated_by`."""
    if step.dated_by is None:
        return
    field = step.field(step.dated_by)
    if field is None or field.kind != "date":
        yield fault_at(
            (*place, "dated_by"),
            say("“{field}” is no date in the form of this step.", field=step.dated_by),
            say("Name a field of the kind “date”, or take “dated_by” out."),
        )
    elif not any(map(_says_status, step.form)):
        yield fault_at(
            (*place, "dated_by"),
            say("No answer of this step says what the person is."),
            say("Give an option its “status”, or take “dated_by” out."),
        )


def _choices_faults(field: Field, place: Place) -> Iterator[Fault]:
    if field.kind == "choices" and _says_status(field):
        yield fault_at(
            (*place, "options"),
            say("Several of these may be chosen, so it would not be clear what the person is."),
            say("Write kind: choice, or take “status” out of the options."),
        )


def _says_status(field: Field) -> bool:
    return any(option.status is not None for option in field.options)


def _site_faults(pathway: Pathway) -> Iterator[Fault]:
    for place in _places_of_status(pathway):
        yield fault_at(
            place,
            say("A place is neither suspected nor identified."),
            say("Take “status” out, or let the pathway be about a person."),
        )
    for end in pathway.ends:
        if end.outcome in _OF_A_PERSON or end.hands_over is not None:
            yield fault_at(
                ("ends", end.id),
                say("Only a person can refuse, be no victim, or be handed over."),
                say("Choose another outcome, or let the pathway be about a person."),
            )


def _places_of_status(pathway: Pathway) -> Iterator[Place]:
    yield from (("entries", entry.id) for entry in pathway.entries if entry.status is not None)
    for place, step in placed_steps(pathway):
        if step.status is not None:
            yield place
        yield from ((*place, "form", field.id) for field in step.form if _says_status(field))
