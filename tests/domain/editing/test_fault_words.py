from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from domain.editing.draft_reading import read_draft
from domain.editing.edits import Edit, Put, after_all
from domain.editing.fault_words import EDITORS_WORDS, in_the_editor
from domain.editing.sketching import sketch
from domain.pathway.files import no_pathways
from domain.pathway.template import (
    FieldKind,
    Outcome,
    Pathway,
    PersonField,
)
from tests.domain.bad_pathways import sound
from tests.house.source import modules_of

STEPS = ("stages", "care", "steps")
PLACEHOLDER = re.compile(r"\{\w+\}")
FOR_PROGRAMMERS = re.compile(r"\b(id|ids|spelt|entry|entries)\b|`")
NAMED = re.compile("“([a-z_]+)”|([a-z_]+): [a-z0-9]")
NAMES = {name for kind in (FieldKind, Outcome, PersonField) for name in get_args(kind)} - {
    "text",
    "date",
    "money",
    "area",
    "file",
    "phone",
    "address",
    "papers",
}
FOR_WHO_WRITES_CEL = {
    "Check its quotes and brackets; write for example: entry == 'tu_tro_ve'",
    "“{name}” is no field. Write step.field, or entry.",
}


def test_no_fault_of_a_pathway_is_told_in_the_names_of_its_file() -> None:
    told = {EDITORS_WORDS[text].text if text in EDITORS_WORDS else text for text in said()}

    names = NAMES | names_of(Pathway)
    assert [text for text in told if names & set(sum(NAMED.findall(text), ()))] == []
    plain = [PLACEHOLDER.sub("", text) for text in told]
    assert [text for text in plain if FOR_PROGRAMMERS.search(text)] == []


def test_every_word_of_the_editor_is_for_something_that_is_said() -> None:
    explained = set(said("domain/explaining.py", "domain/days/deadlines.py"))

    assert set(EDITORS_WORDS) <= set(said()) | explained


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            Put((*STEPS, "trip", "role"), "nobody"),
            "“nobody”",
        ),
        (
            Put((*STEPS, "reception", "after"), ["visit"]),
            "Tiếp nhận",
        ),
        (
            Put((*STEPS, "visit", "when"), "papers.ok == true"),
            "papers – ok",
        ),
    ],
)
def test_what_is_named_is_named_by_its_title(edit: Edit, told: str) -> None:
    titled = Put((*STEPS, "reception", "title"), {"vi": "Tiếp nhận", "en": "Reception"})
    tree = after_all(sound(), [titled, edit])

    faults = [one for each in read_draft(tree, no_pathways).faults.values() for one in each]
    shown = [in_the_editor(one, sketch(tree), {}) for one in faults]
    words = " ".join(one.message.in_("vi") for one in shown)

    assert told in words


def said(*more: str) -> Iterator[str]:
    """What is told of faults, as it stands in the code."""
    for module in modules_of("domain"):
        inside = module.name.startswith("domain/pathway/") and "fault" in module.name
        if inside or module.name in {
            "domain/pathway/soundness.py",
            "domain/pathway/reach.py",
            *more,
        }:
            yield from (text for text in module.said() if text not in FOR_WHO_WRITES_CEL)


def names_of(model: type[BaseModel]) -> set[str]:
    """What the file calls its parts, in all that stands in it."""
    found = set(model.model_fields) | {f.alias for f in model.model_fields.values() if f.alias}
    for field in model.model_fields.values():
        for inner in inner_models(field.annotation):
            found |= names_of(inner)
    return found - {"text"}


def inner_models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from inner_models(each)
