"""A correction that comes after the next step was asked: the coordinator takes it over, or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.sent_corrections import leave_the_answer, send_correction, take_over
from domain.casework.answers.views import Submission, ToConfirm, TooLate, Unconfirmed
from domain.casework.answers.words_beside import read_words
from domain.casework.desk.case_files import journey_file
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import CannotDo, answer_for_agency, ask_again
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.halting import stop
from domain.journey.facts import Answered, Corrected, CorrectionWanted, Proposed
from domain.pathway.forms import FormFaults
from domain.users.user import User
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import VICTIM, asked_steps, facts, finding_pathway, told
from tests.domain.casework.sending_on import (
    NO,
    SENT,
    SHELTER_TOLD,
    VERIFIED,
    answered,
    correction,
    on_the_list,
    phoned,
    send,
    settled,
)
from tests.domain.small import pathway, step


def test_what_is_sent_waits_for_the_coordinator_and_the_answer_stands(anywhere: Bureau) -> None:
    journey, request = answered(anywhere)
    before = (asked_steps(anywhere, journey), facts(anywhere, journey, Answered))

    send(anywhere, request)

    assert on_the_list(anywhere) == [SENT]
    assert (asked_steps(anywhere, journey), facts(anywhere, journey, Answered)) == before
    assert facts(anywhere, journey, Corrected, Proposed) == []
    seen = settled(anywhere, request)
    assert [each.kind for each in seen.said] == ["correction"]


def test_taken_over_it_is_the_answer_and_whoever_sent_it_is_told(anywhere: Bureau) -> None:
    journey, request = answered(anywhere)
    send(anywhere, request)
    read = consult(anywhere.office, request, "lan")
    anywhere.pile.clear()

    take_over(anywhere.office, request, "lan")

    assert read.wanted is not None
    assert (read.wanted.values, read.wanted.texts["note"]) == ({"victim": False}, "Chị Lụa nhầm")
    (given,) = facts(anywhere, journey, Corrected)
    assert isinstance(given, Corrected)
    assert (given.values, given.by, given.how) == ({"victim": False}, "police_1", "link")
    assert given.taken_over_by == "lan"
    assert told(anywhere, journey) == [
        ("police_1", "Nội dung sửa đã được lấy làm câu trả lời"),
        *SHELTER_TOLD,
    ]
    assert consult(anywhere.office, request, "lan").texts["note"] == "Chị Lụa nhầm"
    assert on_the_list(anywhere) == []
    assert [(one.kind, one.at) for one in settled(anywhere, request).said] == [
        ("correction_taken", given.at)
    ]


def test_left_the_answer_stands_and_the_reply_is_read_on_the_page(anywhere: Bureau) -> None:
    journey, request = answered(anywhere)
    send(anywhere, request)
    consult(anywhere.office, request, "lan")
    anywhere.pile.clear()

    leave_the_answer(anywhere.office, request, "Chị Lụa đã có giấy.", "lan")
    letters = told(anywhere, journey)

    assert facts(anywhere, journey, Corrected) == []
    assert letters == [("police_1", "Câu trả lời giữ nguyên")]
    seen = settled(anywhere, request)
    assert [(each.kind, each.text) for each in seen.said] == [
        ("correction", ""),
        ("correction_left", ""),
    ]
    words = read_words(anywhere.office, anywhere.token(request)).said
    assert [each.text for each in words] == ["", "Chị Lụa đã có giấy."]
    assert on_the_list(anywhere) == []
    assert seen.for_the_coordinator is not None


def test_nothing_of_it_stands_in_the_open_or_in_a_letter(here: Bureau) -> None:
    journey, request = answered(here)
    send(here, request)
    consult(here.office, request, "lan")
    leave_the_answer(here.office, request, "Chị Lụa đã có giấy.", "lan")
    here.carry(journey)

    with here.office.store.reading() as books:
        lines = [line.seq for line in books.trails.lines(journey)]
        payloads = [books.trails.payload(journey, seq) for seq in lines]
    written = "".join(f"{p.body}{p.sealed}" for p in payloads if p is not None)
    letters = "".join(one.letter.subject + one.letter.text for one in here.pile)
    assert "Lụa" not in written + letters


def test_a_correction_of_what_takes_two_is_a_proposal_again(anywhere: Bureau) -> None:
    journey, request = answered(anywhere, finding_pathway())
    send(anywhere, request)
    consult(anywhere.office, request, "lan")
    anywhere.pile.clear()

    take_over(anywhere.office, request, "lan")
    letters = told(anywhere, journey)
    first = look(anywhere.office, anywhere.token(request, 1))
    second = look(anywhere.office, anywhere.token(request, 2))
    between = facts(anywhere, journey, Corrected)
    anywhere.confirm(request, contact=2)

    assert letters == [
        ("police_1", "Nội dung sửa chờ người thứ hai xác nhận"),
        ("police_2", "Có câu trả lời chờ anh/chị xác nhận"),
    ]
    assert (type(first), type(second)) == (Unconfirmed, ToConfirm)
    assert between == []
    (given,) = facts(anywhere, journey, Corrected)
    assert isinstance(given, Corrected)
    assert (given.values, given.by) == ({"victim": False}, "police_2")
    assert (given.proposed_by, given.taken_over_by) == ("contact:police_1", "lan")


def test_the_same_sent_twice_is_recorded_once(here: Bureau) -> None:
    journey, request = answered(here)
    send(here, request)
    here.later(minutes=1)

    send(here, request)

    assert len(facts(here, journey, CorrectionWanted)) == 1


@pytest.mark.parametrize(
    "decide",
    [
        lambda here, request: take_over(here.office, request, "lan"),
        lambda here, request: leave_the_answer(here.office, request, "Thôi", "lan"),
    ],
    ids=["take over", "leave"],
)
def test_only_what_was_read_is_settled(here: Bureau, decide: Callable[[Bureau, str], str]) -> None:
    journey, request = answered(here)
    with pytest.raises(CannotDo, match="No correction waits"):
        decide(here, request)
    send(here, request)
    consult(here.office, request, "lan")
    here.later(minutes=1)
    other = correction(here, request, {"victim": ["no"]})
    send_correction(here.office, here.token(request), other)

    with pytest.raises(CannotDo, match="read first"):
        decide(here, request)

    assert facts(here, journey, Corrected) == []
    consult(here.office, request, "lan")
    assert decide(here, f"{journey}:verify") == journey


def test_an_answer_is_not_written_down_over_a_correction_that_nobody_read(here: Bureau) -> None:
    journey, request = answered(here)
    send(here, request)

    with pytest.raises(CannotDo, match="read first"):
        answer_for_agency(here.office, request, phoned(here, request, NO), "lan")

    assert facts(here, journey, Corrected) == []
    assert on_the_list(here) == [SENT]


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        # the same as was sent
        (NO, "Nội dung sửa đã được lấy làm câu trả lời"),
        # the answer as it stood
        (VICTIM, "Câu trả lời đã được ghi lại"),
        # what was sent, but for its text
        ({"victim": ["no"]}, "Câu trả lời đã được ghi lại"),
    ],
)
def test_who_sent_it_hears_what_the_coordinator_wrote_down(
    here: Bureau, raw: dict[str, list[str]], subject: str
) -> None:
    journey, request = answered(here)
    send(here, request)
    consult(here.office, request, "lan")
    here.pile.clear()

    answer_for_agency(here.office, request, phoned(here, request, raw), "lan")

    assert told(here, journey) == [("police_1", subject), *SHELTER_TOLD]
    assert on_the_list(here) == []


def test_of_two_attempts_the_list_names_the_one_that_is_to_be_another(here: Bureau) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (first,) = here.waiting(journey)
    here.decline(first)
    here.carry(journey)
    ask_again(here.office, first, "lan", "labour")
    here.carry(journey)
    line = settled(here, first).for_the_coordinator
    send_correction(here.office, here.token(first), Submission("done", VICTIM, corrects=line))
    here.carry(journey)

    (waits,) = lead_list(here.office, "en")
    consult(here.office, waits.reference, "lan")
    take_over(here.office, waits.reference, "lan")
    here.carry(journey)

    assert waits.reference == first
    stands = [(each.step, each.status) for each in here.requests(journey)]
    assert stands == [("verify", "done"), ("verify", "withdrawn"), ("papers", "waiting")]


def test_what_may_still_be_corrected_goes_to_nobody_else(here: Bureau) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (request,) = here.waiting(journey)
    here.answer(request, VICTIM)

    seen = settled(here, request)

    assert (seen.correctable is None, seen.for_the_coordinator) == (False, None)
    with pytest.raises(TooLate):
        send_correction(
            here.office, here.token(request), Submission("done", NO, corrects=seen.correctable)
        )


def test_only_who_answered_sends_and_only_while_the_journey_goes_on(here: Bureau) -> None:
    journey, request = answered(here)
    wanted = correction(here, request)

    with pytest.raises(TooLate):
        send_correction(here.office, here.token(request, 2), wanted)
    stop(here.office, journey, "Xong", "lan", unsafe=False)
    with pytest.raises(TooLate):
        send_correction(here.office, here.token(request), wanted)

    assert facts(here, journey, CorrectionWanted) == []


def test_what_is_not_whole_is_not_sent(here: Bureau) -> None:
    journey, request = answered(here)
    wanted = correction(here, request, {"victim": ["maybe"]})

    with pytest.raises(FormFaults):
        send_correction(here.office, here.token(request), wanted)

    assert facts(here, journey, CorrectionWanted) == []


def test_the_answer_itself_is_not_replaced_by_the_link(here: Bureau) -> None:
    _, request = answered(here)

    with pytest.raises(TooLate):
        answer(here.office, here.token(request), correction(here, request))


def test_while_it_waits_and_once_it_was_taken_over_no_other_is_offered(here: Bureau) -> None:
    _, request = answered(here)
    before = settled(here, request)
    send(here, request)
    waiting = settled(here, request)
    consult(here.office, request, "lan")
    take_over(here.office, request, "lan")

    offered = [each.offers_to_send for each in (before, waiting, settled(here, request))]
    assert offered == [True, False, False]
    assert (before.sent_at, waiting.sent_at) == (None, here.clock.now())


def test_the_receipt_knows_whether_the_link_still_corrects(here: Bureau) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (first,) = here.waiting(journey)

    receipt = answer(here.office, here.token(first), Submission("done", VICTIM)).receipt

    assert receipt.goes_on


def test_where_others_are_still_asked_the_link_corrects_on(here: Bureau) -> None:
    both = pathway(step("verify"), step("papers"), step("home", "verify", "papers"))
    here.publish(both)
    journey = here.open(both)
    request, *_ = here.waiting(journey)

    receipt = answer(here.office, here.token(request), Submission("done", {})).receipt

    assert (receipt.goes_on, receipt.correctable is None) == (False, False)


def test_taken_over_it_keeps_the_time_at_which_it_was_sent_and_answers_no_notice(
    here: Bureau,
) -> None:
    journey, request = answered(here)
    first = here.clock.now() - timedelta(hours=1)
    send(here, request)
    sent = here.clock.now()
    here.later(minutes=7)
    consult(here.office, request, "lan")

    here.carry(take_over(here.office, request, "lan"))

    file = journey_file(here.office, User("lan", "Lan", "coordinator"), journey.partition("/")[0])
    (asked,) = (one for one in file.requests if one.id == request)
    gave = asked.signed.answered
    assert gave is not None
    assert (gave.at, gave.taken_over_at) == (sent, here.clock.now())
    assert [(n.kind, n.at) for n in asked.notices if n.status == "answered"] == [("request", first)]
