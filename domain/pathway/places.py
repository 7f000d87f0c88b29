"""Where the parts of a pathway stand in its file: by their ids, from the outside in."""

from __future__ import annotations

from collections.abc import Iterator

from domain.faults import Fault, place_of
from domain.pathway.template import Duty, Pathway, Stated, Step
from domain.texts import Message

Place = tuple[str, ...]


def fault_at(place: Place, problem: Message, mend: Message) -> Fault:
    return Fault(place_of(*place), problem, mend)


def placed_steps(pathway: Pathway) -> Iterator[tuple[Place, Step]]:
    for stage in pathway.stages:
        for step in stage.steps:
            yield ("stages", stage.id, "steps", step.id), step


def placed_duties(pathway: Pathway) -> Iterator[tuple[Place, Duty]]:
    yield from ((("duties", duty.id), duty) for duty in pathway.duties)


def placed_parts(pathway: Pathway) -> Iterator[tuple[Place, Stated]]:
    """Every part that says where it comes from."""
    yield from ((("roles", role.id), role) for role in pathway.roles)
    yield from ((("entries", entry.id), entry) for entry in pathway.entries)
    yield from ((("stages", stage.id), stage) for stage in pathway.stages)
    yield from placed_steps(pathway)
    yield from ((("ends", end.id), end) for end in pathway.ends)
    yield from placed_duties(pathway)
