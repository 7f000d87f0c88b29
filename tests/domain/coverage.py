"""How much of each shipped pathway the ways go through: `python -m tests.domain.coverage`.

Measured, not listed: every way is gone, and every condition is put to what was answered on it, as
a whole and each of its operands alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from domain.journey.progress import Progress, walk as progress_of
from domain.pathway.conditions import ConditionFails, holds, read_condition
from domain.pathway.template import Pathway
from domain.values import Values
from tests.domain.ways import WAYS
from tests.domain.ways.way import SHIPPED, Way
from tests.walking import Walk

_OPERATOR = re.compile(r"&&|\|\|")


@dataclass(frozen=True, slots=True)
class Question:
    """A condition, or an operand of one, at its place."""

    place: str
    text: str


@dataclass(slots=True)
class Coverage:
    pathway: Pathway
    entries: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    true: set[Question] = field(default_factory=set)
    false: set[Question] = field(default_factory=set)

    def __str__(self) -> str:
        pathway = self.pathway
        both = len(self.true & self.false)
        return (
            f"{pathway.key}: entries {len(self.entries)}/{len(pathway.entries)},"
            f" steps {len(self.steps)}/{len(pathway.steps)},"
            f" ends {len(self.ends)}/{len(pathway.ends)},"
            f" conditions both ways {both}/{len(set(questions(pathway)))}"
        )

    @property
    def missing(self) -> list[str]:
        pathway = self.pathway
        asked = sorted(set(questions(pathway)), key=lambda one: (one.place, one.text))
        return [
            *(f"entry {one.id}" for one in pathway.entries if one.id not in self.entries),
            *(f"step {one.id}" for one in pathway.steps if one.id not in self.steps),
            *(f"end {one.id}" for one in pathway.ends if one.id not in self.ends),
            *(f"{one.place}: {one.text} is never true" for one in asked if one not in self.true),
            *(f"{one.place}: {one.text} is never false" for one in asked if one not in self.false),
        ]

    def add(self, gone: Walk) -> None:
        state = gone.world.state
        assert state.opened is not None
        self.entries.add(state.opened.entry)
        self.steps |= {key.step for key in state.requests}
        self.ends |= {gone.end} if gone.end else set()
        for question, answers in _put(gone):
            try:
                held = holds(read_condition(question.text), state.opened.entry, answers)
            except ConditionFails:  # an operand that others of its condition guard
                continue
            (self.true if held else self.false).add(question)


def questions(pathway: Pathway) -> Iterator[Question]:
    for step in pathway.steps:
        yield from _parts_of(f"{step.id}.when", step.when)
        yield from _parts_of(f"{step.id}.until", step.repeat.until if step.repeat else None)
    for end in pathway.ends:
        yield from _parts_of(f"end {end.id}.when", end.when)


def _parts_of(place: str, text: str | None) -> Iterator[Question]:
    for part in {text, *map(_bare, _OPERATOR.split(text))} if text else ():
        yield Question(place, part)


def _bare(operand: str) -> str:
    """Without the brackets that belong to what stood around it."""
    text = operand.strip()
    while text.count("(") != text.count(")"):
        text = (text[1:] if text.count("(") > text.count(")") else text[:-1]).strip()
    return text


def _put(gone: Walk) -> Iterator[tuple[Question, Mapping[str, Values]]]:
    """Each condition whose turn came, with the answers that it then looked at."""
    pathway, state = gone.world.pathway, gone.world.state
    progress = progress_of(pathway, state, gone.world.now)
    for step in pathway.steps:
        if _turn_came(step.after, progress):
            yield from _with(_parts_of(f"{step.id}.when", step.when), progress.answers)
        until = step.repeat.until if step.repeat else None
        for visit in state.rounds(step.id, None):
            own = {step.id: visit.answer.values} if visit.answer else {}
            yield from _with(_parts_of(f"{step.id}.until", until), own)
    for end in pathway.ends:
        if _turn_came(end.after, progress):
            yield from _with(_parts_of(f"end {end.id}.when", end.when), progress.answers)


def _turn_came(after: tuple[str, ...], progress: Progress) -> bool:
    earlier = [progress.standings[name] for name in after]
    settled = all(standing.settled for standing in earlier)
    return settled and (not earlier or any(standing.lets_through for standing in earlier))


def _with(
    asked: Iterable[Question], answers: Mapping[str, Values]
) -> Iterator[tuple[Question, Mapping[str, Values]]]:
    return ((question, answers) for question in asked)


def coverage_of(pathway: Pathway, ways: Iterable[Way]) -> Coverage:
    found = Coverage(pathway)
    for way in ways:
        if way.pathway == pathway:
            found.add(way.go())
    return found


def main() -> int:
    found = [coverage_of(pathway, WAYS) for pathway in SHIPPED.values()]
    lines = [line for one in found for line in (str(one), *(f"  {text}" for text in one.missing))]
    sys.stdout.write("\n".join([*lines, ""]))
    return 1 if any(one.missing for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
