"""How one pathway differs from another, in words: what an administrator changed in a version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar, get_args

from domain.days.deadlines import Limit
from domain.frozen import Frozen
from domain.pathway.aspects import AFTER, ASPECTS, DEADLINE, Aspect, Within, joined, quoted
from domain.pathway.files import no_pathways
from domain.pathway.parts import Find, whole
from domain.pathway.places import Place
from domain.pathway.template import (
    Duty,
    End,
    Entry,
    Field,
    Option,
    Part,
    Pathway,
    Role,
    Share,
    Stage,
    Step,
)
from domain.pathway.wording import PERSON_FIELDS
from domain.texts import Label, Language, Message, Value, say

Listed: TypeAlias = Role | Entry | Stage | Step | Part | End | Duty | Field | Option | Share
Item = TypeVar("Item", bound=Listed)

_NOUNS: Mapping[type[Frozen], Message] = {
    Role: say("Role"),
    Entry: say("Way in"),
    Stage: say("Stage"),
    Step: say("Step"),
    Part: say("Part"),
    End: say("End"),
    Duty: say("Duty"),
}
_INNER_NOUNS: Mapping[type[Frozen], Message] = {
    Field: say("field"),
    Option: say("choice"),
    Share: say("shared of the person"),
}
_ADDED = say("added")
_SAID_BY_THE_PLACE = {"title", "label"}
_ALWAYS_SAID = (AFTER, DEADLINE)


def _stage_title(stage_id: str, within: Within) -> Message:
    return quoted(next(stage.title for stage in within.pathway.stages if stage.id == stage_id))


_STAGE = Aspect(say("stage"), _stage_title)


@dataclass(frozen=True, slots=True)
class Difference:
    """`at` has the ids from the outside in, as the file of the later one; of what was removed, of
    the earlier one. `place` says the same in words.
    """

    at: Place
    place: Message
    what: Message


def differences(
    before: Pathway, after: Pathway, find: Find = no_pathways
) -> tuple[Difference, ...]:
    """All of them; none if and only if the two are equal. Both are sound, and as they are written:
    `find` gives what their parts use, for the words of conditions alone.
    """
    comparing = _Comparing(whole(before, find), whole(after, find))
    return tuple(comparing.inside(before, after, (), say("The pathway")))


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Both of them whole, so that all that they name has a title."""

    before: Pathway
    after: Pathway

    def inside(self, old: Frozen, new: Frozen, at: Place, place: Message) -> Iterator[Difference]:
        """What differs in one part, and in the parts of that."""
        for name, field in type(new).model_fields.items():
            was, now = getattr(old, name), getattr(new, name)
            here = (*at, field.alias or name)
            if was == now or name == "steps":
                continue
            for aspect in ASPECTS[type(new)].get(name, ()):
                for what in self._changed(aspect, (old, was), (new, now)):
                    yield Difference(here, place, what)
            if name not in ASPECTS[type(new)]:
                yield from self._listed(was, now, here, place)
            if name == "stages":
                yield from self._steps(was, now)

    def _listed(
        self, old: Sequence[Item], new: Sequence[Item], at: Place, outer: Message
    ) -> Iterator[Difference]:
        were, are = _by_name(old), _by_name(new)
        kept = _in_order(were, are)
        for name, item in were.items():
            if name not in are:
                yield Difference((*at, name), _place(item, outer), say("removed"))
        for name, item in are.items():
            here, place = (*at, name), _place(item, outer)
            if name not in were:
                yield from self._added(item, here, place)
                continue
            if name not in kept:
                yield Difference(here, place, _moved(item, new))
            yield from self.inside(were[name], item, here, place)

    def _steps(self, old: Sequence[Stage], new: Sequence[Stage]) -> Iterator[Difference]:
        """A step is the same one in whatever stage it stands."""
        were = {step.id: (stage, step) for stage in old for step in stage.steps}
        are = {step.id: (stage, step) for stage in new for step in stage.steps}
        for name, (stage, step) in were.items():
            if name not in are:
                yield Difference(_at(stage, step), _place(step), say("removed"))
        for name, (stage, step) in are.items():
            at, place = _at(stage, step), _place(step)
            if name not in were:
                to_stage = say("added to the stage “{stage}”", stage=stage.title)
                yield from self._added(step, at, place, to_stage)
                continue
            was_in, was = were[name]
            for what in self._put_elsewhere(was_in, stage, step):
                yield Difference(at, place, what)
            yield from self.inside(was, step, at, place)

    def _put_elsewhere(self, old: Stage, new: Stage, step: Step) -> Iterator[Message]:
        if old.id != new.id:
            yield from self._changed(_STAGE, (old, old.id), (new, new.id))
        elif step.id not in _in_order(_by_name(old.steps), _by_name(new.steps)):
            yield _moved(step, new.steps)

    def _added(
        self, item: Listed, at: Place, place: Message, added: Message = _ADDED
    ) -> Iterator[Difference]:
        """All that it says, and all that stands in it: what is read before it is approved."""
        if type(item) in _INNER_NOUNS:
            yield Difference(at, place, joined((added, *self._said_of(item))))
            return
        for what in (added, *self._said_of(item)):
            yield Difference(at, place, what)
        for name in ("form", "shares"):
            yield from self._listed((), getattr(item, name, ()), (*at, name), place)

    def _said_of(self, item: Listed) -> Iterator[Message]:
        """Beyond its place, and without what is so wherever nothing is said of it."""
        for name, aspects in ASPECTS[type(item)].items():
            unsaid = type(item).model_fields[name].get_default(call_default_factory=True)
            for aspect in aspects if name not in _SAID_BY_THE_PLACE else ():
                value = aspect.value(getattr(item, name))
                if value != aspect.value(unsaid) or aspect in _ALWAYS_SAID:
                    yield _named(aspect.name, aspect.said(value, Within(self.after, item)))
        if isinstance(item, Field) and item.options:
            yield _named(say("choices"), joined(map(self._option, item.options)))

    def _option(self, option: Option) -> Message:
        title, said = quoted(option.label), tuple(self._said_of(option))
        return (
            Message("{title} ({said})", {"title": title, "said": joined(said)}) if said else title
        )

    def _changed(
        self, aspect: Aspect, old: tuple[Frozen, object], new: tuple[Frozen, object]
    ) -> Iterator[Message]:
        was, now = aspect.value(old[1]), aspect.value(new[1])
        if was == now:
            return
        if isinstance(was, Label) and isinstance(now, Label):
            yield _worded(aspect.name, was, now)
            return
        before = aspect.said(was, Within(self.before, old[0]))
        after = aspect.said(now, Within(self.after, new[0]))
        if _read_the_same(before, after):
            before, after = _as_written(was), _as_written(now)
        elif isinstance(was, Limit) and isinstance(now, Limit) and _share_a_unit(was, now):
            before = was.amount
        yield _from_to(aspect.name, before, after)


