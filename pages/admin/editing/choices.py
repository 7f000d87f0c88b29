"""What can be chosen in a draft: its roles, what may come before a step, the fields of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.casework.editing.publishing_drafts import Looked
from domain.editing.choices import (
    FieldChoice,
    fields_anywhere,
    fields_before,
    of_kind,
    steps_before,
)
from domain.editing.sketching import NOT_CHOSEN
from domain.pathway.template import FieldKind, Part, Pathway, Step
from domain.pathway.wording import ORIGIN_MEANINGS, ORIGINS
from domain.texts import Message, say
from pages.admin.editing.controls import Choice

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Choices:
    """For the item `name` of a draft. `pathways` are those that can be used in it, `areas` those
    that it can be for; `used` is the version that a part uses.
    """

    looked: Looked
    name: str = ""
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    areas: tuple[Choice, ...] = ()
    used: Pathway | None = None

    @property
    def step(self) -> Step | None:
        return self.looked.sketch.by_id.get(self.name)

    def roles(self) -> tuple[Choice, ...]:
        known = self.looked.sketch.roles
        return tuple(Choice(role.id, role.title) for role in known if role.id != NOT_CHOSEN)

    def before(self) -> tuple[Choice, ...]:
        """Steps and parts that it may come after."""
        return tuple(_before(one) for one in steps_before(self.looked.sketch, self.name))

    def fields(self, kind: FieldKind) -> tuple[Choice, ...]:
        """Of answers that are there when a step begins."""
        return _choices(of_kind(fields_before(self.looked.drawn, self.name), kind))

    def fields_anywhere(self, kind: FieldKind) -> tuple[Choice, ...]:
        """Of answers that may be there when a journey ends."""
        return _choices(of_kind(fields_anywhere(self.looked.drawn), kind))

    def own_fields(self, kind: FieldKind) -> tuple[Choice, ...]:
        own = self.step.form if self.step is not None else ()
        return tuple(Choice(each.id, each.label) for each in own if each.kind == kind)

    def items(self) -> tuple[Choice, ...]:
        """What the step is asked for, one by one."""
        step = self.step
        source = self.looked.drawn.field_at(step.foreach or "") if step is not None else None
        options = source.options if source is not None else ()
        return tuple(Choice(option.id, option.label) for option in options)


def _before(one: Step | Part) -> Choice:
    if isinstance(one, Part):
        return Choice(one.id, say("all of “{pathway}”", pathway=one.use))
    return Choice(one.id, one.title)


def _choices(found: Iterable[FieldChoice]) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.path, say("{field} ({step})", field=one.field.label, step=one.step.title))
        for one in found
    )


def chosen_of(said: Mapping[Name, Message]) -> tuple[Choice, ...]:
    """Of what has its own short words."""
    return tuple(Choice(name, words) for name, words in said.items())


def origins() -> tuple[Choice, ...]:
    return tuple(
        Choice(origin, say("{origin}: {meaning}", origin=word, meaning=ORIGIN_MEANINGS[origin]))
        for origin, word in ORIGINS.items()
    )
