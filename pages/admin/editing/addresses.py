"""Where in the editor a place of a draft is mended, and what it is called there."""

from __future__ import annotations

from collections.abc import Mapping

from domain.editing.tree import Node, NoSuchPlace, Tree, at, listed, name_of, step_place
from domain.pathway.places import Place
from domain.texts import Label
from pages.admin.editing.sections import ItemKind
from pages.entrance.guarding import ADMIN

_A_STAGE, _A_STEP = 2, 4
LISTS: tuple[ItemKind, ...] = ("roles", "entries", "stages", "ends", "duties", "parts")


def draft_path(key: str) -> str:
    return f"{ADMIN}/pathways/{key}/draft"


def kind_of(place: Place) -> ItemKind:
    if place[:1] == ("stages",) and len(place) >= _A_STEP:
        return "steps"
    return next((kind for kind in LISTS if place[:1] == (kind,)), "about")


def item_place(tree: Tree, kind: ItemKind, name: str) -> Place:
    """Raises NoSuchPlace."""
    if kind == "about":
        return ()
    if kind == "steps":
        return step_place(tree, name)
    named = [name_of(item) or str(n) for n, item in enumerate(listed(tree, (kind,)), 1)]
    if name not in named:
        raise NoSuchPlace
    return (kind, name)


def part_of_path(place: Place) -> str:
    """Behind the address of the draft."""
    kind = kind_of(place)
    if kind == "about":
        return "about"
    depth = _A_STEP if kind == "steps" else _A_STAGE
    return f"{kind}/{place[depth - 1]}" if len(place) >= depth else kind


def item_of(place: Place) -> Place:
    """The place of the item that it is in."""
    kind = kind_of(place)
    return () if kind == "about" else place[: _A_STEP if kind == "steps" else _A_STAGE]


def title_at(tree: Tree, place: Place) -> Label | None:
    """What an item is called, as far as that is said."""
    try:
        item = at(tree, place)
    except NoSuchPlace:
        return None
    return title_of(item)


def title_of(item: Node) -> Label | None:
    title = item.get("title") if isinstance(item, Mapping) else None
    said = title if isinstance(title, Mapping) else {}
    vi, en = said.get("vi"), said.get("en")
    if isinstance(vi, str) and isinstance(en, str) and vi and en:
        return Label(vi=vi, en=en)
    name = name_of(item)
    return Label(vi=name, en=name) if name is not None else None
