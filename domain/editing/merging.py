"""A save that was made from what is no longer the newest: two people edit one draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.editing.edits import Add, Edit, Move, MoveTo, Put, Remove, edited
from domain.editing.tree import Node, NoSuchPlace, Tree, at
from domain.pathway.places import Place


@dataclass(frozen=True, slots=True)
class Merged:
    """`places`: where each edit stands now. `overlaps`: what both changed; then nothing is done."""

    tree: Tree
    places: tuple[Place, ...] = ()
    overlaps: tuple[Place, ...] = ()


def merged(base: Tree, newest: Tree, edits: Sequence[Edit]) -> Merged:
    """The edits, made from `base`, on the newest: each where its part is as it was there.

    What an edit leaves as it was in `base` is no edit, as where a form is sent whole.
    Raises NoSuchPlace for what is not even in `base`.
    """
    changing = list(_that_change(base, edits))
    overlaps = tuple(edit.place for edit in changing if _overlaps(base, newest, edit))
    if overlaps:
        return Merged(newest, overlaps=overlaps)
    tree, places = newest, list[Place]()
    for edit in changing:
        done = edited(tree, edit)
        tree = done.tree
        places.append(done.place)
    return Merged(tree, tuple(places))


def _that_change(base: Tree, edits: Iterable[Edit]) -> Iterable[Edit]:
    tree = base
    for edit in edits:
        done = edited(tree, edit)
        if done.tree != tree:
            yield edit
        tree = done.tree


_GONE = object()


def _overlaps(base: Tree, newest: Tree, edit: Edit) -> bool:
    was, now = _found(base, edit.place), _found(newest, edit.place)
    match edit:
        case Put():
            return was != now and not _is_as_wanted(newest, edit)
        case Remove():
            return was != now
        case Move() | MoveTo():
            return was is not _GONE and now is _GONE
        case Add(place, {"field": str(name)}):
            # What is shared of the person is there once.
            there = (*place, name)
            return _found(base, there) != _found(newest, there) and not _is_as_wanted(newest, edit)
    return now is _GONE and was is not _GONE


def _found(tree: Tree, place: Place) -> Node | object:
    try:
        return at(tree, place)
    except NoSuchPlace:
        return _GONE


def _is_as_wanted(newest: Tree, edit: Edit) -> bool:
    try:
        return edited(newest, edit).tree == newest
    except NoSuchPlace:
        return False
