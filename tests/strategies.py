"""Made-up pathways and answers. Every pathway made here is sound."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field as member
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from domain.pathway.template import SEALED, Field, FieldKind, Pathway
from domain.values import Value

MOST_STEPS = 40
ENTRIES = ("self_return", "rescue", "list")
ROLES = ("police", "shelter", "health", "labour", "union")
OPTIONS = ("one", "two", "three")
AREAS = ("ca_mau", "hai_phong", "lai_chau")
DAYS = ("2026-02-28", "2026-05-31", "2026-06-01")
KINDS: tuple[FieldKind, ...] = (
    "choices", "choice", "yes_no", "date", "whole_number", "money", "area", "text", "long_text",
    "file",
)  # fmt: skip

T = TypeVar("T")
Part = dict[str, Any]
"""A part of a pathway as its file has it."""


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


class Dice:
    """Whatever is up to chance. 0 is always the plainest outcome, so failures shrink well."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def up_to(self, most: int) -> int:
        return self.draw(_up_to(most))

    def one_in(self, chances: int) -> bool:
        # Hypothesis is fond of the ends of a range; the middle is as rare as it looks.
        return self.up_to(chances - 1) == chances // 2

    def one_of(self, things: Sequence[T]) -> T:
        return things[self.up_to(len(things) - 1)]

    def some_of(self, things: Sequence[T], most: int, least: int = 0) -> list[T]:
        """At least `least` different ones, in their order, as far as there are any."""
        number = min(len(things), least + self.up_to(most - least))
        left = list(range(len(things)))
        chosen = [left.pop(self.up_to(len(left) - 1)) for _ in range(number)]
        return [things[place] for place in sorted(chosen)]


@st.composite
def dice(draw: st.DrawFn) -> Dice:
    return Dice(draw)


@st.composite
def pathways(draw: st.DrawFn, most_steps: int = MOST_STEPS) -> Pathway:
    """Branches, joins, conditions, items, rounds, steps of several agencies, several ends."""
    chance = Dice(draw)
    draft = _Draft(chance.some_of(ENTRIES, most=3, least=1))
    usual = min(most_steps, 12)
    for _ in range(1 + chance.up_to(most_steps - 1 if chance.one_in(3) else usual - 1)):
        _add_step(chance, draft)
    return Pathway.model_validate(
        {
            "schema": 1,
            "key": "made_up",
            "title": label("Made up"),
            "about": label("Made up"),
            "lead": "labour",
            "roles": [named(role) for role in ROLES],
            "entries": [named(entry) for entry in draft.entries],
            "stages": _stages(chance, draft.steps),
            "ends": _ends(chance, draft),
        }
    )


def label(text: str) -> Part:
    return {"vi": text, "en": text}


def named(name: str) -> Part:
    return {"id": name, "title": label(name), "origin": "design"}


@dataclass(frozen=True, slots=True)
class _Condition:
    """The entries for which it can come out true, and those for which it can come out false."""

    text: str
    true_for: frozenset[str]
    false_for: frozenset[str]


