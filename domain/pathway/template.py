"""The pathway: a published, immutable template of a journey. Data, never code."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from graphlib import CycleError
from typing import Annotated, Literal

from pydantic import Field as Described, StringConstraints

from domain.days.deadlines import Limit
from domain.frozen import Frozen, Id
from domain.pathway.declining import DECLINE_REASONS, DeclineReason
from domain.texts import Label

FieldPath = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$")
]
Origin = Literal["article", "inferred", "law", "design"]
FieldKind = Literal[
    "text", "long_text", "date", "yes_no", "choice", "choices", "whole_number", "money", "area",
    "file",
]  # fmt: skip
Outcome = Literal["completed", "support_refused", "not_a_victim", "ended_early", "handed_over"]
Status = Literal["suspected", "being_identified", "identified", "not_a_victim"]
Subject = Literal["person", "site"]
Scope = Literal["province", "district", "commune", "agency"]
Looks = Literal["ahead", "back"]
PersonField = Literal["full_name", "birth_date", "papers", "address", "phone", "safe_contact"]
"""What is known of the person, under seal (`domain.person.identity`)."""

FREE_TEXT: frozenset[FieldKind] = frozenset({"text", "long_text"})
SEALED: frozenset[FieldKind] = FREE_TEXT | {"file"}
"""Nothing can depend on what such a field holds."""

SCHEMA = 1
LAST_VERSION = 2**31 - 1
"""No database of ours counts further."""


class Stated(Frozen):
    """A part that says where it comes from, so that none looks surer than its source.

    `source` names the article or the article of the law; `origin: law` must have one.
    """

    origin: Origin
    source: str | None = None


class Option(Frozen):
    """`status`: what the person is from this answer on."""

    id: Id
    label: Label
    status: Status | None = None


class Field(Frozen):
    """One thing that an answer says. Money is whole VND, dates have no time.

    `ahead`: of a date, that it may lie in the future, as what is planned does.
    """

    id: Id
    label: Label
    kind: FieldKind
    required: bool = True
    ahead: bool = False
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


class NotBefore(Frozen):
    """Time that is left to pass first, such as the person's for reflection: the later of the two.

    `period` is counted from the date that the answer `since` gives; without one, from when the
    step's turn came. `until` is a date that an answer gives, such as that of an extension.
    """

    period: Period | None = None
    since: FieldPath | None = None
    until: FieldPath | None = None

    @property
    def dates(self) -> tuple[FieldPath, ...]:
        """The answers by which it is counted."""
        return tuple(path for path in (self.since, self.until) if path is not None)


class Role(Stated):
    id: Id
    title: Label


class Entry(Stated):
    """`status`: what the person is who comes in this way, as far as that is said."""

    id: Id
    title: Label
    status: Status | None = None


class Deadline(Limit):
    """How long a step may take by its source, until a province's policy says otherwise."""

    source: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Share(Frozen):
    """Something of the person that the step's role may read, and why it cannot do without."""

    field: PersonField
    why: Label
    origin: Origin = "design"


class Step(Stated):
    """One thing that one role is asked to do and confirm.

    `informed` roles (`with:` in the file) are told and may not answer; each of `jointly` is asked
    too, to confirm its own share, and only all together have done the step. `area` and `foreach`
    name a field of an earlier answer; `role_by_item` sends single items to other roles. Nobody is
    asked before what `not_before` says, though the step's turn has come. `status` is
    what the person is once this is asked; `declines` are the reasons for which it may be declined;
    `dated_by` names the date in the step's own form from which a status that its answer gives
    holds, instead of the day of the answer. `shares` is what the role may read of the person, with
    their consent; `without_consent` says whether it is asked all the same, or waits.
    `second_person`: it is done once a second person has confirmed the answer. `part` says which
    version of which pathway a step comes from that is used here.
    """

    id: Id
    title: Label
    ask: Label | None = None
    role: Id
    asked_by: Id | None = None
    informed: tuple[Id, ...] = Described(default=(), alias="with")
    jointly: tuple[Id, ...] = ()
    after: tuple[Id, ...] = ()
    when: str | None = None
    not_before: NotBefore | None = None
    foreach: FieldPath | None = None
    role_by_item: dict[Id, Id] = Described(default_factory=dict)
    area: FieldPath | None = None
    repeat: Repeat | None = None
    may_lack_grounds: bool = False
    second_person: bool = False
    declines: tuple[DeclineReason, ...] = Described(default=DECLINE_REASONS, min_length=1)
    limit: Deadline | None = None
    status: Status | None = None
    dated_by: Id | None = None
    form: tuple[Field, ...] = ()
    shares: tuple[Share, ...] = ()
    without_consent: Literal["ask", "wait"] = "ask"
    part: str | None = None

    @cached_property
    def asked_as_one(self) -> bool:
        """Of one role, and not item by item."""
        return self.foreach is None and not self.jointly

    @property
    def request(self) -> Label:
        """What is asked, in one line."""
        return self.ask or self.title

    def field(self, field_id: str) -> Field | None:
        return next((field for field in self.form if field.id == field_id), None)

    @property
    def shared(self) -> tuple[PersonField, ...]:
        return tuple(share.field for share in self.shares)

    def role_for(self, item: str | None) -> str:
        """Who is asked: of a step that is asked jointly, the item is the other's role."""
        if item is None or item in self.jointly:
            return item or self.role
        return self.role_by_item.get(item, self.role)

    def takes_two(self, item: str | None) -> bool:
        """Who only shares in a step confirms another's finding, and makes none."""
        return self.second_person and item not in self.jointly

    def form_for(self, item: str | None) -> tuple[Field, ...]:
        """Who shares in a step confirms it; the form is for the one who answers for it."""
        return () if item in self.jointly else self.form


