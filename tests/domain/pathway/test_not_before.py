"""How a step says that some time is to pass before it is asked."""

from __future__ import annotations

import pytest

from domain.documents.bpmn.writing import bpmn
from domain.documents.page import page_files
from domain.pathway.files import no_pathways
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.pathway.wording import not_before_words
from tests.domain.bad_pathways import STEPS, Change, faults_after, step as changed
from tests.domain.small import ENTRY, pathway, step
from tests.strategies import Part, label

DAY_OF = {"id": "decided", "label": label("Decided on"), "kind": "date"}


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (changed("trip", not_before={}), "not_before", "how long to wait before this is asked"),
        (
            changed("trip", not_before={"period": {"days": 1, "months": 1}}),
            "not_before › period",
            "It is not clear how long this is. Write either months or days",
        ),
        (
            changed("trip", not_before={"since": "reception.day"}),
            "not_before",
            "Write how long under “period”",
        ),
        (
            changed("trip", not_before={"until": "reception.commune"}),
            "not_before › until",
            "Name a field of the kind “date” here.",
        ),
        (
            changed("trip", not_before={"since": "visit.over"}),
            "not_before › since",
            "answered only later",
        ),
    ],
)
def test_what_cannot_be_waited_for_is_named(change: Change, place: str, said: str) -> None:
    found = {fault.place: fault.message.in_("en") for fault in faults_after(change)}

    assert said in found[f"{STEPS} › trip › {place}"]


def test_what_can_be_waited_for_is_sound() -> None:
    held_back = {"period": {"days": 30}, "since": "reception.day"}

    assert faults_after(changed("trip", not_before=held_back)) == ()


@pytest.mark.parametrize(
    ("held_back", "words"),
    [
        ({"period": {"days": 1}}, "1 day after its turn has come"),
        ({"period": {"days": 45}}, "45 days after its turn has come"),
        (
            {"period": {"months": 1}, "since": "welcome.decided"},
            "1 month after the day under “Decided on”",
        ),
        (
            {"period": {"months": 3}, "since": "welcome.decided"},
            "3 months after the day under “Decided on”",
        ),
        ({"until": "welcome.decided"}, "the day under “Decided on”"),
        (
            {"period": {"days": 2}, "until": "welcome.decided"},
            "2 days after its turn has come, and the day under “Decided on”",
        ),
    ],
)
def test_it_is_told_in_words(held_back: Part, words: str) -> None:
    shown = _held_back(held_back)
    told = shown.by_id["decide"].not_before
    assert told is not None

    assert not_before_words(told, shown).in_("en") == words
    assert f"Not before: {words}" in page_files(shown, no_pathways)["small.en.md"]


def test_a_part_counts_from_its_own_answer() -> None:
    inner = _held_back(
        {"period": {"days": 1}, "since": "welcome.decided", "until": "welcome.decided"}
    )
    host = pathway(step("meet"))
    part = {"id": "own", "origin": "design", "use": "small", "version": 1, "entry": ENTRY}
    written = Pathway.model_validate(host.model_dump(by_alias=True) | {"parts": [part]})

    used = whole(written, lambda _key, _version: inner)

    told = used.by_id["own_decide"].not_before
    assert told is not None
    assert told.dates == ("own_welcome.decided", "own_welcome.decided")


def test_modellers_see_the_time_that_passes() -> None:
    text = bpmn(_held_back({"period": {"days": 45}}), "en")

    assert "holds-step-decide" in text
    assert ">P45D</bpmn:timeDuration>" in text


def test_modellers_see_the_date_that_it_is_counted_from() -> None:
    text = bpmn(_held_back({"period": {"months": 2}, "since": "welcome.decided"}), "en")

    assert ">welcome.decided + P2M</bpmn:timeDate>" in text


def test_modellers_see_that_the_later_counts() -> None:
    held_back = {"period": {"months": 2}, "until": "welcome.decided"}

    assert ">max(P2M, welcome.decided)</bpmn:timeDate>" in bpmn(_held_back(held_back), "en")


def _held_back(held_back: Part) -> Pathway:
    return pathway(step("welcome", form=[DAY_OF]), step("decide", "welcome", not_before=held_back))