@dataclass(slots=True)
class _Draft:
    """The steps so far, what is before each, and for which entries it can be asked."""

    entries: Sequence[str]
    steps: list[Part] = member(default_factory=list)
    before: dict[str, set[str]] = member(default_factory=dict)
    asked_for: dict[str, frozenset[str]] = member(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return [step["id"] for step in self.steps]

    def add(self, step: Part, asked_for: frozenset[str]) -> None:
        self.before[step["id"]] = self.up_to(step["after"])
        self.asked_for[step["id"]] = asked_for
        self.steps.append(step)

    def up_to(self, after: Sequence[str]) -> set[str]:
        return set(after).union(*(self.before[name] for name in after))

    def entries_after(self, after: Sequence[str]) -> frozenset[str]:
        """The entries for which something that comes after these can have its turn."""
        every = frozenset(self.entries)
        return every.intersection(frozenset().union(*(self.asked_for[n] for n in after)) or every)

    def fields(self, steps: Collection[str]) -> list[tuple[str, FieldKind]]:
        """What a condition that may look at these steps may look at."""
        return [
            (f"{step['id']}.{field['id']}", field["kind"])
            for step in self.steps
            if step["id"] in steps and "foreach" not in step
            for field in step["form"]
            if field["kind"] not in SEALED
        ]


def _add_step(chance: Dice, draft: _Draft) -> None:
    name = f"s{len(draft.steps)}"
    near = draft.names[-3:] if chance.one_in(2) else draft.names
    after = chance.some_of(near, most=3, least=0 if chance.one_in(6) else 1)
    seen = draft.fields(draft.up_to(after))
    asked_for = draft.entries_after(after)
    step = named(name) | {
        "role": chance.one_of(ROLES),
        "after": after,
        "form": [_form_field(chance, f"f{n}") for n in range(chance.up_to(3))],
        "may_lack_grounds": chance.one_in(2),
    }
    step["second_person"] = bool(step["form"]) and chance.one_in(4)
    if draft.steps and chance.one_in(3):
        when = _condition(chance, draft, seen)
        if when.true_for & asked_for:
            step["when"], asked_for = when.text, when.true_for & asked_for
    if chance.one_in(4):
        step["not_before"] = _not_before(chance, [path for path, kind in seen if kind == "date"])
    areas = [path for path, kind in seen if kind == "area"]
    if areas and chance.one_in(2):
        step["area"] = chance.one_of(areas)
    lists = [path for path, kind in seen if kind == "choices"]
    if lists and chance.one_in(2):
        sent_elsewhere = chance.some_of(OPTIONS, most=2)
        step["foreach"] = chance.one_of(lists)
        step["role_by_item"] = {item: chance.one_of(ROLES) for item in sent_elsewhere}
    elif chance.one_in(4):
        step["form"].append(_field("finished", "yes_no"))
        step["repeat"] = _repeat(chance, name)
    elif chance.one_in(5):
        others = [role for role in ROLES if role != step["role"]]
        step["jointly"] = chance.some_of(others, most=2, least=1)
    draft.add(step, asked_for)


def _form_field(chance: Dice, name: str) -> Part:
    field = _field(name, chance.one_of(KINDS))
    field["ahead"] = field["kind"] == "date" and chance.one_in(3)
    return field | {"required": field["kind"] != "file" and not chance.one_in(4)}


def _field(name: str, kind: FieldKind) -> Part:
    options = [{"id": option, "label": label(option)} for option in OPTIONS]
    return {
        "id": name,
        "label": label(name),
        "kind": kind,
        "options": options if kind in ("choice", "choices") else [],
    }


def _not_before(chance: Dice, dates: Sequence[str]) -> Part:
    period = {"period": {"days": 1 + chance.up_to(44)}}
    if not dates or chance.one_in(2):
        return period
    since, until = {"since": chance.one_of(dates)}, {"until": chance.one_of(dates)}
    return chance.one_of((until, period | since, period | until, period | since | until))


def _repeat(chance: Dice, name: str) -> Part:
    every = {"days": 1 + chance.up_to(44)} if chance.one_in(2) else {"months": 1 + chance.up_to(3)}
    until = {"until": f"{name}.finished == true"}
    times = {"times": 1 + chance.up_to(2)}
    return {"every": every} | chance.one_of((times, until, until | times))


def _condition(chance: Dice, draft: _Draft, fields: Sequence[tuple[str, FieldKind]]) -> _Condition:
    """One that has an answer whatever is null."""
    if not fields or chance.one_in(4):
        return _about_entry(chance, draft)
    first = _about_field(chance, draft, fields)
    if chance.one_in(4):
        return _Condition(f"!({first.text})", first.false_for, first.true_for)
    if chance.one_in(4):
        second = _about_entry(chance, draft)
        return _Condition(
            f"({first.text}) && ({second.text})",
            first.true_for & second.true_for,
            first.false_for | second.false_for,
        )
    if chance.one_in(4):
        second = _about_field(chance, draft, fields)
        return _Condition(
            f"({first.text}) || ({second.text})",
            first.true_for | second.true_for,
            first.false_for & second.false_for,
        )
    return first


def _about_entry(chance: Dice, draft: _Draft) -> _Condition:
    chosen = chance.some_of(draft.entries, most=2, least=1)
    text = f"entry in {chosen}" if len(chosen) > 1 else f"entry == '{chosen[0]}'"
    return _Condition(text, frozenset(chosen), frozenset(draft.entries) - set(chosen))


def _about_field(
    chance: Dice, draft: _Draft, fields: Sequence[tuple[str, FieldKind]]
) -> _Condition:
    """What null makes true is true for all entries; the rest needs the answer."""
    path, kind = chance.one_of(fields)
    every, answered = frozenset(draft.entries), draft.asked_for[path.partition(".")[0]]
    option = chance.one_of(OPTIONS)
    if chance.one_in(4):
        return _Condition(f"{path} == null", every, answered)
    told: Mapping[FieldKind, tuple[str, ...]] = {
        "yes_no": (f"{path} == true", f"{path} == false"),
        "choice": (f"{path} == '{option}'", f"{path} in ['{option}']"),
        "choices": (
            f"{path} != null && '{option}' in {path}",
            f"{path} != null && size({path}) > 1",
        ),
        "date": (f"{path} != null && {path} < '2026-06-01'",),
        "whole_number": (f"{path} != null && {path} >= 2",),
    }
    return _Condition(chance.one_of(told.get(kind, (f"{path} != null",))), answered, every)


def _stages(chance: Dice, steps: list[Part]) -> list[Part]:
    cut = 1 + chance.up_to(len(steps) - 1)
    parts = [part for part in (steps[:cut], steps[cut:]) if part]
    return [named(f"stage{n}") | {"steps": part} for n, part in enumerate(parts)]


def _ends(chance: Dice, draft: _Draft) -> list[Part]:
    ends = [_end(chance, draft, f"end{number}") for number in range(chance.up_to(4))]
    return [*ends, named("finished") | {"outcome": "completed"}]


def _end(chance: Dice, draft: _Draft, name: str) -> Part:
    after = chance.some_of(draft.names, most=2, least=1)
    at_once = not chance.one_in(3)
    # What an end at once looks at is settled when it is looked at; else the order would matter.
    seen = draft.up_to(after) if at_once else draft.names
    when = _condition(chance, draft, draft.fields(seen))
    end = named(name) | {
        "outcome": chance.one_of(("support_refused", "not_a_victim", "ended_early")),
        "after": after,
        "at_once": at_once,
    }
    return end | ({"when": when.text} if when.true_for & draft.entries_after(after) else {})


def answer(chance: Dice, form: Sequence[Field]) -> dict[str, Value]:
    """The values of a form that was filled in, as `domain.pathway.forms.fill` keeps them."""
    return {field.id: _value(chance, field) for field in form if field.kind not in SEALED}


def _value(chance: Dice, field: Field) -> Value:
    if field.kind == "choices":
        return tuple(chance.some_of(OPTIONS, most=3))
    if not field.required and chance.one_in(3):
        return None
    if field.kind in ("whole_number", "money"):
        return chance.up_to(4)
    told: Mapping[FieldKind, Sequence[Value]] = {
        "yes_no": (False, True), "choice": OPTIONS, "date": DAYS, "area": AREAS,
    }  # fmt: skip
    return chance.one_of(told[field.kind])


def willing_answer(form: Sequence[Field]) -> dict[str, Value]:
    """An answer that brings every round to its end."""
    willing: Mapping[FieldKind, Value] = {
        "yes_no": True, "choice": "one", "choices": OPTIONS, "date": "2026-03-01",
        "whole_number": 1, "money": 1, "area": "ca_mau",
    }  # fmt: skip
    return {field.id: willing[field.kind] for field in form if field.kind not in SEALED}
