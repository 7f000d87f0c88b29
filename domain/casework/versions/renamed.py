"""What a version has no more, and what may have taken its place in another one. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.casework.versions.naming import Names
from domain.pathway.template import Pathway, Step
from domain.texts import Label


@dataclass(frozen=True, slots=True)
class Gone:
    """A step, or a field as `step.field`, by its old id. `places` are those that are new there.
    `of` is the step of a field.
    """

    id: str
    title: Label
    places: tuple[tuple[str, Label], ...]
    of: Label | None = None


def gone_steps(before: Sequence[Pathway], to: Pathway) -> tuple[Gone, ...]:
    """Where there is nothing new, nothing can have taken its place."""
    had = {step.id: step for one in before for step in one.steps}
    fresh = tuple((step.id, step.title) for step in to.steps if step.id not in had)
    missing = (step for step in had.values() if step.id not in to.by_id)
    return tuple(Gone(step.id, step.title, fresh) for step in missing if fresh)


def gone_fields(before: Sequence[Pathway], to: Pathway, names: Names) -> tuple[Gone, ...]:
    """Of the steps that go on, under whatever name."""
    had = {step.id: step for one in before for step in one.steps}
    pairs = ((step, to.by_id.get(names.steps.get(step.id, step.id))) for step in had.values())
    return tuple(one for old, new in pairs if new is not None for one in _fields(old, new))


def _fields(old: Step, new: Step) -> Iterator[Gone]:
    fresh = tuple((each.id, each.label) for each in new.form if old.field(each.id) is None)
    for each in old.form:
        if fresh and new.field(each.id) is None:
            yield Gone(f"{old.id}.{each.id}", each.label, fresh, old.title)
