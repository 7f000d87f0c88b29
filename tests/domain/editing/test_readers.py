"""Who looks at what in a draft: that is to be mended where it goes, and was told before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.editing.draft_reading import read_draft
from domain.editing.edits import Add, Edit, Put, Remove, after_all
from domain.editing.readers import readers
from domain.editing.sketching import sketch
from domain.editing.starting import tree_of
from domain.editing.tree import Tree, listed, name_of, placed
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.places import Place
from tests.domain.bad_pathways import sound
from tests.house.source import ROOT

STEPS = ("stages", "care", "steps")
RECEPTION, TRIP = (*STEPS, "reception"), (*STEPS, "trip")
REFUSED = ("ends", "refused", "when")
WAITS = ROOT / "tests" / "stories" / "england_and_wales.yaml"
(LARGEST,) = (file for file in shipped_pathways() if file.stem == "hai_phong")
MISSING = (
    "There is no step “", "There is no role “", "There is no entry “",
    "Step “{step}” has no field", "“{path}” has no option", "“{field}” is no date",
)  # fmt: skip


def test_a_step_is_read_by_whoever_looks_at_its_answer() -> None:
    assert readers(sketch(sound()), RECEPTION) == ((*STEPS, "services", "foreach"), REFUSED)
    assert readers(sketch(sound()), (*STEPS, "papers")) == ()


def test_what_looks_at_itself_alone_is_not_told() -> None:
    visit = (*STEPS, "visit")

    assert readers(sketch(sound()), visit) == ()
    assert readers(sketch(sound()), (*visit, "form", "over")) == ((*visit, "repeat", "until"),)


@pytest.mark.parametrize(
    ("edit", "gone", "place"),
    [
        (Put((*TRIP, "when"), "entry == 'rescue'"), ("entries", "rescue"), (*TRIP, "when")),
        (
            Put((*TRIP, "when"), "reception.stay in ['home']"),
            (*RECEPTION, "form", "stay", "options", "home"),
            (*TRIP, "when"),
        ),
        (
            Put((*STEPS, "services", "role_by_item"), {"law": "police"}),
            (*RECEPTION, "form", "needs", "options", "law"),
            (*STEPS, "services", "role_by_item", "law"),
        ),
        (
            Put((*TRIP, "not_before"), {"since": "reception.day", "period": {"days": 3}}),
            (*RECEPTION, "form", "day"),
            (*TRIP, "not_before", "since"),
        ),
        (
            Put((*TRIP, "area"), "reception.commune"),
            (*RECEPTION, "form", "commune"),
            (*TRIP, "area"),
        ),
        (
            Put(("ends", "finished", "hands_over"), {"area": "reception.commune"}),
            RECEPTION,
            ("ends", "finished", "hands_over", "area"),
        ),
        (Put((*TRIP, "when"), "own_stay.ok"), ("parts", "own"), (*TRIP, "when")),
        (Put((*TRIP, "with"), ["police"]), ("roles", "police"), (*TRIP, "with")),
        (
            Put((*RECEPTION, "dated_by"), "day"),
            (*RECEPTION, "form", "day"),
            (*RECEPTION, "dated_by"),
        ),
    ],
)
def test_every_way_of_naming_a_thing_is_found(edit: Edit, gone: Place, place: Place) -> None:
    part: Tree = {"id": "own", "use": "other", "version": 1, "entry": "rescue", "origin": "design"}

    tree = after_all(sound(), [Add(("parts",), part), edit])

    assert place in readers(sketch(tree), gone)


def test_a_stage_is_read_by_whoever_looks_at_one_of_its_steps() -> None:
    stage: Tree = {"id": "later", "title": {"vi": "Sau", "en": "Later"}, "origin": "design"}
    tree = after_all(sound(), [Add(("stages",), stage)])

    assert readers(sketch(tree), ("stages", "care")) == (REFUSED,)
    assert readers(sketch(tree), ("stages", "later")) == ()


def test_a_part_is_not_read_by_who_looks_at_one_whose_name_is_longer() -> None:
    part: Tree = {"use": "other", "version": 1, "entry": "rescue", "origin": "design"}
    parts = [Add(("parts",), {**part, "id": name}) for name in ("own", "own_extra")]
    sketched = sketch(after_all(sound(), [*parts, Put((*TRIP, "when"), "own_extra_stay.ok")]))

    assert readers(sketched, ("parts", "own")) == ()
    assert readers(sketched, ("parts", "own_extra")) == ((*TRIP, "when"),)


@pytest.mark.parametrize("file", [WAITS, LARGEST], ids=lambda file: file.stem)
def test_what_is_missing_after_a_removal_was_told_before(file: Path) -> None:
    tree = tree_of(read_pathway(file))

    for place in removable(tree):
        faults = read_draft(after_all(tree, [Remove(place)]), no_pathways).faults
        missing = {
            at
            for at, found in faults.items()
            if any(one.problem.text.startswith(MISSING) for one in found)
        }
        assert missing == set(readers(sketch(tree), place)), place


def removable(tree: Tree) -> Iterator[Place]:
    for kind in ("roles", "entries", "stages"):
        yield from ((kind, name_of(item) or "") for item in listed(tree, (kind,)))
    for place, _ in placed(tree):
        yield place
        for field in listed(tree, (*place, "form")):
            here = (*place, "form", name_of(field) or "")
            yield here
            options = listed(tree, (*here, "options"))
            yield from ((*here, "options", name_of(one) or "") for one in options)
