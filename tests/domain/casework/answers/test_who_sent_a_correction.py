"""Who may send a correction that comes late, and who hears what became of it."""

from __future__ import annotations

import re

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.answers.answering import answer, look
from domain.casework.answers.confirming import confirm_for_agency, refuse
from domain.casework.answers.delegating import delegate
from domain.casework.answers.sent_corrections import leave_the_answer, send_correction, take_over
from domain.casework.answers.views import Delegation, Submission, ToConfirm, TooLate
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import answer_for_agency, withdraw
from domain.journey.facts import Corrected, CorrectionLeft, CorrectionWanted
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.casework.of_two import VICTIM, asked, facts, finding_pathway, told
from tests.domain.casework.sending_on import (
    NO,
    SENT,
    VERIFIED,
    answered,
    correction,
    on_the_list,
    phoned,
    send,
    settled,
)

REFUSED = (
    "A second person at the agency did not confirm the answer that you wrote down or took over;"
)


def test_while_one_waits_the_other_of_two_sends_none(here: Bureau) -> None:
    journey, request = answered(here, finding_pathway())
    mine = correction(here, request, {"victim": ["no"]}, contact=2)
    send(here, request, contact=1)

    with pytest.raises(TooLate) as late:
        send_correction(here.office, here.token(request, 2), mine)

    (wanted,) = facts(here, journey, CorrectionWanted)
    assert isinstance(wanted, CorrectionWanted)
    assert wanted.by == "police_1"
    assert late.value.look == settled(here, request, 2)
    seen = settled(here, request, 2)
    assert (seen.anothers_waits, seen.for_the_coordinator) == (True, None)
    assert not settled(here, request, 1).anothers_waits


def test_while_one_waits_the_other_of_two_does_not_correct_over_it(here: Bureau) -> None:
    journey, request = answered(here, finding_pathway())
    send(here, request, contact=1)
    (papers,) = here.waiting(journey)

    withdraw(here.office, papers, "lan")

    mine, theirs = (settled(here, request, contact) for contact in (1, 2))
    assert mine.correctable is not None
    assert (theirs.correctable, theirs.anothers_waits) == (None, True)


def test_once_it_is_left_the_other_of_two_may_send_theirs(here: Bureau) -> None:
    journey, request = answered(here, finding_pathway())
    send(here, request, contact=1)
    consult(here.office, request, "lan")
    leave_the_answer(here.office, request, "Thôi", "lan")

    send(here, request, contact=2)

    assert len(facts(here, journey, CorrectionWanted)) == 2


def test_nobody_is_told_for_a_sender_who_has_left_the_agency(here: Bureau) -> None:
    journey, request = answered(here)
    send(here, request)
    consult(here.office, request, "lan")
    without_them = re.sub(r"\{id: police_1,.*?\}\]\}, ", "", directory_for(VERIFIED))
    publish_directory(here.office, without_them, "user:lan")
    here.pile.clear()

    leave_the_answer(here.office, request, "Chị Lụa đã có giấy.", "lan")

    assert told(here, journey) == []
    assert on_the_list(here) == []
    assert len(facts(here, journey, CorrectionLeft)) == 1


def test_who_passed_it_on_and_confirmed_it_hears_of_their_own_correction(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())
    delegate(here.office, here.token(request, 1), Delegation("police_2"))
    here.carry(journey)
    answer(here.office, here.token(request, 2), Submission("done", VICTIM))
    here.carry(journey)
    here.confirm(request, contact=1)
    here.carry(journey)
    send(here, request, contact=1)
    consult(here.office, request, "lan")
    here.pile.clear()

    leave_the_answer(here.office, request, "Thôi", "lan")

    assert told(here, journey) == [("police_1", "Câu trả lời giữ nguyên")]


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        # as it was sent
        (NO, "Nội dung sửa chờ người thứ hai xác nhận"),
        # otherwise
        ({"victim": ["no"]}, "Câu trả lời đã được ghi lại"),
    ],
)
def test_what_takes_two_is_told_to_the_sender_while_it_awaits_the_second(
    here: Bureau, raw: dict[str, list[str]], subject: str
) -> None:
    journey, request = answered(here, finding_pathway())
    send(here, request)
    consult(here.office, request, "lan")
    here.pile.clear()

    answer_for_agency(here.office, request, phoned(here, request, raw), "lan")
    letters = told(here, journey)
    confirm_for_agency(here.office, request, "Trần Thị Bình", "phone", "hoa")

    assert [letter for letter in letters if letter[0] == "police_1"] == [("police_1", subject)]
    assert len(facts(here, journey, Corrected)) == 1


def test_what_the_second_does_not_confirm_comes_back_to_the_coordinator(here: Bureau) -> None:
    journey, request = answered(here, finding_pathway())
    send(here, request)
    consult(here.office, request, "lan")
    take_over(here.office, request, "lan")
    here.carry(journey)
    before = on_the_list(here)
    seen = look(here.office, here.token(request, 2))
    assert isinstance(seen, ToConfirm)

    refuse(here.office, here.token(request, 2), seen.proposed.line, "Không phải")
    here.carry(journey)
    refused = on_the_list(here)
    leave_the_answer(here.office, request, "Cơ quan chưa thống nhất.", "lan")
    here.carry(journey)

    assert SENT not in before
    assert sorted(line.partition(" it does not")[0] for line in refused) == [REFUSED, SENT]
    assert facts(here, journey, Corrected) == []
    assert on_the_list(here) == []


def test_sent_once_more_after_it_was_left_it_is_not_recorded_again(here: Bureau) -> None:
    journey, request = answered(here)
    wanted = correction(here, request)
    send_correction(here.office, here.token(request), wanted)
    consult(here.office, request, "lan")
    leave_the_answer(here.office, request, "Thôi", "lan")

    with pytest.raises(TooLate):
        send_correction(here.office, here.token(request), wanted)
    send_correction(here.office, here.token(request), correction(here, request, VICTIM))

    assert len(facts(here, journey, CorrectionWanted)) == 2


def test_what_was_sent_first_may_be_sent_again_over_what_was_sent_then(here: Bureau) -> None:
    journey, request = answered(here)
    for raw in (NO, {"victim": ["no"]}, NO):
        here.later(minutes=1)
        send_correction(here.office, here.token(request), correction(here, request, raw))

    wanted = consult(here.office, request, "lan").wanted
    assert wanted is not None
    assert wanted.texts["note"] == "Chị Lụa nhầm"
    assert len(facts(here, journey, CorrectionWanted)) == 3


def test_sent_once_more_after_it_was_taken_over_the_page_says_so(here: Bureau) -> None:
    journey, request = answered(here)
    wanted = correction(here, request)
    send_correction(here.office, here.token(request), wanted)
    consult(here.office, request, "lan")
    take_over(here.office, request, "lan")

    with pytest.raises(TooLate) as late:
        send_correction(here.office, here.token(request), wanted)

    assert late.value.look == settled(here, request)
    assert settled(here, request).taken_over
    assert len(facts(here, journey, CorrectionWanted)) == 1
