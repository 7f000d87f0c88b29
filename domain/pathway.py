"""The pathway: a published, immutable template of a journey. Data, never code."""

from __future__ import annotations

from functools import cached_property
from graphlib import CycleError
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field as Described, StringConstraints

from domain.texts import Label

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldPath = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$")
]
Origin = Literal["article", "inferred", "law", "design"]
FieldKind = Literal[
    "text", "long_text", "date", "yes_no", "choice", "choices", "whole_number", "money", "area"
]
Outcome = Literal["completed", "support_refused", "not_a_victim", "ended_early"]

FREE_TEXT: frozenset[FieldKind] = frozenset({"text", "long_text"})
SCHEMA = 1


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Stated(Frozen):
    """A part that says where it comes from, so that none looks surer than its source.

    `source` names the article or the article of the law; `origin: law` must have one.
    """

    origin: Origin
    source: str | None = None


class Option(Frozen):
    id: Id
    label: Label


class Field(Frozen):
    """One thing that an answer says. Money is whole VND, dates have no time."""

    id: Id
    label: Label
    kind: FieldKind
    required: bool = True
    options: tuple[Option, ...] = ()
    origin: Origin = "design"


class Period(Frozen):
    """A stretch of the calendar; exactly one of the two is given."""

    months: int | None = Described(default=None, ge=1, le=60)
    days: int | None = Described(default=None, ge=1, le=1830)


class Repeat(Frozen):
    """Rounds by the calendar until `until` holds on the round's own answer, or `times` are done."""

    every: Period
    until: str | None = None
    times: int | None = Described(default=None, ge=1, le=600)


class Role(Stated):
    id: Id
    title: Label


class Entry(Stated):
    id: Id
    title: Label


class Step(Stated):
    """One thing that one role is asked to do and confirm.

    `informed` roles (`with:` in the file) are told and may not answer. `area` and `foreach`
    name a field of an earlier answer; `role_by_item` sends single items to other roles.
    """

    id: Id
    title: Label
    ask: Label | None = None
    role: Id
    asked_by: Id | None = None
    informed: tuple[Id, ...] = Described(default=(), alias="with")
    after: tuple[Id, ...] = ()
    when: str | None = None
    foreach: FieldPath | None = None
    role_by_item: dict[Id, Id] = {}
    area: FieldPath | None = None
    repeat: Repeat | None = None
    may_lack_grounds: bool = False
    form: tuple[Field, ...] = ()

    @property
    def request(self) -> Label:
        """What is asked, in one line."""
        return self.ask or self.title

    def field(self, field_id: str) -> Field | None:
        return next((field for field in self.form if field.id == field_id), None)

    def role_for(self, item: str | None) -> str:
        return self.role if item is None else self.role_by_item.get(item, self.role)


class Stage(Stated):
    id: Id
    title: Label
    steps: tuple[Step, ...]


class End(Stated):
    """A named way to finish. The first that fits is taken, once every step is settled.

    An end that is `at_once` does not wait for the others: what is still asked is withdrawn.
    """

    id: Id
    title: Label
    outcome: Outcome
    after: tuple[Id, ...] = ()
    when: str | None = None
    at_once: bool = False


class Pathway(Frozen):
    format: Literal[1] = Described(alias="schema")
    key: Id
    title: Label
    about: Label
    describes: Label | None = None
    lead: Id
    roles: tuple[Role, ...]
    entries: tuple[Entry, ...]
    stages: tuple[Stage, ...]
    ends: tuple[End, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for stage in self.stages for step in stage.steps)

    @cached_property
    def by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def in_order(self) -> tuple[Step, ...]:
        """Every step behind all that it comes after, else as written. Raises KeyError or
        `graphlib.CycleError` on an unsound pathway.
        """
        placed: dict[str, Step] = {}
        visiting: set[str] = set()

        def place(step: Step) -> None:
            if step.id in placed:
                return
            if step.id in visiting:
                raise CycleError(step.id)
            visiting.add(step.id)
            for earlier in step.after:
                place(self.by_id[earlier])
            placed[step.id] = step

        for step in self.steps:
            place(step)
        return tuple(placed.values())

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """For each step, every step that is before it on some way."""
        found: dict[str, frozenset[str]] = {}
        for step in self.in_order:
            earlier = [found[name] | {name} for name in step.after]
            found[step.id] = frozenset().union(*earlier)
        return found

    @cached_property
    def descendants(self) -> dict[str, frozenset[str]]:
        return {
            step.id: frozenset(
                later for later, before in self.ancestors.items() if step.id in before
            )
            for step in self.steps
        }

    def stage_of(self, step_id: str) -> Stage:
        return next(s for s in self.stages if any(step.id == step_id for step in s.steps))

    def role(self, role_id: str) -> Role:
        return next(role for role in self.roles if role.id == role_id)

    def entry(self, entry_id: str) -> Entry:
        return next(entry for entry in self.entries if entry.id == entry_id)

    def end(self, end_id: str) -> End:
        return next(end for end in self.ends if end.id == end_id)

    def item_label(self, step: Step, item: str | None) -> Label | None:
        """What the item of a `foreach` step is called, where it was chosen."""
        source = self.field_at(step.foreach) if step.foreach and item else None
        options = source.options if source else ()
        return next((option.label for option in options if option.id == item), None)

    def field_at(self, path: str) -> Field | None:
        """The field that `step.field` names, or None."""
        step_id, _, field_id = path.partition(".")
        step = self.by_id.get(step_id)
        return step.field(field_id) if step else None
