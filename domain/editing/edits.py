"""What an administrator changes in a draft: each edit is data, and makes a tree of a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

from domain.editing.naming import id_of_new
from domain.editing.tree import (
    Node,
    NoSuchPlace,
    Tree,
    at,
    changed,
    in_its_stage,
    listed,
    name_of,
    ordered,
    position,
    texts_of,
)
from domain.pathway.places import Place
from domain.texts import nfc

_A_STEP, _A_STAGE = 4, 2


@dataclass(frozen=True, slots=True)
class Put:
    """A value in the place of what stood there; None, or nothing but blanks, takes it out."""

    place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Add:
    """An item of the list at `place`, before the item at this position, or last.

    Without an id it gets one. An end comes before the last one, which takes everybody.
    """

    place: Place
    item: Tree
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """So many places down its list, or up."""

    place: Place
    by: int


@dataclass(frozen=True, slots=True)
class MoveTo:
    """A step to the end of another stage."""

    place: Place
    stage: str


@dataclass(frozen=True, slots=True)
class Remove:
    """What came after a step that is removed comes after what it came after."""

    place: Place


Edit: TypeAlias = Put | Add | Move | MoveTo | Remove


@dataclass(frozen=True, slots=True)
class Edited:
    """`place`: where that stands now which was edited; of what was removed, what it was in."""

    tree: Tree
    place: Place


def edited(tree: Tree, edit: Edit) -> Edited:
    """Raises NoSuchPlace."""
    place = in_its_stage(tree, edit.place)
    match edit:
        case Put():
            return Edited(_put(tree, place, cleaned(edit.value)), place)
        case Add():
            return _added(tree, place, edit)
        case Move():
            return Edited(_moved(tree, place, edit.by), place)
        case MoveTo():
            return _moved_to(tree, place, edit.stage)
        case Remove():
            return Edited(_removed(tree, place), place[:-1])


def after_all(tree: Tree, edits: Iterable[Edit]) -> Tree:
    """Raises NoSuchPlace."""
    return reduce(lambda done, edit: edited(done, edit).tree, edits, tree)


def cleaned(value: Node) -> Node:
    """NFC, without blanks around it; what is blank is none, and so is a mapping of nothing.

    A label that lacks the English takes the Vietnamese.
    """
    match value:
        case str():
            return nfc(value.replace("\r\n", "\n")).strip() or None
        case Mapping():
            kept = {name: each for name, one in value.items() if (each := cleaned(one)) is not None}
            if set(value) <= {"vi", "en"} and "vi" in kept:
                kept.setdefault("en", kept["vi"])
            return kept or None
        case list() | tuple():
            return [each for one in value if (each := cleaned(one)) is not None]
    return value


def _put(tree: Tree, place: Place, value: Node) -> Tree:
    if value is None:
        return _taken_out(tree, place)
    return changed(tree, place, lambda _: value)


def _added(tree: Tree, place: Place, add: Add) -> Edited:
    if not isinstance(at(tree, place) or [], list):
        raise NoSuchPlace
    item = _new(tree, place, add.item)
    there = (*place, name_of(item) or "")
    if there[-1] in map(name_of, listed(tree, place)):
        # What is shared of the person is there once.
        return Edited(_put(tree, there, item), there)
    where = add.position if add.position is not None else _usual_position(tree, place)

    def longer(items: Node) -> Node:
        before = list(items) if isinstance(items, list) else []
        return [*before[:where], item, *before[where:]]

    return Edited(changed(tree, place, longer), there)


def _new(tree: Tree, place: Place, item: Tree) -> Tree:
    said = {name: each for name, one in item.items() if (each := cleaned(one)) is not None}
    if "field" in said:
        return said
    own = {"id": id_of_new(tree, place, said)}
    inside: Tree = {"steps": []} if place == ("stages",) else {}
    return {**own, **inside, **_without(said, "id")}


def _usual_position(tree: Tree, place: Place) -> int:
    items = at(tree, place)
    number = len(items) if isinstance(items, list) else 0
    ends = listed(tree, place) if place == ("ends",) else []
    takes_everybody = bool(ends) and not (ends[-1].get("when") or ends[-1].get("after"))
    return number - 1 if takes_everybody else number


def _moved(tree: Tree, place: Place, by: int) -> Tree:
    def other_order(items: Node) -> Node:
        if not isinstance(items, list):
            raise NoSuchPlace
        index = position(items, place[-1])
        others = [*items[:index], *items[index + 1 :]]
        to = min(max(index + by, 0), len(others))
        return [*others[:to], items[index], *others[to:]]

    return changed(tree, place[:-1], other_order)


def _moved_to(tree: Tree, place: Place, stage: str) -> Edited:
    step, there = at(tree, place), ("stages", stage, "steps")
    at(tree, there)
    without = _taken_out(tree, place)
    tree = changed(
        without, there, lambda steps: [*(steps if isinstance(steps, list) else []), step]
    )
    return Edited(tree, (*there, place[-1]))


def _removed(tree: Tree, place: Place) -> Tree:
    gone = at(tree, place)
    is_step = place[0] == "stages" and len(place) == _A_STEP
    is_part = place[0] == "parts" and len(place) == _A_STAGE
    if place[0] == "stages" and len(place) == _A_STAGE:
        # One by one, since a step of the stage may come after another of it.
        names = [name_of(step) for step in listed(tree, (*place, "steps"))]
        tree = reduce(_removed, [(*place, "steps", name) for name in names if name], tree)
    tree = _taken_out(tree, place)
    return _healed(tree, gone) if is_step or is_part else tree


def _healed(tree: Tree, gone: Node) -> Tree:
    """Without what is gone in the order; what came after it comes after what it came after."""
    name = name_of(gone)
    before = texts_of(gone.get("after")) if isinstance(gone, Mapping) else []

    for place, item in ordered(tree):
        after = texts_of(item.get("after"))
        if name in after:
            where = after.index(name)
            joined = dict.fromkeys([*after[:where], *before, *after[where + 1 :]])
            healed = [one for one in joined if one not in {place[-1], name}]
            tree = _put(tree, (*place, "after"), healed)
    return tree


def _taken_out(tree: Tree, place: Place) -> Tree:
    def without(node: Node) -> Node:
        if isinstance(node, list):
            index = position(node, place[-1])
            return [*node[:index], *node[index + 1 :]]
        if isinstance(node, Mapping):
            return _without(node, place[-1])
        raise NoSuchPlace

    return changed(tree, place[:-1], without)


def _without(node: Tree, name: str) -> Tree:
    return {each: value for each, value in node.items() if each != name}
