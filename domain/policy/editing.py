"""What an administrator changes in a policy: values at places of the tree that its file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from domain.pathway.places import Place
from domain.policy.province_policy import Policy

Node: TypeAlias = "str | int | float | bool | Sequence[Node] | Mapping[str, Node] | None"
Tree: TypeAlias = "Mapping[str, Node]"
Put: TypeAlias = tuple[Place, Node]
"""A value in the place of what stands there; None takes it out."""


def tree_of(policy: Policy) -> Tree:
    """What is written in it, and nothing that holds without that."""
    tree: Tree = policy.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return tree


def after(tree: Tree, puts: Iterable[Put]) -> Tree:
    return reduce(lambda done, put: _put(done, *put), puts, tree)


def value_at(tree: Tree, place: Place) -> Node:
    node: Node = tree
    for part in place:
        node = node.get(part) if isinstance(node, Mapping) else None
    return node


def _put(tree: Tree, place: Place, value: Node) -> Tree:
    """What is empty afterwards goes too."""
    part, *inner = place
    there = tree.get(part)
    if inner:
        value = _put(there if isinstance(there, Mapping) else {}, tuple(inner), value) or None
    if value is None:
        return {name: each for name, each in tree.items() if name != part}
    return {**tree, part: value}
