"""What there is to choose from at each place of a draft.

A draft is given as its sketch, or drawn: with the steps of its parts too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.editing.condition_rows import Compared
from domain.pathway.template import SEALED, Field, FieldKind, Part, Pathway, Step
from domain.texts import Message, say

_ANY: tuple[Compared, ...] = ("answered", "not_answered")
_MEASURED: tuple[Compared, ...] = ("under", "at_most", "over", "at_least")
COMPARED_BY_KIND: Mapping[FieldKind, tuple[Compared, ...]] = {
    "yes_no": ("is", "is_not", *_ANY),
    "choice": ("is", "is_not", "one_of", "none_of", *_ANY),
    "choices": ("chosen", "not_chosen", *_ANY),
    "date": (*_MEASURED, "is", *_ANY),
    "whole_number": ("is", "is_not", *_MEASURED, *_ANY),
    "money": ("is", "is_not", *_MEASURED, *_ANY),
    "area": ("is", "is_not", "one_of", "none_of", *_ANY),
}
COMPARED_WITH_ENTRY: tuple[Compared, ...] = ("is", "is_not", "one_of", "none_of")
COMPARED_WHEN_COUNTED: tuple[Compared, ...] = ("is", "is_not", *_MEASURED)

COMPARED_IN_WORDS: Mapping[Compared, Message] = {
    "is": say("is"),
    "is_not": say("is not"),
    "one_of": say("is one of"),
    "none_of": say("is none of"),
    "chosen": say("has among what was chosen"),
    "not_chosen": say("does not have among what was chosen"),
    "under": say("is under"),
    "at_most": say("is at most"),
    "over": say("is over"),
    "at_least": say("is at least"),
    "answered": say("was answered"),
    "not_answered": say("was not answered"),
}
DAYS_IN_WORDS: Mapping[Compared, Message] = {
    **COMPARED_IN_WORDS,
    "under": say("is before"),
    "at_most": say("is by"),
    "over": say("is after"),
    "at_least": say("is from that day on"),
}


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """`path` as conditions name it: `step.field`."""

    path: str
    step: Step
    field: Field


def steps_before(pathway: Pathway, name: str | None = None) -> tuple[Step | Part, ...]:
    """What a step or part may come after: all that does not wait for it. Of an end: everything."""
    every: Sequence[Step | Part] = (*pathway.steps, *pathway.parts)
    behind = _behind(every, {name} if name is not None else set())
    return tuple(one for one in every if one.id not in behind)


def fields_before(drawn: Pathway, name: str) -> tuple[FieldChoice, ...]:
    """What a step or a part may look at: what was answered before its turn."""
    own = {step.id for step in drawn.steps if step.id == name or step.id.startswith(f"{name}_")}
    inner = {name} if name in drawn.by_id else own
    before = {one for step in inner for one in drawn.ancestors[step]} - inner
    return _fields(step for step in drawn.in_order if step.id in before)


def fields_anywhere(drawn: Pathway) -> tuple[FieldChoice, ...]:
    """What an end may look at."""
    return _fields(drawn.in_order)


def own_fields(step: Step) -> tuple[FieldChoice, ...]:
    """What the rounds of a step may look at."""
    return tuple(_choice(step, field) for field in step.form if field.kind not in SEALED)


def of_kind(choices: Sequence[FieldChoice], kind: FieldKind) -> tuple[FieldChoice, ...]:
    return tuple(choice for choice in choices if choice.field.kind == kind)


def _fields(steps: Iterable[Step]) -> tuple[FieldChoice, ...]:
    asked_once = (step for step in steps if step.foreach is None)
    return tuple(choice for step in asked_once for choice in own_fields(step))


def _choice(step: Step, field: Field) -> FieldChoice:
    return FieldChoice(f"{step.id}.{field.id}", step, field)


def _behind(every: Sequence[Step | Part], names: Collection[str]) -> set[str]:
    """These, and all that comes after them."""
    found = set(names)
    while more := {one.id for one in every if not found.isdisjoint(one.after)} - found:
        found |= more
    return found