def _at(stage: Stage, step: Step) -> Place:
    return ("stages", stage.id, "steps", step.id)


def _by_name(items: Sequence[Item]) -> dict[str, Item]:
    return {_name(item): item for item in items}


def _name(item: Listed) -> str:
    """What it is matched by."""
    return item.field if isinstance(item, Share) else item.id


def _in_order(before: Collection[str], after: Collection[str]) -> set[str]:
    """Those that both have, without the few that were moved past others."""
    old, new = [n for n in before if n in after], [n for n in after if n in before]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {name for block in blocks for name in old[block.a : block.a + block.size]}


def _moved(item: Item, among: Sequence[Item]) -> Message:
    place = among.index(item)
    if place == 0:
        return say("moved to the beginning")
    return say("moved behind “{other}”", other=_title(among[place - 1]))


def _title(item: Listed) -> Label | str:
    match item:
        case Field() | Option():
            return item.label
        case Share():
            return PERSON_FIELDS[item.field]
        case Part():
            return item.id
    return item.title


def _place(item: Listed, outer: Message | None = None) -> Message:
    told: dict[str, Value] = {"title": _title(item)}
    if outer is None or type(item) in _NOUNS:
        return Message("{noun} “{title}”", told | {"noun": _NOUNS[type(item)]})
    noun = _INNER_NOUNS[type(item)]
    return Message("{outer}, {noun} “{title}”", told | {"outer": outer, "noun": noun})


def _worded(name: Message, was: Label, now: Label) -> Message:
    """What changed in one language alone is told as that, in whatever language it is read."""
    if was.vi == now.vi:
        return _from_to(say("{name}, in English", name=name), quoted(was.en), quoted(now.en))
    if was.en == now.en:
        return _from_to(say("{name}, in Vietnamese", name=name), quoted(was.vi), quoted(now.vi))
    return _from_to(name, quoted(was), quoted(now))


def _named(name: Message, value: Value) -> Message:
    return Message("{name}: {value}", {"name": name, "value": value})


def _from_to(name: Message, before: Value, after: Value) -> Message:
    told: dict[str, Value] = {"name": name, "before": before, "after": after}
    return Message("{name}: {before} → {after}", told)


def _read_the_same(one: Value, other: Value) -> bool:
    """In any language: as two roles of one title do, or two ways to write a condition."""
    texts = [Message("{value}", {"value": value}) for value in (one, other)]
    return any(texts[0].in_(each) == texts[1].in_(each) for each in get_args(Language))


def _as_written(value: object) -> str:
    match value:
        case Mapping():
            return ", ".join(f"{name}: {each}" for name, each in value.items())
        case tuple():
            return ", ".join(map(str, value))
        case Limit():
            return f"{value.amount} {value.unit}"
    return str(value)


def _share_a_unit(one: Limit, other: Limit) -> bool:
    """And are told with it: “3 → 5 working days”."""
    return one.unit == other.unit and min(one.amount, other.amount) > 0
