from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given

from domain.documents.diagram.drawing import draw
from domain.editing.edits import Add, Edit, Put, Remove, after_all, edited
from domain.editing.sketching import drawable, sketch
from domain.editing.starting import blank, tree_of
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Label, Language
from tests.domain.bad_pathways import sound
from tests.domain.editing.drafting import some_edit
from tests.strategies import Dice, dice, pathways

STEPS = ("stages", "care", "steps")


def test_what_can_be_read_is_sketched_as_it_is() -> None:
    assert sketch(sound()) == Pathway.model_validate(sound())


@pytest.mark.parametrize("file", shipped_pathways(), ids=lambda file: file.stem)
def test_a_shipped_pathway_is_its_own_sketch(file: object) -> None:
    pathway = read_pathway(next(one for one in shipped_pathways() if one == file))

    assert sketch(tree_of(pathway)) == pathway


def test_a_blank_draft_can_be_drawn() -> None:
    assert "Thử" in picture(sketch(blank("thu", Label(vi="Thử", en="Trial"))), "vi")


def test_a_step_that_says_nothing_yet_stands_in_the_picture() -> None:
    tree = edited(sound(), Add(STEPS, {"title": {"vi": "Khám sức khỏe"}})).tree

    assert "Khám sức khỏe" in picture(sketch(tree), "vi")


def test_what_is_wrong_is_left_out_alone() -> None:
    edits: list[Edit] = [
        Put((*STEPS, "trip", "limit"), {"amount": -1, "unit": "weeks"}),
        Put((*STEPS, "papers", "title"), None),
        Put((*STEPS, "papers", "role"), "nobody"),
        Put((*STEPS, "visit", "after"), ["gone", "trip"]),
    ]
    found = sketch(after_all(sound(), edits))

    assert [step.id for step in found.steps] == [
        "reception", "services", "papers", "trip", "visit",
    ]  # fmt: skip
    assert found.by_id["trip"].limit is None
    assert found.by_id["visit"].after == ("trip",)
    assert found.role("nobody").title.vi == "nobody"


def test_steps_that_wait_for_each_other_are_drawn_in_the_order_of_the_first() -> None:
    tree = edited(sound(), Put((*STEPS, "reception", "after"), ["visit"])).tree

    assert sketch(tree).in_order[0].id == "visit"


def test_what_comes_after_a_part_that_is_not_there_is_drawn() -> None:
    part = {"id": "own", "origin": "design", "use": "other", "version": 1, "entry": "rescue"}
    tree = edited(sound() | {"parts": [part]}, Put((*STEPS, "trip", "after"), ["own"])).tree

    assert picture(sketch(tree), "vi")


def test_a_day_that_there_is_not_is_drawn_as_it_was_written() -> None:
    tree = edited(sound(), Put((*STEPS, "trip", "when"), "reception.day < '2026-02-31'")).tree

    assert "2026-02-31" in picture(sketch(tree), "vi")


@given(pathways(most_steps=5), dice())
def test_every_draft_can_be_drawn(pathway: Pathway, chance: Dice) -> None:
    tree = tree_of(pathway)
    for _ in range(1 + chance.up_to(7)):
        tree = edited(tree, some_edit(chance, tree)).tree

    found = sketch(tree)

    assert sketch(tree_of(found)) == found
    for language in get_args(Language):
        assert picture(found, language)


def test_taking_all_away_leaves_something_to_draw() -> None:
    tree = after_all(sound(), [Remove((name,)) for name in sound() if name != "key"])

    assert picture(sketch(tree), "vi")


def picture(found: Pathway, language: Language) -> str:
    return draw(drawable(found, no_pathways), language)
