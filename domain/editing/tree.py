"""A pathway while it is edited: the data of its file, which need not be sound, nor even whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from domain.errors import ReferralError
from domain.pathway.places import Place
from domain.texts import say

Node: TypeAlias = "str | int | float | bool | Sequence[Node] | Mapping[str, Node] | None"
Tree: TypeAlias = "Mapping[str, Node]"


class NoSuchPlace(ReferralError):
    """What was to be edited is not in the draft."""

    def __init__(self) -> None:
        super().__init__(
            say("This is not in the draft any more. Please go back to its overview and look there.")
        )


def at(tree: Tree, place: Place) -> Node:
    """What stands there; None where it is not given. Raises NoSuchPlace.

    A place has names and ids from the outside in, and a step is found in whatever stage it is.
    """
    node: Node = tree
    for part in in_its_stage(tree, place):
        node = _inside(node, part)
    return node


def listed(tree: Tree, place: Place) -> list[Tree]:
    """The items that stand there; none where there is no such list."""
    return items_of(at(tree, place))


def items_of(node: Node) -> list[Tree]:
    found = node if isinstance(node, list) else []
    return [item for item in found if isinstance(item, Mapping)]


def name_of(item: Node) -> str | None:
    """What an item of a list is found by: its id, or the field of the person that is shared."""
    if not isinstance(item, Mapping):
        return None
    name = item.get("id", item.get("field"))
    return name if isinstance(name, str) and name else None


def placed(tree: Tree) -> list[tuple[Place, Tree]]:
    """Every step with its place."""
    return [
        (("stages", stage, "steps", name), step)
        for stage, steps in _stages(tree)
        for step in steps
        if (name := name_of(step)) is not None
    ]


def step_place(tree: Tree, step: str) -> Place:
    """Raises NoSuchPlace."""
    found = next((place for place, _ in placed(tree) if place[-1] == step), None)
    if found is None:
        raise NoSuchPlace
    return found


def in_its_stage(tree: Tree, place: Place) -> Place:
    """The same place where the step that it names is in another stage by now."""
    if place[:1] != ("stages",) or place[2:3] != ("steps",) or len(place) == len(_STEPS):
        return place
    stages = [found[1] for found, _ in placed(tree) if found[-1] == place[3]]
    return place if not stages or place[1] in stages else ("stages", stages[0], *place[2:])


_STEPS = ("stages", "its id", "steps")


def changed(tree: Tree, place: Place, change: Callable[[Node], Node]) -> Tree:
    """With what `change` makes of what stands there. Raises NoSuchPlace."""
    new = _changed(tree, in_its_stage(tree, place), change)
    assert isinstance(new, Mapping)  # noqa: S101 - as it was
    return new


def ordered(tree: Tree) -> list[tuple[Place, Tree]]:
    """All that may come after something: steps, parts and ends, each with its place."""
    others = [
        ((kind, name), item)
        for kind in ("parts", "ends")
        for item in listed(tree, (kind,))
        if (name := name_of(item)) is not None
    ]
    return [*placed(tree), *others]


def texts_of(node: Node) -> list[str]:
    return [text for text in node if isinstance(text, str)] if isinstance(node, list) else []


def names_of_steps(tree: Tree) -> list[str]:
    """Of all that is asked or stands for what is: steps, parts and duties."""
    others = chain(listed(tree, ("parts",)), listed(tree, ("duties",)))
    named = (name for item in others if (name := name_of(item)) is not None)
    return [*(place[-1] for place, _ in placed(tree)), *named]


def position(items: Sequence[Node], name: str) -> int:
    """By its name, or where it has none by its place, counted from 1. Raises NoSuchPlace."""
    for index, item in enumerate(items):
        if (name_of(item) or str(index + 1)) == name:
            return index
    if name.isdecimal() and 0 < int(name) <= len(items):
        return int(name) - 1
    raise NoSuchPlace


def _stages(tree: Tree) -> list[tuple[str, list[Tree]]]:
    stages = listed(tree, ("stages",))
    return [
        (name_of(stage) or str(number), items_of(stage.get("steps")))
        for number, stage in enumerate(stages, 1)
    ]


def _inside(node: Node, part: str) -> Node:
    if isinstance(node, Mapping):
        return node.get(part)
    if isinstance(node, list):
        item: Node = node[position(node, part)]
        return item
    raise NoSuchPlace


def _changed(node: Node, place: Place, change: Callable[[Node], Node]) -> Node:
    if not place:
        return change(node)
    part, *inner = place
    if isinstance(node, Mapping):
        return {**node, part: _changed(node.get(part), tuple(inner), change)}
    if isinstance(node, list):
        index = position(node, part)
        return [*node[:index], _changed(node[index], tuple(inner), change), *node[index + 1 :]]
    raise NoSuchPlace
