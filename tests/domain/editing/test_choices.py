from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given

from domain.editing.choices import (
    COMPARED_BY_KIND,
    COMPARED_IN_WORDS,
    FieldChoice,
    fields_anywhere,
    fields_before,
    of_kind,
    own_fields,
    steps_before,
)
from domain.editing.condition_rows import Compared, Row, written
from domain.editing.draft_reading import read_draft
from domain.editing.edits import Put, edited
from domain.editing.sketching import drawable, sketch
from domain.editing.starting import tree_of
from domain.pathway.files import no_pathways
from domain.pathway.template import SEALED, FieldKind, Pathway
from domain.pathway.wording import KINDS
from tests.domain.bad_pathways import sound
from tests.strategies import Dice, dice, pathways

SOUND = Pathway.model_validate(sound())
PART = {"id": "law", "origin": "design", "use": "other", "version": 1, "entry": "rescue"}
OTHER = Pathway.model_validate(sound() | {"key": "other"})


def paths(choices: Iterable[FieldChoice]) -> list[str]:
    return [choice.path for choice in choices]


def test_a_step_may_come_after_all_that_does_not_wait_for_it() -> None:
    assert [step.id for step in steps_before(SOUND, "trip")] == ["reception", "services", "papers"]
    assert [step.id for step in steps_before(SOUND, "reception")] == []


def test_an_end_may_come_after_every_step() -> None:
    assert steps_before(SOUND) == SOUND.steps


def test_a_step_may_look_at_what_was_answered_before_its_turn() -> None:
    assert paths(fields_before(SOUND, "papers")) == [
        "reception.agrees", "reception.stay", "reception.needs", "reception.day",
        "reception.children", "reception.commune",
    ]  # fmt: skip
    assert paths(fields_before(SOUND, "reception")) == []


def test_what_is_answered_for_each_item_and_free_text_are_not_looked_at() -> None:
    assert "services.given" not in paths(fields_anywhere(SOUND))
    assert "reception.note" not in paths(fields_anywhere(SOUND))


def test_rounds_look_at_the_answer_of_their_own_step() -> None:
    assert paths(own_fields(SOUND.by_id["visit"])) == ["visit.over"]


def test_a_step_may_look_into_the_parts_before_it_and_a_part_at_what_is_before_it() -> None:
    tree = sound() | {"parts": [PART | {"after": ["papers"]}]}
    tree["stages"][0]["steps"][3]["after"] = ["law"]
    drawn = drawable(sketch(tree), lambda _key, _version: OTHER)

    assert "law_reception.agrees" in paths(fields_before(drawn, "trip"))
    assert paths(fields_before(drawn, "law"))[-1] == "papers.ok"
    assert [one.id for one in steps_before(sketch(tree), "trip")][-1] == "law"


def test_what_is_asked_for_each_thing_chosen_is_chosen_from_lists() -> None:
    assert paths(of_kind(fields_before(SOUND, "trip"), "choices")) == ["reception.needs"]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SEALED))
def test_every_kind_that_can_be_looked_at_can_be_compared(kind: FieldKind) -> None:
    assert set(COMPARED_BY_KIND[kind]) <= set(COMPARED_IN_WORDS)


@given(pathways(most_steps=8), dice())
def test_what_may_be_chosen_is_no_fault(pathway: Pathway, chance: Dice) -> None:
    """The draft may be unsound for another reason: that the step is asked of nobody."""
    step = chance.one_of(pathway.steps)
    place = ("stages", pathway.stage_of(step.id).id, "steps", step.id)
    tree = tree_of(pathway)
    after = chance.some_of([one.id for one in steps_before(pathway, step.id)], most=3)
    if choices := fields_before(pathway, step.id):
        path = chance.one_of(choices).path
        compared: Compared = chance.one_of(("answered", "not_answered"))
        tree = edited(tree, Put((*place, "when"), written([Row(path, compared)]))).tree
    else:
        tree = edited(tree, Put((*place, "after"), after)).tree

    faults = read_draft(tree, no_pathways).inside(place)

    problems = [fault.problem.text for found in faults.values() for fault in found]
    assert not [text for text in problems if "wait for one another" in text or "answered" in text]
