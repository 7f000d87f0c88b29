"""What is added gets its id from what it is called, and keeps it whatever it is called later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import count

from domain.editing.tree import Node, Tree, listed, name_of, names_of_steps
from domain.pathway.places import Place
from domain.pathway.soundness import RESERVED

LONGEST = 24
"""So that the id of a part fits before it, which together are at most 40."""

LONGEST_OF_A_PART = 12
_NAMELESS = "muc"


def id_from(title: str, taken: Collection[str], longest: int = LONGEST) -> str:
    """“Khám sức khỏe” → kham_suc_khoe, and with a number behind it where that is taken."""
    name = _slug(title, longest)
    tries = (name if number == 1 else f"{name}_{number}" for number in count(1))
    return next(one for one in tries if one not in taken and one not in RESERVED)


def id_of_new(tree: Tree, place: Place, item: Tree) -> str:
    """For an item of the list at this place; what it has as its own where that is free."""
    taken = _taken(tree, place)
    own = item.get("id")
    if isinstance(own, str) and own not in taken:
        return own
    longest = LONGEST_OF_A_PART if place == ("parts",) else LONGEST
    wanted = id_from(_called(item), taken, longest)
    parts = [name for part in listed(tree, ("parts",)) if (name := name_of(part)) is not None]
    if place[-1] == "steps" and any(wanted.startswith(f"{part}_") for part in parts):
        # The steps of a part begin so, and no two steps may be called the same.
        return id_from(f"{_NAMELESS} {wanted}", taken)
    return wanted


def part_of(name: str, parts: Iterable[str]) -> str | None:
    """The one with which a stage or a step of this name came: of “own” and “own_extra” the
    longer.
    """
    came = (part for part in parts if name.startswith(f"{part}_"))
    return max(came, key=len, default=None)


def _called(item: Tree) -> str:
    for name in ("title", "label", "use"):
        said: Node = item.get(name)
        text = said.get("vi") if isinstance(said, dict) else said
        if isinstance(text, str):
            return text
    return ""


def _taken(tree: Tree, place: Place) -> list[str]:
    if place[-1] == "steps" or place in {("parts",), ("duties",)}:
        return names_of_steps(tree)
    return [name for item in listed(tree, place) if (name := name_of(item)) is not None]


def without_marks(text: str) -> str:
    """As it is typed in haste: without accents, in small letters."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _slug(title: str, longest: int) -> str:
    words = re.findall(r"[a-z0-9]+", without_marks(title))
    if not words or words[0][0].isdecimal():
        words.insert(0, _NAMELESS)
    name: str = words[0][:longest]
    for word in words[1:]:
        if len(name) + 1 + len(word) > longest:
            break
        name = f"{name}_{word}"
    return name
