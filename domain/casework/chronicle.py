"""What happened to a journey, as its trail has it and by the names of the version of today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.db.trails import Recorded
from domain.journey.facts import Moved, RequestKey, Skipped
from domain.journey.renaming import (
    field_named,
    fields_named,
    path_named,
    step_named,
    told_anew,
)
from domain.pathway.template import Field, Pathway, Role, Stage, Step
from domain.texts import Label

Find = Callable[[int], Pathway]
"""The pathway of the journey in that version."""

NamedForm = tuple[tuple[str, Field], ...]
"""The fields as they were then, each with its name of today."""

Words = tuple[Label, Label | None]
"""A step's title, and what it asks for in a message."""


@dataclass(frozen=True, slots=True)
class AskedThen:
    """A step as it was asked before a move."""

    words: Words | None
    form: NamedForm


class Chronicle:
    """`written` is what stands in the trail, `told` the same by today's names."""

    def __init__(self, written: Sequence[Recorded], version: int) -> None:
        told = told_anew(record.fact for record in written)
        self.written = written
        self.told = [replace(one, fact=fact) for one, fact in zip(written, told, strict=True)]
        self._version = version
        self._moves = [
            (record.seq, record.fact) for record in written if isinstance(record.fact, Moved)
        ]

    def version_at(self, line: int) -> int:
        """By which the journey went when that line was written."""
        later = (move.from_version for at, move in self._moves if at >= line)
        return next(later, self._version)

    @property
    def last_move(self) -> tuple[int, Moved]:
        """With its trail line. Raises IndexError where there was none."""
        return self._moves[-1]

    def step_told(self, line: int, step: str) -> str:
        """What a step is called today that had that name then."""
        for move in self._since(line):
            step = step_named(move, step)
        return step

    @property
    def moved_at(self) -> int:
        """The trail line of the last move; 0 where there was none."""
        return self._moves[-1][0] if self._moves else 0

    def asked_since(self, line: int, item: str | None, find: Find) -> dict[int, AskedThen]:
        """Of the step asked in that line, how it was asked before each move since: by the trail
        line of the move by which that came, where 0 is how it was asked at first.
        """
        step = next(_step(one) for one in self.written if one.seq == line) or ""
        came = max((at for at, _ in self._moves if at < line), default=0)
        told: dict[int, AskedThen] = {}
        words: Words | None = None
        form: NamedForm = ()
        for at, move in self._moves:
            if at < line:
                continue
            found = find(move.from_version).by_id.get(step)
            if found is not None:
                words = (found.title, found.ask)
                form = tuple((each.id, each) for each in found.form_for(item))
            told[came] = AskedThen(words, form)
            told = {
                each: replace(it, form=_renamed(move, step, it.form)) for each, it in told.items()
            }
            form, step, came = told[came].form, step_named(move, step), at
        return {0: next(iter(told.values())), **told} if told else {}

    def asked_by(self, line: int, moment: datetime, find: Find) -> tuple[Pathway, str]:
        """Of the step asked in that line: the version by which it was at that moment, and its name
        there.
        """
        name = next(_step(one) for one in self.written if one.seq == line) or ""
        version = find(self.version_at(line))
        found = version, name
        for at, move in self._moves:
            if at > line and move.at < moment:
                name, version = step_named(move, name), find(move.to_version)
                found = (version, name) if name in version.by_id else found
        return found

    def texts_told(self, line: int, texts: Mapping[str, str]) -> dict[str, str]:
        """By the fields of today, what was sealed with the fact of that line."""
        step = next((_step(one) for one in self.written if one.seq == line), None)
        told = dict(texts)
        for move in self._since(line):
            if step is None:
                break
            told, step = fields_named(move, step, told), step_named(move, step)
        return told

    def form_told(self, line: int, item: str | None, find: Find) -> tuple[Field, ...]:
        """The form that was answered in that line, with today's ids."""
        step = next(_step(one) for one in self.written if one.seq == line)
        assert step is not None  # noqa: S101 - an answer is one to a step
        form = find(self.version_at(line)).by_id[step].form_for(item)
        for move in self._since(line):
            named = ((each, field_named(move, step, each.id)) for each in form)
            form = tuple(each.model_copy(update={"id": name}) for each, name in named)
            step = step_named(move, step)
        return form

    def with_former_steps(self, pathway: Pathway, find: Find) -> Pathway:
        """And what was asked of it that it has no more, as the last version had it: for what is
        shown of that, and for nothing else.
        """
        if not self._moves:
            return pathway
        firsts = {_step(told): written for written, told in self._in_pairs()}
        gone = {step: each for step, each in firsts.items() if step and step not in pathway.by_id}
        former = [self._former(step, first, find) for step, first in gone.items()]
        steps = tuple(step for step, _ in former)
        known = {role.id for role in pathway.roles}
        roles = {r.id: r for _, its in former for r in its if r.id not in known}
        stage = Stage(id="former", title=_FORMER, steps=steps, origin="design")
        said = {name: getattr(pathway, name) for name in Pathway.model_fields}
        said |= {"stages": (*pathway.stages, stage), "roles": (*pathway.roles, *roles.values())}
        return Pathway.model_construct(**said)

    def _former(self, step: str, first: Recorded, find: Find) -> tuple[Step, tuple[Role, ...]]:
        """`first` is where it was told of first."""
        later = self._since(first.seq)
        name, version = _step(first) or step, self.version_at(first.seq)
        names = [(version, name)]
        for move in later:
            name = step_named(move, name)
            names.append((move.to_version, name))
        place = max(n for n, (version, name) in enumerate(names) if name in find(version).by_id)
        version, name = names[place]
        found = find(version).by_id[name]
        foreach = found.foreach
        for move in later[place:]:
            foreach = path_named(move, foreach) if foreach is not None else None
        return found.model_copy(update={"id": step, "foreach": foreach}), find(version).roles

    def _since(self, line: int) -> list[Moved]:
        return [move for at, move in self._moves if at > line]

    def _in_pairs(self) -> Iterator[tuple[Recorded, Recorded]]:
        """The first of each step last."""
        return zip(reversed(self.written), reversed(self.told), strict=True)


def _renamed(move: Moved, step: str, form: NamedForm) -> NamedForm:
    return tuple((field_named(move, step, name), each) for name, each in form)


def _step(record: Recorded) -> str | None:
    if isinstance(record.fact, Skipped):
        return record.fact.step
    key: RequestKey | None = getattr(record.fact, "key", None)
    return key.step if key is not None else None


_FORMER = Label(vi="Bước của phiên bản trước", en="Steps of earlier versions")
