"""Who in a draft looks at what: where that goes, they are to be mended."""

from __future__ import annotations

from collections.abc import Iterator

from domain.editing.naming import part_of
from domain.pathway.conditions import ENTRY, BadCondition, read_condition
from domain.pathway.places import Place, placed_duties, placed_steps
from domain.pathway.template import Duty, Pathway, Step

Name = Place
"""What is looked at: `roles` or `entries` and an id; `steps` and those of a step, its field, its
option; `items` and the same, of an option that a step is asked for.
"""


def readers(sketch: Pathway, place: Place) -> tuple[Place, ...]:
    """The places of the draft that name what stands at this one, but for those inside it.

    What comes after a step is not among them: without it, that comes after what it came after.
    """
    looks = list(_looks(sketch))
    names = [*_names(sketch, place), *_of_part(sketch, place, looks)]
    found = (
        at
        for at, looked_at in looks
        if at[: len(place)] != place and any(looked_at[: len(name)] == name for name in names)
    )
    return tuple(dict.fromkeys(found))


def _names(sketch: Pathway, place: Place) -> list[Name]:
    match place:
        case (("roles" | "entries"), _):
            return [place]
        case ("stages", name):
            stages = (stage for stage in sketch.stages if stage.id == name)
            return [("steps", step.id) for stage in stages for step in stage.steps]
        case ("stages", _, "steps", step):
            return [("steps", step)]
        case ("stages", _, "steps", step, "form", field):
            return [("steps", step, field)]
        case ("stages", _, "steps", step, "form", field, "options", option):
            return [("steps", step, field, option), ("items", step, field, option)]
    return []


def _of_part(sketch: Pathway, place: Place, looks: list[tuple[Place, Name]]) -> list[Name]:
    """Its steps are no steps of the draft's own."""
    if place[:1] != ("parts",):
        return []
    named = {name[1] for _, name in looks if name[0] == "steps"} - set(sketch.by_id)
    parts = [part.id for part in sketch.parts]
    return [("steps", step) for step in named if part_of(step, parts) == place[1]]


def _looks(sketch: Pathway) -> Iterator[tuple[Place, Name]]:
    """Each place with what it names."""
    yield ("lead",), ("roles", sketch.lead)
    for place, step in placed_steps(sketch):
        yield from _of_roles(step, place)
        yield from _of_step(step, place)
    for place, duty in placed_duties(sketch):
        yield from _of_roles(duty, place)
    for part in sketch.parts:
        here = ("parts", part.id)
        yield from _of_condition(part.when, (*here, "when"))
        for name, role in part.roles.items():
            yield (*here, "roles", name), ("roles", role)
    for end in sketch.ends:
        here = ("ends", end.id)
        yield from _of_condition(end.when, (*here, "when"))
        if end.hands_over is not None:
            yield (*here, "hands_over", "area"), _field(end.hands_over.area)


def _of_roles(asked: Step | Duty, place: Place) -> Iterator[tuple[Place, Name]]:
    yield (*place, "role"), ("roles", asked.role)
    if asked.asked_by is not None:
        yield (*place, "asked_by"), ("roles", asked.asked_by)
    yield from (((*place, "with"), ("roles", role)) for role in asked.informed)


def _of_step(step: Step, place: Place) -> Iterator[tuple[Place, Name]]:
    yield from (((*place, "jointly"), ("roles", role)) for role in step.jointly)
    yield from _of_condition(step.when, (*place, "when"))
    if step.repeat is not None:
        yield from _of_condition(step.repeat.until, (*place, "repeat", "until"))
    for name, path in (("foreach", step.foreach), ("area", step.area)):
        if path is not None:
            yield (*place, name), _field(path)
    if step.not_before is not None:
        dates = {"since": step.not_before.since, "until": step.not_before.until}
        for name, path in dates.items():
            if path is not None:
                yield (*place, "not_before", name), _field(path)
    for item, role in step.role_by_item.items():
        here = (*place, "role_by_item", item)
        yield here, ("roles", role)
        # Where the whole field goes, that it is asked for each of its items is what is told.
        yield here, ("items", *_field(step.foreach or "")[1:], item)
    if step.dated_by is not None:
        yield (*place, "dated_by"), ("steps", step.id, step.dated_by)


def _of_condition(text: str | None, place: Place) -> Iterator[tuple[Place, Name]]:
    try:
        condition = read_condition(text) if text is not None else None
    except BadCondition:
        return
    if condition is not None:
        yield from ((place, _field(path)) for path in sorted(condition.fields))
        for path, value in condition.literals:
            name: Name = ("entries",) if path == ENTRY else _field(path)
            yield place, (*name, value)


def _field(path: str) -> Name:
    step, _, field = path.partition(".")
    return ("steps", step, field)
