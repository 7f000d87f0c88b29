"""Pathways used inside another: what comes of it is a pathway like any other, without parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from domain.pathway.conditions import renamed
from domain.pathway.template import Part, Pathway, Role, Stage, Step

Find = Callable[[str, int], Pathway | None]
"""The published pathway of this key and version, whole; None where there is none."""


def whole(pathway: Pathway, find: Find) -> Pathway:
    """The pathway with the steps of all its parts, each stage of a part behind its own stages.

    A part that is not found is left out, and what a part comes after that is not there.
    """
    found = [(part, used) for part in pathway.parts if (used := find(part.use, part.version))]
    leaves = {part.id: _last_steps(part, used) for part, used in found}
    roles = {role.id: role for part, used in found for role in _roles(part, used)}
    roles |= {role.id: role for role in pathway.roles}
    return pathway.model_copy(
        update={
            "parts": (),
            "roles": tuple(roles.values()),
            "stages": tuple(_stages(pathway, found, leaves)),
            "ends": tuple(
                end.model_copy(update={"after": _steps(end.after, leaves)}) for end in pathway.ends
            ),
        }
    )


def _stages(
    pathway: Pathway,
    found: Sequence[tuple[Part, Pathway]],
    leaves: Mapping[str, tuple[str, ...]],
) -> Iterator[Stage]:
    for stage in pathway.stages:
        steps = [
            step.model_copy(update={"after": _steps(step.after, leaves)}) for step in stage.steps
        ]
        yield stage.model_copy(update={"steps": tuple(steps)})
    known = {*pathway.by_id, *leaves}
    for part, used in found:
        after = _steps(tuple(name for name in part.after if name in known), leaves)
        for stage in used.stages:
            steps = [_step(part, after, step) for step in stage.steps]
            name = _own(part, stage.id)
            yield stage.model_copy(update={"id": name, "steps": tuple(steps)})


def _step(part: Part, after: tuple[str, ...], step: Step) -> Step:
    """As `part` asks it: a first step comes after what the part comes after."""
    when = renamed(step.when, part.id, part.entry) if step.when is not None else None
    if not step.after:
        when = _both(part.when, when)
    mapped: dict[str, object] = {
        "id": _own(part, step.id),
        "role": _role(part, step.role),
        "asked_by": _role(part, step.asked_by) if step.asked_by else None,
        "informed": tuple(_role(part, role) for role in step.informed),
        "jointly": tuple(_role(part, role) for role in step.jointly),
        "role_by_item": {item: _role(part, role) for item, role in step.role_by_item.items()},
        "after": tuple(_own(part, name) for name in step.after) or after,
        "when": when,
        "foreach": _own(part, step.foreach) if step.foreach else None,
        "area": _own(part, step.area) if step.area else None,
        "part": f"{part.use}/{part.version}",
    }
    if step.not_before is not None:
        dates = {"since": step.not_before.since, "until": step.not_before.until}
        own = {name: _own(part, path) for name, path in dates.items() if path is not None}
        mapped["not_before"] = step.not_before.model_copy(update=own)
    if step.repeat is not None and step.repeat.until is not None:
        until = renamed(step.repeat.until, part.id, part.entry)
        mapped["repeat"] = step.repeat.model_copy(update={"until": until})
    return step.model_copy(update=mapped)


def _roles(part: Part, used: Pathway) -> Iterator[Role]:
    """Those that are not one of ours come along."""
    for role in used.roles:
        if role.id not in part.roles:
            yield role


def _role(part: Part, role: str) -> str:
    return part.roles.get(role, role)


def _last_steps(part: Part, used: Pathway) -> tuple[str, ...]:
    """Those after which nothing comes: after all of them, the part is over."""
    followed = {name for step in used.steps for name in step.after}
    return tuple(_own(part, step.id) for step in used.steps if step.id not in followed)


def _steps(after: tuple[str, ...], leaves: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What comes after a part comes after its last steps."""
    return tuple(dict.fromkeys(step for name in after for step in leaves.get(name, (name,))))


def _own(part: Part, name: str) -> str:
    return f"{part.id}_{name}"


def _both(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return one if other is None else other
    return f"({one}) && ({other})"
