"""Whoever has a request, or answered it, hears what somebody else has decided about it."""

from __future__ import annotations

from domain.casework.answers.answering import look
from domain.casework.answers.confirming import refuse
from domain.casework.answers.delegating import delegate, reject_colleague
from domain.casework.answers.views import Delegation, Open
from domain.casework.answers.words_beside import read_words
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import answer_for_agency, ask_again, withdraw
from domain.casework.dossier import Dossier
from domain.casework.journeys.halting import pause
from domain.casework.journeys.passing_on import pass_on_to
from domain.journey.facts import ProposalRefused
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import asked, finding_pathway, propose, told
from tests.domain.casework.sending_on import NO, answered, phoned, settled

HOA = Delegation(name="Chị Hoa", address="hoa@tinh.gov.vn")


def test_why_it_was_not_confirmed_is_read_by_the_first_officer_and_at_the_desk(
    here: Bureau,
) -> None:
    journey, request = asked(here, finding_pathway())
    line = propose(here, request)
    here.later(minutes=5)
    refuse(here.office, here.token(request, 2), line, "Sai ngày sinh")

    unread = look(here.office, here.token(request))
    mine = read_words(here.office, here.token(request))
    at_the_desk = consult(here.office, request, "lan")

    assert isinstance(unread, Open)
    assert [(one.kind, one.text, one.withheld) for one in unread.said] == [
        ("not_confirmed", "", True)
    ]
    assert [one.text for one in mine.said] == ["Sai ngày sinh"]
    assert [one.text for one in at_the_desk.said] == ["Sai ngày sinh"]
    assert at_the_desk.refused is not None
    assert at_the_desk.refused.values == {"victim": True}
    assert ("police_1", "Có câu trả lời không được xác nhận") in told(here, journey)


def test_a_reason_that_was_promised_to_nobody_else_stays_sealed(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())
    propose(here, request)
    with here.office.store.writing() as books:
        dossier = Dossier.locked(here.office, books, journey)
        (key,) = dossier.state.requests
        before = ProposalRefused(at=here.clock.now(), key=key, by="lan", how="phone")
        dossier.record(before, "user:lan", {"reason": "Chị Hoa không ở đó"})

    seen = look(here.office, here.token(request))

    assert isinstance(seen, Open)
    assert (seen.asking.turned_down_at, seen.said) == (here.clock.now(), ())
    assert read_words(here.office, here.token(request)).said == ()


def test_who_named_a_colleague_hears_that_they_were_not_confirmed(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())
    delegate(here.office, here.token(request), HOA)
    told(here, journey)

    reject_colleague(here.office, request, "Không phải cán bộ ở đó", "lan")

    seen = look(here.office, here.token(request))
    assert isinstance(seen, Open)
    assert [(one.kind, one.withheld) for one in seen.said] == [("colleague_rejected", False)]
    assert told(here, journey) == [("police_1", "Đồng nghiệp mới không được xác nhận")]


def test_the_agency_that_had_a_request_hears_that_another_has_it(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())

    pass_on_to(here.office, request, "shelter", "lan")

    elsewhere, new = "Yêu cầu đã chuyển cho cơ quan khác", "Có yêu cầu đang chờ cơ quan trả lời"
    assert told(here, journey) == [
        ("police_1", elsewhere),
        ("police_2", elsewhere),
        ("shelter_1", new),
        ("shelter_2", new),
    ]


def test_whoever_answered_hears_that_the_coordinator_put_another_answer_there(
    here: Bureau,
) -> None:
    journey, request = answered(here)

    answer_for_agency(here.office, request, phoned(here, request, NO), "lan")

    seen = settled(here, request)
    assert ("police_1", "Câu trả lời của anh/chị đã được thay") in told(here, journey)
    assert (seen.replaced, seen.by_this_contact) == (True, False)
    assert not settled(here, request, 2).replaced


def test_whose_request_is_withdrawn_hears_whether_another_agency_is_asked(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())

    ask_again(here.office, request, "lan", "shelter")
    here.carry(journey)
    elsewhere = letter_to(here, "police_1")
    withdraw(here.office, f"{journey}:verify", "lan", "Trùng")
    here.carry(journey)

    assert "Cơ quan khác đang được đề nghị" in elsewhere
    assert "Không cần cơ quan thực hiện yêu cầu dưới đây nữa." in letter_to(here, "shelter_1")


def test_of_a_pause_the_page_of_a_request_says_since_when(here: Bureau) -> None:
    journey, request = asked(here, finding_pathway())

    pause(here.office, journey, "lan", clocks_stop=False)

    seen = look(here.office, here.token(request))
    assert isinstance(seen, Open)
    assert seen.asking.paused_at == here.clock.now()


def test_the_second_of_two_reads_that_they_confirmed_it(here: Bureau) -> None:
    _, request = answered(here, finding_pathway())

    assert [settled(here, request, contact).confirmed for contact in (1, 2)] == [False, True]


def letter_to(place: Bureau, contact: str) -> str:
    """The last."""
    return [one.letter.text for one in place.pile if one.target.startswith(contact)][-1]
