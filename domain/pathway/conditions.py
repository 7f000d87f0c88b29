"""Conditions of a pathway, written in CEL: `entry == 'rescue' && shelter.stays == true`.

CEL has no side effects and always ends. Only comparison, `&&`, `||`, `!`, `in` and
`size()` are let through, so that every condition can be said as a sentence. A skipped
step's fields are null; dates are ISO text (`'2026-11-23'`), money is whole VND.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from cel import Program, compile as compile_cel

from domain.errors import ReferralError
from domain.texts import say
from domain.values import Value, Values

ENTRY = "entry"
LONGEST = 500
_ALLOWED = frozenset(
    "_==_ _!=_ _&&_ _||_ !_ _<_ _<=_ _>_ _>=_ @in size -_".split()  # noqa: SIM905 - one line reads
)
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_PATH = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"
_REFERENCE = re.compile(rf"\b({_PATH})\b")
_NAMED = rf"(entry|{_PATH})"
_EQUALS = re.compile(rf"\b{_NAMED}\s*[!=]=\s*({_STRING.pattern})")
_EQUALS_TURNED = re.compile(rf"({_STRING.pattern})\s*[!=]=\s*{_NAMED}\b")
_HOLDS_ITEM = re.compile(rf"({_STRING.pattern})\s+in\s+{_NAMED}\b")
_HAS = re.compile(r"\bhas\s*\(")
_NAME_OR_STRING = re.compile(rf"({_STRING.pattern})|\b({_PATH})\b|\b{ENTRY}\b")
_IS_ONE_OF = re.compile(rf"\b{_NAMED}\s+in\s+\[([^\]]*)\]")


class BadCondition(ReferralError):
    """The text is no condition that we can read."""


class ConditionFails(ReferralError):
    """The condition has no answer for these values (a null compared, a text with a number)."""


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A condition that was read. `fields` are the `step.field` that it looks at."""

    text: str
    program: Program
    fields: frozenset[str]
    paths: tuple[tuple[str, str], ...]

    @property
    def literals(self) -> tuple[tuple[str, str], ...]:
        """Each (`entry` or `step.field`, text that it is compared with)."""
        found = [(name, text) for name, text in _EQUALS.findall(self.text)]
        found += [(name, text) for text, name in _EQUALS_TURNED.findall(self.text)]
        found += [(name, text) for text, name in _HOLDS_ITEM.findall(self.text)]
        for name, listed in _IS_ONE_OF.findall(self.text):
            found += [(name, text) for text in _STRING.findall(listed)]
        return tuple((name, text[1:-1]) for name, text in found)


@lru_cache(maxsize=4096)
def read_condition(text: str) -> Condition:
    """Raises BadCondition, saying what to write instead."""
    if len(text) > LONGEST:
        raise BadCondition(say("Write it in at most {n} characters.", n=LONGEST))
    try:
        program = compile_cel(text)
    except ValueError as error:
        raise BadCondition(
            say("Check its quotes and brackets; write for example: entry == 'tu_tro_ve'")
        ) from error
    without_text = _STRING.sub("''", text)
    # `has` is a macro: it is gone before the functions are listed, and would always be true.
    if set(program.functions()) - _ALLOWED or _HAS.search(without_text):
        raise BadCondition(
            say("Use only ==, !=, <, <=, >, >=, &&, ||, !, in and size( ) in a condition.")
        )
    fields = frozenset(_REFERENCE.findall(without_text))
    bare = set(program.variables()) - {ENTRY} - {field.partition(".")[0] for field in fields}
    if bare:
        raise BadCondition(say("“{name}” is no field. Write step.field, or entry.", name=min(bare)))
    paths = [path.partition(".") for path in sorted(fields)]
    return Condition(text, program, fields, tuple((step, field) for step, _, field in paths))


def renamed(text: str, prefix: str, entry: str) -> str:
    """The same condition where steps are called `<prefix>_…`, and everybody comes in by `entry`."""

    def rename(found: re.Match[str]) -> str:
        string, path = found.groups()
        return string or (f"{prefix}_{path}" if path else f"'{entry}'")

    return _NAME_OR_STRING.sub(rename, text)


def holds(condition: Condition, entry: str, answers: Mapping[str, Values]) -> bool:
    """Whether it holds. `answers` has the fields of each step that was done; the rest is null.

    Raises ConditionFails when it has no answer, or one that is neither true nor false.
    """
    values = [answers.get(step, _SKIPPED).get(field) for step, field in condition.paths]
    return _outcome(condition, entry, *values)


_SKIPPED: Values = MappingProxyType({})


# Every look at a journey asks them all again; typed, as for CEL true is not 1.
@lru_cache(maxsize=16_384, typed=True)
def _outcome(condition: Condition, entry: str, *values: Value) -> bool:
    context: dict[str, object] = {ENTRY: entry}
    for (step, field), value in zip(condition.paths, values, strict=True):
        known = context.setdefault(step, {})
        assert isinstance(known, dict)  # noqa: S101 - `entry` has no fields: read_condition
        known[field] = value
    try:
        result = condition.program.execute(context)
    except (TypeError, RuntimeError, KeyError, ValueError) as error:
        raise ConditionFails(
            say("The condition “{text}” has no answer.", text=condition.text)
        ) from error
    if not isinstance(result, bool):
        raise ConditionFails(
            say("The condition “{text}” is neither true nor false.", text=condition.text)
        )
    return result
