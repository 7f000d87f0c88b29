"""What an administrator says of names that have changed from version to version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.casework.desk.coordinating import CannotDo
from domain.pathway.template import Pathway
from domain.texts import Message, say


class CannotMove(CannotDo):
    """The journey stays with the version that it has; the message says why."""


@dataclass(frozen=True, slots=True)
class Names:
    """`steps` by the old id, `fields` by `step.field` with both old ids."""

    steps: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def of(self, pathway: Pathway) -> Names:
        """Those that the version has, with former steps: others are of other versions."""
        known = pathway.by_id
        return Names(
            {old: new for old, new in self.steps.items() if old in known},
            {path: new for path, new in self.fields.items() if path.partition(".")[0] in known},
        )


def check_names(names: Names, before: tuple[Pathway, ...], to: Pathway) -> None:
    """`before` are all versions that journeys may come from. Raises CannotMove."""
    for wrong in _wrong(names, before, to):
        raise CannotMove(wrong)


def fitting(names: Names, before: tuple[Pathway, ...], to: Pathway) -> tuple[Names, list[Message]]:
    """Those that are not wrong, and what is wrong of the others."""
    steps = {o: n for o, n in names.steps.items() if not any(_wrong(Names({o: n}), before, to))}
    fields = {
        path: new
        for path, new in names.fields.items()
        if not any(_wrong(Names(steps, {path: new}), before, to))
    }
    return Names(steps, fields), list(_wrong(names, before, to))


def _wrong(names: Names, before: tuple[Pathway, ...], to: Pathway) -> Iterator[Message]:
    for old, new in names.steps.items():
        if not any(old in one.by_id for one in before):
            yield say("No earlier version has a step “{step}”.", step=old)
        if new not in to.by_id:
            yield say("The new version has no step “{step}”.", step=new)
    for path, new in names.fields.items():
        step, _, old = path.partition(".")
        had = (one.by_id[step] for one in before if step in one.by_id)
        if not any(each.field(old) is not None for each in had):
            yield say("No earlier version has a field “{field}”.", field=path)
        after = to.by_id.get(names.steps.get(step, step))
        if after is None or after.field(new) is None:
            at = f"{names.steps.get(step, step)}.{new}"
            yield say("The new version has no field “{field}”.", field=at)
