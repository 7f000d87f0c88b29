"""Whether a draft could be published: what is wrong in it, each at its place in the editor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.editing.naming import part_of
from domain.editing.tree import Node, Tree, in_its_stage, listed, name_of, position
from domain.faults import Fault, parts_of
from domain.pathway.files import PathwayFaults, pathway_of
from domain.pathway.parts import Find
from domain.pathway.places import Place
from domain.pathway.template import Pathway

_IN_A_STAGE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """`pathway` as it is written, where nothing is wrong; else `faults`, by their places."""

    pathway: Pathway | None
    faults: Mapping[Place, tuple[Fault, ...]]

    @property
    def wrong(self) -> int:
        """How many faults there are."""
        return sum(map(len, self.faults.values()))

    def inside(self, place: Place) -> Mapping[Place, tuple[Fault, ...]]:
        """The faults of what stands there, and of all that is in it."""
        return {at: found for at, found in self.faults.items() if at[: len(place)] == place}


def read_draft(tree: Tree, find: Find) -> Reading:
    """By the reader of the files. `find` gives what its parts use."""
    try:
        return Reading(pathway_of(tree, find), {})
    except PathwayFaults as found:
        faults: dict[Place, tuple[Fault, ...]] = {}
        for fault in found.faults:
            place = place_of_fault(tree, fault)
            faults[place] = (*faults.get(place, ()), fault)
        return Reading(None, faults)


def place_of_fault(tree: Tree, fault: Fault) -> Place:
    """Where it is mended: what is wrong inside a part, at that part."""
    place = tuple(parts_of(fault.place)) if fault.place else ()
    if place[:1] == ("stages",) and len(place) >= _IN_A_STAGE:
        part = _part_of(tree, place[1])
        if part is not None:
            return ("parts", part)
    return _named(tree, in_its_stage(tree, place))


def _part_of(tree: Tree, stage: str) -> str | None:
    """The part that a stage came with, which the draft itself does not have."""
    if any(name_of(own) == stage for own in listed(tree, ("stages",))):
        return None
    names = map(name_of, listed(tree, ("parts",)))
    return part_of(stage, [name for name in names if name is not None])


def _named(tree: Tree, place: Place) -> Place:
    """With the name of an item in the stead of its position, as of what is shared."""
    node: Node = tree
    named: list[str] = []
    for part in place:
        if isinstance(node, list) and _has(node, part):
            node = node[position(node, part)]
            named.append(name_of(node) or part)
            continue
        node = node.get(part) if isinstance(node, Mapping) else None
        named.append(part)
    return tuple(named)


def _has(items: list[Node], part: str) -> bool:
    return (part.isdecimal() and int(part) <= len(items)) or part in map(name_of, items)
