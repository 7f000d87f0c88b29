"""What a form of the editor shows is what it keeps, for all that the shipped pathways say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.editing.publishing_drafts import Looked
from domain.editing.draft_reading import Reading
from domain.editing.edits import after_all
from domain.editing.sketching import drawable, sketch
from domain.editing.starting import tree_of
from domain.editing.tree import Tree, at, listed, placed
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.places import Place
from domain.pathway.template import Pathway
from pages.admin.editing.addresses import LISTS
from pages.admin.editing.choices import Choices
from pages.admin.editing.controls import Control, filled_from, puts
from pages.admin.editing.sections import SECTIONS, ItemKind

SHIPPED = {path.stem: read_pathway(path) for path in shipped_pathways()}


def items(tree: Tree) -> Iterator[tuple[ItemKind, Place]]:
    yield "about", ()
    for kind in LISTS:
        yield from ((kind, (kind, str(item["id"]))) for item in listed(tree, (kind,)))
    yield from (("steps", place) for place, _ in placed(tree))


def controls(pathway: Pathway, tree: Tree, kind: ItemKind, place: Place) -> list[Control]:
    drawn = drawable(sketch(tree), lambda key, _: SHIPPED.get(key))
    looked = Looked(Reading(pathway, {}), sketch(tree), drawn, 1)
    name = place[-1] if place else ""
    used = next((SHIPPED[one.use] for one in pathway.parts if one.id == name), None)
    choices = Choices(looked, name, SHIPPED, used=used)
    return [control for section in SECTIONS[kind](choices) for control in section.controls]


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_what_is_shown_and_sent_back_is_what_it_was(path: Path) -> None:
    pathway = SHIPPED[path.stem]
    tree = tree_of(pathway)

    for kind, place in items(tree):
        all_of_them = controls(pathway, tree, kind, place)
        sent = filled_from(at(tree, place), all_of_them)
        assert after_all(tree, puts(place, at(tree, place), all_of_them, sent)) == tree, place


def test_what_stands_beside_a_control_in_the_same_value_stays() -> None:
    tree = tree_of(SHIPPED["hai_phong"])
    place: Place = next(place for place, _ in placed(tree))
    rounds: Tree = {"repeat": {"every": {"months": 6}, "until": "a.b"}}
    (every, times) = (
        one
        for one in controls(SHIPPED["hai_phong"], tree, "steps", place)
        if one.name.startswith("repeat")
    )

    (put,) = puts(
        place, rounds, [every, times],
        {"repeat.every.amount": ["3"], "repeat.every.unit": ["months"], "repeat.times": [""]},
    )  # fmt: skip

    assert put.value == {"every": {"months": 3}, "until": "a.b", "times": ""}
