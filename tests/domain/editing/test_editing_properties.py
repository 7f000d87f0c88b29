from __future__ import annotations

from hypothesis import given

from domain.editing.draft_reading import read_draft
from domain.editing.edits import Add, Edit, Move, MoveTo, Put, Remove, after_all, edited
from domain.editing.starting import text_of, tree_from, tree_of
from domain.editing.tree import Node, Tree, at, listed, placed, position
from domain.pathway.files import no_pathways
from domain.pathway.template import Pathway
from tests.domain.editing.drafting import places, some_edit, some_item, written_by_edits
from tests.domain.pathway.edits import RICH
from tests.strategies import Dice, dice, pathways


@given(pathways(most_steps=5), dice())
def test_no_edit_of_any_draft_fails(pathway: Pathway, chance: Dice) -> None:
    tree = tree_of(pathway)
    for _ in range(1 + chance.up_to(7)):
        tree = edited(tree, some_edit(chance, tree)).tree

    reading = read_draft(tree, no_pathways)

    assert (reading.pathway is None) == bool(reading.faults)
    assert tree_from(text_of(tree)) == (tree if reading.pathway is None else as_file(tree))


@given(pathways(most_steps=5), dice())
def test_an_edit_and_the_one_that_takes_it_back_leave_the_draft_as_it_was(
    pathway: Pathway, chance: Dice
) -> None:
    tree = tree_of(pathway)
    edit = chance.one_of((put, add, move, move_to))(chance, tree)

    there = edited(tree, edit)

    assert after_all(there.tree, taking_back(tree, edit, there.place)) == tree


def test_all_that_a_pathway_can_say_is_written_by_edits() -> None:
    tree = after_all({}, written_by_edits(tree_of(RICH)))

    assert Pathway.model_validate(tree) == RICH


def as_file(tree: Tree) -> Tree:
    return tree_of(Pathway.model_validate(tree))


def put(chance: Dice, tree: Tree) -> Edit:
    named = [place for place in places(tree) if not isinstance(at(tree, place[:-1]), list)]
    place = chance.one_of([place for place in named if place[-1] != "id"])
    return Put(place, chance.one_of(("x", None, {"vi": "Khác", "en": "Other"}, 3)))


def add(chance: Dice, tree: Tree) -> Edit:
    lists = [("roles",), ("ends",), ("duties",), *((*place, "form") for place, _ in placed(tree))]
    return Add(chance.one_of(lists), some_item(chance, tree))


def move(chance: Dice, tree: Tree) -> Edit:
    place, _ = chance.one_of(placed(tree))
    return Move(place, chance.up_to(2) - 1)


def move_to(chance: Dice, tree: Tree) -> Edit:
    place, _ = chance.one_of(placed(tree))
    return MoveTo(place, str(chance.one_of(listed(tree, ("stages",)))["id"]))


def taking_back(tree: Tree, edit: Edit, place: tuple[str, ...]) -> list[Edit]:
    match edit:
        case Add():
            without: list[Edit] = [Remove(place)]
            return without if at(tree, edit.place) is not None else [Put(edit.place, None)]
        case Move():
            return [Move(place, index(tree, edit.place) - index(edited(tree, edit).tree, place))]
        case MoveTo():
            back = MoveTo(place, edit.place[1])
            there = edited(edited(tree, edit).tree, back)
            by = index(tree, edit.place) - index(there.tree, there.place)
            return [back, Move(there.place, by)]
    return [Put(edit.place, at(tree, edit.place))]


def index(tree: Tree, place: tuple[str, ...]) -> int:
    items: Node = at(tree, place[:-1])
    assert isinstance(items, list)
    return position(items, place[-1])
