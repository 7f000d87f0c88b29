"""What a diagram shows of a pathway: its boxes with their lines, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from domain.pathway.condition_words import in_words, short_label
from domain.pathway.conditions import holds, read_condition
from domain.pathway.template import End, Entry, Origin, Pathway, Stage, Step
from domain.pathway.wording import ORIGINS, deadline_words, not_before_words, repeat_words
from domain.texts import Label, Language, Message, say

Kind = Literal["entry", "step", "end"]
Manner = Literal["title", "role", "note", "limit", "condition"]
Key: TypeAlias = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a box, before it is broken into lines."""

    text: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Box:
    """`several`: asked once for each item, or again and again."""

    key: Key
    origin: Origin
    lines: tuple[Line, ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under one heading. Of entries and ends, which have no stage, without origin."""

    title: str
    origin: Origin | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From what was before to what comes after it."""

    start: Key
    finish: Key


@dataclass(frozen=True, slots=True)
class Contents:
    """The first group holds the entries, the last the ends."""

    groups: tuple[Group, ...]
    arrows: tuple[Arrow, ...]


def contents_of(pathway: Pathway, language: Language, *, limits: bool = True) -> Contents:
    telling = _Telling(pathway, language, limits)
    entries = tuple(telling.entry(entry) for entry in pathway.entries)
    ends = tuple(telling.end(number, end) for number, end in enumerate(pathway.ends, 1))
    stages = [telling.stage(stage) for stage in pathway.stages if stage.steps]
    groups = (
        Group(say("Ways in").in_(language), None, entries),
        *stages,
        Group(say("Ends, in this order").in_(language), None, ends),
    )
    filled = tuple(group for group in groups if group.boxes)
    return Contents(filled, tuple(dict.fromkeys(_arrows(pathway))))


@dataclass(frozen=True, slots=True)
class _Telling:
    pathway: Pathway
    language: Language
    limits: bool

    def entry(self, entry: Entry) -> Box:
        return Box(("entry", entry.id), entry.origin, (Line(self._in(entry.title), "title"),))

    def stage(self, stage: Stage) -> Group:
        ids = {step.id for step in stage.steps}
        steps = [step for step in self.pathway.in_order if step.id in ids]
        boxes = tuple(self.step(step) for step in steps)
        return Group(self._in(stage.title), stage.origin, boxes)

    def step(self, step: Step) -> Box:
        several = step.foreach is not None or step.repeat is not None
        return Box(("step", step.id), step.origin, tuple(self._of_step(step)), several)

    def end(self, number: int, end: End) -> Box:
        title = Line(f"{number}. {self._in(end.title)}", "title")
        return Box(("end", end.id), end.origin, (title, *self._of_end(end)))

    def _of_step(self, step: Step) -> Iterator[Line]:
        yield Line(self._in(short_label(step.title)), "title")
        yield Line(self._in(self.pathway.role(step.role).title), "role")
        if step.jointly:
            titles = (self._in(self.pathway.role(role).title) for role in step.jointly)
            together = say("Together with: {roles}", roles="; ".join(titles))
            yield Line(self._in(together), "role")
        yield from self._condition(step.when)
        if step.not_before is not None:
            held_back = not_before_words(step.not_before, self.pathway)
            yield Line(self._in(say("Not before: {when}", when=held_back)), "note")
        if step.foreach is not None and (field := self.pathway.field_at(step.foreach)) is not None:
            each = say("For each thing chosen: “{field}”", field=short_label(field.label))
            yield Line(self._in(each), "note")
        if step.repeat is not None:
            rounds = say("Again {rounds}", rounds=repeat_words(step.repeat, self.pathway))
            yield Line(self._in(rounds), "note")
        if step.part is not None:
            yield Line(self._in(say("Part of {pathway}", pathway=step.part)), "note")
        if self.limits:
            yield self._deadline(step)

    def _deadline(self, step: Step) -> Line:
        words = deadline_words(step)
        if step.limit is None:
            return Line(_begun(self._in(words)), "note")
        return Line(self._in(say("Deadline: {limit}", limit=words)), "limit")

    def _of_end(self, end: End) -> Iterator[Line]:
        yield from self._condition(end.when)
        if end.at_once:
            yield Line(self._in(say("At once, whatever else is still asked")), "note")
        if end.hands_over is not None:
            yield Line(self._in(say("Opens the next journey of the case elsewhere")), "note")

    def _condition(self, text: str | None) -> Iterator[Line]:
        if text is not None:
            condition = say("If {condition}", condition=in_words(text, self.pathway))
            yield Line(self._in(condition), "condition")

    def _in(self, text: Message | Label) -> str:
        return " ".join(text.in_(self.language).split())


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _arrows(pathway: Pathway) -> Iterator[Arrow]:
    for step in pathway.steps:
        finish: Key = ("step", step.id)
        for earlier in step.after:
            yield Arrow(("step", earlier), finish)
        if not step.after:
            for entry in _entries_of(pathway, step):
                yield Arrow(("entry", entry.id), finish)
    for end in pathway.ends:
        for earlier in end.after:
            yield Arrow(("step", earlier), ("end", end.id))


def _entries_of(pathway: Pathway, first: Step) -> Sequence[Entry]:
    """A step that comes after nothing can look at nothing but the entry."""
    if first.when is None:
        return pathway.entries
    condition = read_condition(first.when)
    return [entry for entry in pathway.entries if holds(condition, entry.id, {})]


def spoken(contents: Contents, language: Language) -> str:
    """All of it as one text, for who cannot see the picture."""
    groups = []
    for group in contents.groups:
        boxes = []
        for box in group.boxes:
            lines = "; ".join(line.text for line in box.lines)
            boxes.append(f"{lines} ({ORIGINS[box.origin].in_(language)})")
        groups.append(f"{group.title}: {'. '.join(boxes)}.")
    return " ".join(groups)