class Part(Stated):
    """Another pathway, used inside this one (`domain.pathway.parts`).

    Its steps are called `<id>_…`. Its first ones come after `after`, if `when` holds, and what
    comes after `id` comes after its last ones. It is played as for its `entry`; `roles` says which
    role of ours a role of its own is. Its ends are not used: the journey goes on.
    """

    id: Id
    use: Id
    version: int = Described(ge=1, le=LAST_VERSION)
    entry: Id
    after: tuple[Id, ...] = ()
    when: str | None = None
    roles: dict[Id, Id] = Described(default_factory=dict)


class Stage(Stated):
    id: Id
    title: Label
    steps: tuple[Step, ...]


class HandOver(Frozen):
    """Where the next journey of the same case begins: in the area that an answer named.

    Without a pathway and an entry, the policy of that area says which receives from elsewhere.
    """

    area: FieldPath
    pathway: Id | None = None
    entry: Id | None = None


class End(Stated):
    """A named way to finish. The first that fits is taken, once every step is settled.

    An end that is `at_once` does not wait for the others: what is still asked is withdrawn. One
    that `hands_over` opens the next journey of the case.
    """

    id: Id
    title: Label
    outcome: Outcome
    after: tuple[Id, ...] = ()
    when: str | None = None
    at_once: bool = False
    hands_over: HandOver | None = None


class Duty(Stated):
    """Recurring work that is not a step of a journey, asked of whoever holds the role.

    Asked once in each period, for each area of the `per` kind, or of each agency that holds the
    role. Without `every`, which only a source may give, it is asked when a policy says how often.
    It `looks` ahead to what is to be done in the period that begins, by its last day unless a limit
    says otherwise, or back on the period that is over.
    """

    id: Id
    title: Label
    ask: Label | None = None
    role: Id
    asked_by: Id | None = None
    informed: tuple[Id, ...] = Described(default=(), alias="with")
    per: Scope = "province"
    every: Period | None = None
    looks: Looks = "ahead"
    limit: Deadline | None = None
    form: tuple[Field, ...] = ()


class Pathway(Frozen):
    """`no_new_after`: the last day on which a journey may begin, such as the end of a pilot.

    `area` is where its duties are asked and nowhere else, since the whole map may hold its roles.
    """

    format: Literal[1] = Described(alias="schema")
    key: Id
    title: Label
    about: Label
    describes: Label | None = None
    subject: Subject = "person"
    no_new_after: date | None = None
    area: Id | None = None
    lead: Id
    roles: tuple[Role, ...]
    entries: tuple[Entry, ...]
    stages: tuple[Stage, ...]
    parts: tuple[Part, ...] = ()
    ends: tuple[End, ...]
    duties: tuple[Duty, ...] = ()

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

    def duty(self, duty_id: str) -> Duty:
        return next(duty for duty in self.duties if duty.id == duty_id)

    def title_of(self, name: str) -> Label:
        """Of a step or of an end; any other name is its own title."""
        end = next((end for end in self.ends if end.id == name), None)
        titled = self.by_id.get(name) or end
        return titled.title if titled is not None else Label(vi=name, en=name)

    def item_label(self, step: Step, item: str | None) -> Label | None:
        """What the item of a `foreach` step is called, where it was chosen; who shares in it."""
        if item in step.jointly:
            return self.role(item).title
        source = self.field_at(step.foreach) if step.foreach and item else None
        options = source.options if source else ()
        return next((option.label for option in options if option.id == item), None)

    def field_at(self, path: str) -> Field | None:
        """The field that `step.field` names, or None."""
        step_id, _, field_id = path.partition(".")
        step = self.by_id.get(step_id)
        return step.field(field_id) if step else None
