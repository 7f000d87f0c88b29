"""What is typed of a field and of its options, as edits of the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.editing.edits import Add, Edit, Move, Put, Remove
from domain.editing.tree import Node, Tree, items_of, name_of
from domain.pathway.places import Place
from pages.entrance.typed import Typed

SPARE = 3
"""Blank rows for new options."""

GONE, MOVE = "gone", "move"


def label_of(typed: Typed, name: str) -> Tree:
    """Nothing where neither language is written."""
    texts = {"vi": typed.one(f"{name}.vi"), "en": typed.one(f"{name}.en")}
    return texts if any(texts.values()) else {}


def said_of(item: Tree, name: str, language: str = "vi") -> str:
    """Of English what differs: the same is what is kept where there is none."""
    said = item.get(name)
    texts = said if isinstance(said, Mapping) else {}
    text, vietnamese = texts.get(language), texts.get("vi")
    if language == "en" and text == vietnamese:
        return ""
    return text if isinstance(text, str) else ""


def label_filled(item: Tree, name: str, inputs: str = "") -> Mapping[str, str]:
    """As the inputs of a label show it."""
    return {
        f"{inputs or name}.{language}": said_of(item, name, language) for language in ("vi", "en")
    }


def edits_of_field(place: Place, item: Tree, typed: Typed) -> Iterator[Edit]:
    yield Put((*place, "label"), label_of(typed, "label") or None)
    yield Put((*place, "kind"), typed.one("kind"))
    plain: Mapping[str, tuple[Node, Node]] = {
        "required": (not typed.one("may_be_empty"), True),
        "ahead": (bool(typed.one("ahead")), False),
        "origin": (typed.one("origin"), "design"),
    }
    for name, (value, usual) in plain.items():
        # What is usual need not be written.
        yield Put((*place, name), value if name in item or value != usual else None)
    yield from _of_options((*place, "options"), item.get("options"), typed)


def _of_options(place: Place, options: Node, typed: Typed) -> Iterator[Edit]:
    for option in items_of(options):
        name = name_of(option)
        if name is None:
            continue
        if typed.one(f"{GONE}.{name}"):
            yield Remove((*place, name))
            continue
        yield Put((*place, name, "label"), label_of(typed, f"option.{name}") or None)
        yield Put((*place, name, "status"), typed.one(f"status.{name}"))
    for number in range(SPARE):
        if label := label_of(typed, f"new.{number}"):
            yield Add(place, {"label": label})
    way, _, name = typed.one(MOVE).partition(" ")
    if way in _WAYS and name in map(name_of, items_of(options)):
        yield Move((*place, name), _WAYS[way])


_WAYS = {"up": -1, "down": 1}
