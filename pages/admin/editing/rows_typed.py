"""The rows of a condition as a form has them, complete or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.editing.choices import (
    COMPARED_BY_KIND,
    COMPARED_IN_WORDS,
    COMPARED_WHEN_COUNTED,
    COMPARED_WITH_ENTRY,
    DAYS_IN_WORDS,
    FieldChoice,
)
from domain.editing.condition_rows import Compared, Row
from domain.pathway.condition_tree import Constant
from domain.pathway.conditions import ENTRY
from domain.pathway.forms import MOST_DIGITS
from domain.texts import Message, say
from pages.admin.editing.controls import Choice
from pages.entrance.typed import Typed

MOST_ROWS = 20
_COUNTED = re.compile(r"size\((.+)\)")
_TRUTHS = (Choice("true", say("yes")), Choice("false", say("no")))
_NO_VALUE = frozenset({"answered", "not_answered"})
_SEVERAL = frozenset({"one_of", "none_of"})
_NUMBERS = ("whole_number", "money")
_ORDER = {"and": say("and"), "or": say("or")}
JOINERS = tuple(Choice(name, words) for name, words in _ORDER.items())
TO_COMPARE = say("Please choose how it is compared, and with what.")

Input = Literal["none", "one", "several", "number", "date"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row may look at: the way in, an answer, or how many things were chosen there."""

    id: str
    title: Message
    compared: tuple[Compared, ...]
    kind: str
    values: tuple[Choice, ...] = ()

    @property
    def comparisons(self) -> tuple[Choice, ...]:
        words = DAYS_IN_WORDS if self.kind == "date" else COMPARED_IN_WORDS
        return tuple(Choice(one, words[one]) for one in self.compared)

    def input(self, compared: str) -> Input:
        if compared in _NO_VALUE or not compared:
            return "none"
        if self.kind == "date":
            return "date"
        if self.kind == "number":
            return "number"
        return "several" if compared in _SEVERAL else "one"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """`subject` is None where nothing is chosen, or what is there no more."""

    joiner: str
    field: str
    compared: str
    values: tuple[str, ...]
    subject: Subject | None

    @property
    def input(self) -> Input:
        return self.subject.input(self.compared) if self.subject is not None else "none"

    @property
    def row(self) -> Row | None:
        """None where it is not complete."""
        subject = self.subject
        compared = next((one for one in _compared(subject) if one == self.compared), None)
        if subject is None or compared is None:
            return None
        value = _value(subject, self.input, self.values)
        if value is None and compared not in _NO_VALUE:
            return None
        counted = _COUNTED.fullmatch(self.field)
        field = counted[1] if counted else self.field
        joiner: Literal["and", "or"] = "or" if self.joiner == "or" else "and"
        return Row(field, compared, value, counted is not None, joiner)


def subjects(
    entries: Sequence[Choice], fields: Sequence[FieldChoice], areas: Sequence[Choice]
) -> Mapping[str, Subject]:
    found = [Subject(ENTRY, say("the way in"), COMPARED_WITH_ENTRY, "one", tuple(entries))]
    for one in fields:
        found += _of_field(one, areas)
    return {subject.id: subject for subject in found}


def standing(rows: Sequence[Row], known: Mapping[str, Subject]) -> list[TypedRow]:
    """As the draft has them."""
    return [
        TypedRow(row.joiner, name, row.compared, _texts(row.value), known.get(name))
        for row in rows
        for name in [f"size({row.field})" if row.counted else row.field]
    ]


def typed_rows(typed: Typed, known: Mapping[str, Subject]) -> list[TypedRow]:
    """Without those that were to go, and those for which nothing is chosen."""
    found = []
    for number in range(MOST_ROWS):
        field = typed.one(f"field.{number}")
        if field and not typed.one(f"gone.{number}"):
            values = tuple(text for text in typed.all(f"value.{number}") if text)
            found.append(
                TypedRow(
                    typed.one(f"joiner.{number}"), field, typed.one(f"compared.{number}"),
                    values, known.get(field),
                )
            )  # fmt: skip
    return found


def _of_field(one: FieldChoice, areas: Sequence[Choice]) -> list[Subject]:
    kind = one.field.kind
    title = say("{field} ({step})", field=one.field.label, step=one.step.title)
    asked = "date" if kind == "date" else "number" if kind in _NUMBERS else "one"
    values = tuple(Choice(option.id, option.label) for option in one.field.options)
    if kind in ("yes_no", "area"):
        values = _TRUTHS if kind == "yes_no" else tuple(areas)
    found = [Subject(one.path, title, COMPARED_BY_KIND[kind], asked, values)]
    if kind == "choices":
        many = say("how many were chosen: {field}", field=title)
        found.append(Subject(f"size({one.path})", many, COMPARED_WHEN_COUNTED, "number"))
    return found


def _compared(subject: Subject | None) -> tuple[Compared, ...]:
    return subject.compared if subject is not None else ()


def _value(subject: Subject, asked: Input, texts: Sequence[str]) -> Constant:
    known = {choice.id for choice in subject.values}
    first = next(iter(texts), "")
    match asked:
        case "date":
            return first if _is_day(first) else None
        case "number":
            plain = first.replace(".", "").replace(" ", "")
            fits = plain.isascii() and plain.isdecimal() and len(plain) <= MOST_DIGITS
            return int(plain) if fits else None
        case "several":
            return tuple(text for text in texts if text in known) or None
        case "one" if first in known:
            return first == "true" if subject.values is _TRUTHS else first
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _texts(value: Constant) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(text for each in value for text in _texts(each))
    if value is None:
        return ()
    return (str(value).lower() if isinstance(value, bool) else str(value),)
