"""What a correction that comes late is of: files, one item of several, one attempt of two."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.sent_corrections import send_correction, take_over
from domain.casework.answers.views import Submission
from domain.casework.desk.consulting import consult, open_file
from domain.casework.desk.coordinating import CannotDo, ask_again
from domain.casework.desk.looking import lead_list
from domain.journey.facts import Corrected
from domain.pathway.attachments import Attachment
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import VICTIM, facts
from tests.domain.casework.sending_on import VERIFIED, correction, send, settled
from tests.domain.small import choices, pathway, step, yes_no
from tests.files import PDF
from tests.strategies import label

PAPER = {"id": "paper", "kind": "file", "label": label("paper"), "required": False}
NEEDS = {"needs": ["school", "health"]}


def _with_a_file() -> Pathway:
    verify = step("verify", form=[yes_no("victim"), PAPER])
    return pathway(verify, step("papers", "verify", role="shelter"))


def _of_items() -> Pathway:
    return pathway(
        step("plan", form=[choices("needs", "school", "health")]),
        step("help", "plan", foreach="plan.needs", role="shelter", form=[yes_no("given")]),
        step("review", "help", role="labour"),
    )


def _jointly() -> Pathway:
    verify = step("verify", role="labour", jointly=["police"], form=[yes_no("found")])
    return pathway(verify, step("help", "verify", role="shelter"))


def test_the_file_of_the_answer_stays_with_its_correction(here: Bureau) -> None:
    here.publish(_with_a_file())
    journey = here.open(_with_a_file())
    (request,) = here.waiting(journey)
    with_it = Submission("done", VICTIM, files={"paper": Attachment("pdf", PDF)})
    answer(here.office, here.token(request), with_it)
    here.carry(journey)
    wanted = correction(here, request, {"victim": ["no"]})
    send_correction(here.office, here.token(request), wanted)

    read = consult(here.office, request, "lan")
    take_over(here.office, request, "lan")

    assert read.wanted is not None
    assert list(read.wanted.files) == ["paper"]
    assert open_file(here.office, request, "paper", "lan").content == PDF


def test_of_several_items_the_one_that_was_sent_is_corrected(here: Bureau) -> None:
    here.publish(_of_items())
    journey = here.open(_of_items())
    (plan,) = here.waiting(journey)
    here.answer(plan, NEEDS)
    here.carry(journey)
    first, second = here.waiting(journey)
    for request in (first, second):
        here.answer(request, {"given": ["yes"]})
    here.carry(journey)
    wanted = correction(here, second, {"given": ["no"]})
    here.carry(send_correction(here.office, here.token(second), wanted).journey)

    (line,) = lead_list(here.office, "en")
    consult(here.office, line.reference, "lan")
    take_over(here.office, line.reference, "lan")

    assert line.reference == second
    assert consult(here.office, first, "lan").values == {"given": True}
    assert consult(here.office, second, "lan").values == {"given": False}


def test_of_a_joint_step_each_agency_sends_its_own(here: Bureau) -> None:
    here.publish(_jointly())
    journey = here.open(_jointly())
    leading, sharing = here.waiting(journey)
    here.answer(leading, {"found": ["yes"]})
    here.answer(sharing, {})
    here.carry(journey)
    wanted = Submission(
        "declined", {}, because="no_place", corrects=settled(here, sharing).for_the_coordinator
    )
    here.carry(send_correction(here.office, here.token(sharing), wanted).journey)

    (line,) = lead_list(here.office, "en")

    assert line.reference == sharing
    assert settled(here, leading).for_the_coordinator is not None
    assert not settled(here, leading).anothers_waits


def test_the_name_of_a_step_means_its_newest_attempt_to_all(here: Bureau) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (first,) = here.waiting(journey)
    here.decline(first)
    here.carry(journey)
    ask_again(here.office, first, "lan", "labour")
    here.carry(journey)
    (second,) = here.waiting(journey)
    send(here, first)

    shown = consult(here.office, f"{journey}:verify", "lan")
    with pytest.raises(CannotDo, match="No correction waits"):
        take_over(here.office, f"{journey}:verify", "lan")

    assert (shown.id, shown.wanted) == (second, None)
    assert facts(here, journey, Corrected) == []
