"""Trying a condition on all that its fields may hold, to see beforehand what it will do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, islice, product
from math import prod

from domain.pathway.conditions import ENTRY, Condition, ConditionFails, holds
from domain.pathway.template import Field, FieldKind
from domain.values import Value

MOST_TRIALS = 4096
_ORDERED: frozenset[FieldKind] = frozenset({"whole_number", "money", "date"})
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBER = re.compile(r"(?<![\w.])\d{1,15}\b")
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out. `complete`: every case that the condition can tell apart was tried.

    `holds_with` has, by entry, each set of steps whose answers can make it hold (the others
    being skipped). `fails_with` has the fields' values for which it has no answer, if any.
    """

    holds_with: Mapping[str, frozenset[frozenset[str]]]
    fails_with: Mapping[str, Value] | None
    complete: bool

    @property
    def can_hold(self) -> bool:
        return any(self.holds_with.values())

    def can_hold_within(self, entry: str, steps: Iterable[str]) -> bool:
        """Whether it can hold when nothing but these steps was answered."""
        answered = frozenset(steps)
        return any(used <= answered for used in self.holds_with[entry])


def try_out(
    condition: Condition, fields: Mapping[str, Field], entries: Sequence[str], *, skippable: bool
) -> Trial:
    """Try it with the fields that it looks at, by path. `skippable`: each may also be null."""
    values = {path: _samples(field, condition.text) for path, field in fields.items()}
    samples = {
        path: values[path] + _null(field, skippable=skippable) for path, field in fields.items()
    }
    ordered = [field for field in fields.values() if field.kind in _ORDERED]
    complete = all(values.values()) and len(ordered) <= 1
    if prod(map(len, samples.values())) > MOST_TRIALS:
        samples = {path: (some[0], some[-1]) for path, some in samples.items()}
        complete = False
    told_apart = entries if ENTRY in condition.program.variables() else entries[:1]
    tried = {entry: _try_with(condition, entry, samples) for entry in told_apart}
    failures = [case for _, failed in tried.values() for case in failed]
    return Trial(
        {entry: tried.get(entry, tried[entries[0]])[0] for entry in entries},
        min(failures, key=lambda case: list(case.values()).count(None), default=None),
        complete,
    )


def _try_with(
    condition: Condition, entry: str, samples: Mapping[str, Sequence[Value]]
) -> tuple[frozenset[frozenset[str]], list[Mapping[str, Value]]]:
    used: set[frozenset[str]] = set()
    failed: list[Mapping[str, Value]] = []
    for values in islice(product(*samples.values()), MOST_TRIALS):
        case = dict(zip(samples, values, strict=True))
        try:
            if holds(condition, entry, _by_step(case)):
                used.add(frozenset(_step(path) for path in case if case[path] is not None))
        except ConditionFails:
            failed.append(case)
    return frozenset(used), failed


def _by_step(case: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    answers: dict[str, dict[str, Value]] = {}
    for path, value in case.items():
        answers.setdefault(_step(path), {})[path.partition(".")[2]] = value
    return answers


def _step(path: str) -> str:
    return path.partition(".")[0]


def _null(field: Field, *, skippable: bool) -> tuple[None, ...]:
    # Several choices are never null once they were asked: none chosen is an answer.
    left_empty = not field.required and field.kind != "choices"
    return (None,) if skippable or left_empty else ()


def _samples(field: Field, text: str) -> tuple[Value, ...]:
    named = {single or double for single, double in _QUOTED.findall(text)}
    samples: Iterable[Value] = ()
    match field.kind:
        case "yes_no":
            samples = (True, False)
        case "choice":
            samples = (option.id for option in field.options)
        case "choices":
            samples = islice(_choices(field, named), MOST_TRIALS + 1)
        case "whole_number" | "money":
            samples = _numbers(text)
        case "date":
            samples = _days(named)
        case "area":
            samples = (*sorted(named), "another_area")
    return tuple(samples)


def _choices(field: Field, named: set[str]) -> Iterator[tuple[str, ...]]:
    """A condition tells apart the options that it names, and how many others are chosen."""
    told_apart = [option.id for option in field.options if option.id in named]
    others = [option.id for option in field.options if option.id not in named]
    for size in range(len(told_apart) + 1):
        for chosen in combinations(told_apart, size):
            for more in range(len(others) + 1):
                picked = {*chosen, *others[:more]}
                yield tuple(option.id for option in field.options if option.id in picked)


def _numbers(text: str) -> list[int]:
    written = [int(number) for number in _NUMBER.findall(text)]
    around = {0, 1, *(n + step for n in written for step in (-1, 0, 1))}
    return sorted(n for n in around if n >= 0)


def _days(named: set[str]) -> list[str]:
    days = {date(1900, 1, 1), date(2200, 12, 31)}
    for text in filter(_DAY.fullmatch, named):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        days |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    return [day.isoformat() for day in sorted(days)]
