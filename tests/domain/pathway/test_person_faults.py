"""Pathways that say of a person, or of a place, what cannot be said of them."""

from __future__ import annotations

import pytest

from domain.pathway.template import Pathway
from tests.domain.bad_pathways import (
    STEPS,
    Change,
    end,
    faults_after,
    field,
    form,
    sound,
    step,
    whole,
)
from tests.strategies import label, named

FOUND = field("found", "choice") | {
    "options": [
        {"id": "victim", "label": label("A victim"), "status": "identified"},
        {"id": "unclear", "label": label("Unclear")},
    ]
}
SITE = whole(subject="site")
# What the sound pathway has of a person: its first end is a refusal.
PLAIN = end(0, outcome="ended_early")

BAD: dict[str, tuple[list[Change], str, str]] = {
    "a date of nothing": (
        [form("papers", field("day", "date")), step("papers", dated_by="day")],
        f"{STEPS} › papers › dated_by",
        "No answer of this step says what the person is.",
    ),
    "several statuses at once": (
        [form("papers", FOUND | {"kind": "choices"})],
        f"{STEPS} › papers › form › found › options",
        "Several of these may be chosen",
    ),
    "asked jointly twice": (
        [step("trip", jointly=["police", "police"])],
        f"{STEPS} › trip › jointly",
        "“police” is asked already.",
    ),
    "a site that is suspected on its way in": (
        [SITE, PLAIN, whole(entries=[named("rescue") | {"status": "suspected"}])],
        "entries › rescue",
        "A place is neither suspected nor identified.",
    ),
    "a site that is being identified": (
        [SITE, PLAIN, step("trip", status="being_identified")],
        f"{STEPS} › trip",
        "A place is neither suspected nor identified.",
    ),
    "a site that is found to be a victim": (
        [SITE, PLAIN, form("papers", FOUND)],
        f"{STEPS} › papers › form › found",
        "let the pathway be about a person",
    ),
    "a site that refuses": ([SITE], "ends › refused", "Only a person can refuse"),
    "a site that is no victim": (
        [SITE, end(0, outcome="not_a_victim")],
        "ends › refused",
        "Only a person can refuse, be no victim",
    ),
    "a site that goes elsewhere": (
        [SITE, end(0, outcome="handed_over", hands_over={"area": "reception.commune"})],
        "ends › refused",
        "be handed over",
    ),
    "handed over to an area that nobody names": (
        [end(0, outcome="handed_over", hands_over={"area": "reception.district"})],
        "ends › refused › hands_over › area",
        "Step “reception” has no field “district”.",
    ),
}


@pytest.mark.parametrize(("changes", "place", "said"), BAD.values(), ids=BAD)
def test_it_is_told_with_its_place_and_mend(changes: list[Change], place: str, said: str) -> None:
    found = faults_after(*changes)

    assert [fault.place for fault in found] == [place]
    assert said in found[0].message.in_("en")


def test_what_a_site_may_say_is_sound() -> None:
    assert faults_after(SITE, PLAIN) == ()


def test_an_answer_that_says_what_the_person_is_may_be_dated() -> None:
    changes = [form("papers", FOUND, field("day", "date")), step("papers", dated_by="day")]

    assert faults_after(*changes) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "commune"},
        {"no_new_after": "31/12/2025"},
        {"duties": [named("meeting") | {"role": "police", "per": "village"}]},
    ],
    ids=str,
)
def test_what_no_pathway_knows_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Pathway.model_validate(sound() | wrong)
