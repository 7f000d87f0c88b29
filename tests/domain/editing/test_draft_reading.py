from __future__ import annotations

import pytest

from domain.editing.draft_reading import place_of_fault, read_draft
from domain.editing.edits import Add, Edit, MoveTo, Put, Remove, after_all
from domain.editing.starting import NotAPathway, blank, text_of, tree_from, tree_of
from domain.editing.tree import Tree
from domain.faults import Fault, place_of
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.parts import whole
from domain.pathway.places import Place
from domain.pathway.template import Pathway
from domain.reading import read_yaml
from domain.texts import Label, say
from tests.domain.bad_pathways import field, sound

STEPS = ("stages", "care", "steps")
PHONE: Tree = {"field": "phone", "why": {"vi": "Gọi", "en": "Call"}}


def test_a_sound_draft_is_the_pathway() -> None:
    reading = read_draft(sound(), no_pathways)

    assert reading.pathway == Pathway.model_validate(sound())
    assert reading.faults == {}


@pytest.mark.parametrize(
    ("edits", "place"),
    [
        ([Put((*STEPS, "trip", "role"), "nobody")], (*STEPS, "trip", "role")),
        ([Put((*STEPS, "trip", "role"), None)], (*STEPS, "trip", "role")),
        ([Put((*STEPS, "trip", "when"), "papers.ok")], (*STEPS, "trip", "when")),
        ([Put(("lead",), "nobody")], ("lead",)),
        ([Add((*STEPS, "trip", "shares"), PHONE)], (*STEPS, "trip", "shares")),
        (
            [Add((*STEPS, "trip", "shares"), {"field": "phone", "why": {"vi": ""}})],
            (*STEPS, "trip", "shares", "phone", "why"),
        ),
        (
            [Put((*STEPS, "reception", "form", "stay", "options"), [])],
            (*STEPS, "reception", "form", "stay", "options"),
        ),
        (
            [
                Add(("stages",), {"title": {"vi": "Sau"}, "origin": "design"}),
                MoveTo((*STEPS, "trip"), "sau"),
                Put((*STEPS, "trip", "role"), "nobody"),
            ],
            ("stages", "sau", "steps", "trip", "role"),
        ),
        ([Remove((*STEPS, "reception", "form", "agrees"))], ("ends", "refused", "when")),
    ],
)
def test_a_fault_stands_at_the_place_where_it_is_mended(edits: list[Edit], place: Place) -> None:
    reading = read_draft(after_all(sound(), edits), no_pathways)

    assert reading.pathway is None
    assert place in reading.faults


def test_what_is_inside_a_place_is_told_with_it() -> None:
    tree = after_all(sound(), [Put((*STEPS, "trip", "role"), "nobody"), Put(("lead",), "nobody")])

    assert set(read_draft(tree, no_pathways).inside((*STEPS, "trip"))) == {(*STEPS, "trip", "role")}


def test_what_is_wrong_inside_a_part_stands_at_the_part() -> None:
    own = {"id": "own", "origin": "design", "use": "other", "version": 1, "entry": "rescue"}
    other = Pathway.model_validate(sound() | {"key": "other"})
    tree = sound() | {"parts": [own | {"after": ["services"]}]}
    reading = read_draft(tree, lambda _key, _version: other)
    assert reading.faults == {}

    reserved = whole(other.model_copy(update={"roles": ()}), no_pathways)
    reading = read_draft(tree | {"roles": []}, lambda _key, _version: reserved)

    assert ("parts", "own") in reading.faults


def test_a_blank_draft_says_what_it_lacks() -> None:
    reading = read_draft(blank("thu", Label(vi="Thử", en="Trial")), no_pathways)

    assert set(reading.faults) == {("about",), ("lead",)}


@pytest.mark.parametrize("file", shipped_pathways(), ids=lambda file: file.stem)
def test_a_shipped_pathway_is_the_same_draft_from_its_file_and_from_itself(file: object) -> None:
    text = next(one for one in shipped_pathways() if one == file).read_text(encoding="utf-8")
    pathway = read_pathway(text)

    assert read_draft(tree_from(text), no_pathways).pathway == pathway
    assert read_draft(tree_of(pathway), no_pathways).pathway == pathway
    assert read_pathway(text_of(tree_from(text))) == pathway


def test_an_unsound_draft_is_the_same_after_it_was_a_file() -> None:
    tree = sound() | {"lead": None, "no_new_after": "2030-12-31", "parts": [{"id": "no"}]}

    assert tree_from(text_of(tree)) == tree


def test_a_day_of_a_file_is_kept_as_its_text() -> None:
    tree = tree_from("key: thu\nno_new_after: 2030-12-31")

    assert tree["no_new_after"] == "2030-12-31"
    assert read_yaml(text_of(tree)) == tree


@pytest.mark.parametrize("text", ["", "just text", "- a list", "title: {vi: x}", "key: [x]"])
def test_what_is_no_pathway_becomes_no_draft(text: str) -> None:
    with pytest.raises(NotAPathway):
        tree_from(text)


def test_options_of_a_new_field_are_kept() -> None:
    tree = after_all(sound(), [Add((*STEPS, "trip", "form"), field("how", "choice", "bus", "car"))])

    assert read_draft(tree, no_pathways).faults == {}


def test_what_is_wrong_inside_a_part_is_mended_at_the_part_that_has_its_whole_name() -> None:
    parts = [Add(("parts",), {"id": name, "use": "other"}) for name in ("own", "own_extra")]
    tree = after_all(sound(), parts)

    for part in ("own", "own_extra"):
        place = place_of("stages", f"{part}_care", "steps", f"{part}_trip")
        assert place_of_fault(tree, Fault(place, say("…"), say("…"))) == ("parts", part)
