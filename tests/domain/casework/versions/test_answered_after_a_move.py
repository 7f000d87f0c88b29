"""An answer to a form that was opened before its journey moved to another version."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.views import Open, Submission
from domain.casework.desk.consulting import consult
from domain.casework.versions.naming import Names
from domain.pathway.forms import FormFaults
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.versions.test_moved_journeys import move, standing, under_way, undo
from tests.domain.small import step, yes_no
from tests.strategies import Part, label


def test_an_answer_typed_before_the_move_comes_under_the_new_name(here: Bureau) -> None:
    note = {"id": "note", "label": label("Note"), "kind": "text", "required": False}
    journey = under_way(here, step("papers", form=[note]), step("plan"))
    papers, _ = here.waiting(journey)
    move(here, journey, step("papers", form=[note | {"id": "remark"}]), step("plan"),
         names=Names({}, {"papers.note": "remark"}))  # fmt: skip

    here.submit(papers, Submission("done", {"note": ["A word"]}, moved=0))

    assert consult(here.office, papers, "lan").texts == {"remark": "A word"}


SAFE = yes_no("safe") | {"label": label("Is it safe to go home?")}
OTHERS: Mapping[str, tuple[Part, ...]] = {
    "asked otherwise": (SAFE | {"label": label("Is it unsafe to go home?")},),
    "another in its place": (SAFE | {"id": "was_safe"}, yes_no("safe")),
    "no longer required": (SAFE | {"required": False},),
    "of another kind": (SAFE | {"kind": "text"},),
    "one more": (SAFE, yes_no("other") | {"required": False}),
    "none": (),
}


@pytest.mark.parametrize("form", OTHERS.values(), ids=OTHERS)
def test_nobody_has_answered_what_they_were_not_asked(here: Bureau, form: tuple[Part, ...]) -> None:
    journey = under_way(here, step("papers", form=[SAFE]), step("plan"))
    papers, _ = here.waiting(journey)
    renamed = {"papers.safe": "was_safe"} if form == OTHERS["another in its place"] else {}
    move(here, journey, step("papers", form=list(form)), step("plan"), names=Names({}, renamed))

    with pytest.raises(FormFaults) as no:
        here.submit(papers, Submission("done", {"safe": ["yes"]}, moved=0))

    assert "has changed since you opened" in str(no.value.faults["verdict"])
    assert ("papers", "waiting") in standing(here, journey)


@pytest.mark.parametrize("words", ["title", "ask"])
def test_nobody_has_answered_to_words_that_they_did_not_read(here: Bureau, words: str) -> None:
    journey = under_way(here, step("papers", form=[SAFE]), step("plan"))
    papers, _ = here.waiting(journey)
    asked_otherwise = {words: label("Look whether they are in danger")}
    move(here, journey, step("papers", form=[SAFE]) | asked_otherwise, step("plan"))

    with pytest.raises(FormFaults):
        here.submit(papers, Submission("done", {"safe": ["yes"]}, moved=0))
    seen = look(here.office, here.token(papers))
    assert isinstance(seen, Open)
    here.submit(papers, Submission("done", {"safe": ["yes"]}, moved=seen.asking.moved))

    assert consult(here.office, papers, "lan").values == {"safe": True}


def test_the_form_of_after_the_move_is_answered_by_its_line(here: Bureau) -> None:
    journey = under_way(here, step("papers", form=[SAFE]), step("plan"))
    papers, _ = here.waiting(journey)
    move(here, journey, step("papers", form=OTHERS["another in its place"]), step("plan"),
         names=Names({}, {"papers.safe": "was_safe"}))  # fmt: skip
    seen = look(here.office, here.token(papers))
    assert isinstance(seen, Open)

    answers = {"was_safe": ["yes"], "safe": ["no"]}
    here.submit(papers, Submission("done", answers, moved=seen.asking.moved))

    assert consult(here.office, papers, "lan").values == {"was_safe": True, "safe": False}


def test_two_fields_that_took_each_others_names_keep_their_answers(here: Bureau) -> None:
    other = yes_no("other")
    journey = under_way(here, step("papers", form=[SAFE, other]), step("plan"))
    papers, _ = here.waiting(journey)
    swapped = [SAFE | {"id": "other"}, other | {"id": "safe"}]
    move(here, journey, step("papers", form=swapped), step("plan"),
         names=Names({}, {"papers.safe": "other", "papers.other": "safe"}))  # fmt: skip

    here.submit(papers, Submission("done", {"safe": ["yes"], "other": ["no"]}, moved=0))

    assert consult(here.office, papers, "lan").values == {"other": True, "safe": False}


def test_a_form_that_came_back_is_answered_as_it_was_opened(here: Bureau) -> None:
    journey = under_way(here, step("papers", form=[SAFE]), step("plan"))
    papers, _ = here.waiting(journey)
    move(here, journey, step("papers", form=OTHERS["asked otherwise"]), step("plan"))
    seen = look(here.office, here.token(papers))
    assert isinstance(seen, Open)
    undo(here, journey)

    with pytest.raises(FormFaults):
        here.submit(papers, Submission("done", {"safe": ["yes"]}, moved=seen.asking.moved))
    here.submit(papers, Submission("done", {"safe": ["yes"]}, moved=0))

    assert consult(here.office, papers, "lan").values == {"safe": True}


def test_that_it_cannot_be_done_is_taken_whatever_the_form_is_now(here: Bureau) -> None:
    journey = under_way(here, step("papers", form=[SAFE]), step("plan"))
    papers, _ = here.waiting(journey)
    move(here, journey, step("papers", form=OTHERS["asked otherwise"]), step("plan"))

    here.submit(papers, Submission("declined", {}, because="unsafe", moved=0))

    assert ("papers", "declined") in standing(here, journey)
