"""What takes two: who is told, who may confirm, what counts when."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.confirming import (
    confirm,
    confirm_for_agency,
    proposed_texts,
    refuse,
    refuse_for_agency,
)
from domain.casework.answers.delegating import delegate
from domain.casework.answers.sent_corrections import leave_the_answer
from domain.casework.answers.views import (
    Dead,
    Delegation,
    Open,
    Settled,
    Submission,
    TextsToConfirm,
    ToConfirm,
    TooLate,
    Unconfirmed,
)
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import CannotDo, answer_for_agency
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.halting import pause, stop
from domain.journey.facts import Answered, Corrected, ProposalRefused, Proposed
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import (
    PHONED,
    VICTIM,
    asked,
    asked_of_one,
    asked_steps,
    facts,
    finding_pathway,
    propose,
    seen_line,
    told,
)
from tests.domain.casework.sending_on import NO, phoned


@pytest.fixture
def finding() -> Pathway:
    return finding_pathway()


def test_the_other_is_told_confirms_and_only_then_it_goes_on(
    anywhere: Bureau, finding: Pathway
) -> None:
    journey, request = asked(anywhere, finding)
    line = propose(anywhere, request)
    first = told(anywhere, journey)
    before = asked_steps(anywhere, journey)

    taken = confirm(anywhere.office, anywhere.token(request, 2), line)
    anywhere.carry(journey)

    [given] = facts(anywhere, journey, Answered)
    assert isinstance(given, Answered)
    assert first == [("police_2", "Có câu trả lời chờ anh/chị xác nhận")]
    assert (before, asked_steps(anywhere, journey)) == (["verify"], ["verify", "papers"])
    assert (taken.receipt.confirmed, taken.receipt.values) == (True, {"victim": True})
    assert (given.by, given.how, given.proposed_by) == ("police_2", "link", "contact:police_1")


def test_what_the_two_see_meanwhile(here: Bureau, finding: Pathway) -> None:
    _, request = asked(here, finding)
    propose(here, request)

    mine, theirs = (look(here.office, here.token(request, n)) for n in (1, 2))

    assert isinstance(mine, Unconfirmed)
    assert mine.others
    assert isinstance(theirs, ToConfirm)
    assert theirs.proposed.values == {"victim": True}


def test_nobody_confirms_their_own(here: Bureau, finding: Pathway) -> None:
    journey, request = asked(here, finding)
    line = propose(here, request)

    with pytest.raises(TooLate) as caught:
        confirm(here.office, here.token(request, 1), line)

    assert isinstance(caught.value.look, Unconfirmed)
    assert facts(here, journey, Answered) == []


def test_what_was_written_is_sealed_read_on_purpose_and_kept_with_the_answer(
    anywhere: Bureau, finding: Pathway
) -> None:
    journey, request = asked(anywhere, finding)
    line = propose(anywhere, request, note=["Giấy số 12"])
    token = anywhere.token(request, 2)

    texts = proposed_texts(anywhere.office, token, line)
    confirm(anywhere.office, token, line)

    with anywhere.office.store.reading() as books:
        lines = books.trails.lines(journey)
        bodies = [books.trails.payload(journey, each.seq) for each in lines]
    assert texts == TextsToConfirm({"note": "Giấy số 12"})
    assert [(e.kind, e.actor) for e in lines if e.kind == "read"] == [("read", "contact:police_2")]
    assert not [body for body in bodies if body and "Giấy" in body.body]
    assert consult(anywhere.office, request, "lan").texts == {"note": "Giấy số 12"}


def test_what_is_not_confirmed_goes_back_to_the_first(anywhere: Bureau, finding: Pathway) -> None:
    journey, request = asked(anywhere, finding)
    line = propose(anywhere, request)
    told(anywhere, journey)

    refuse(anywhere.office, anywhere.token(request, 2), line, "Sai ngày")

    letters = told(anywhere, journey)
    seen = look(anywhere.office, anywhere.token(request))
    assert letters == [("police_1", "Có câu trả lời không được xác nhận")]
    assert isinstance(seen, Open)
    assert seen.asking.turned_down_at is not None
    assert facts(anywhere, journey, Answered) == []
    again = propose(anywhere, request)
    confirm(anywhere.office, anywhere.token(request, 2), again)
    assert len(facts(anywhere, journey, Proposed)) == 2
    assert len(facts(anywhere, journey, Answered)) == 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 4001], ids=["none", "blank", "too_long"])
def test_to_refuse_takes_a_reason(here: Bureau, finding: Pathway, reason: str) -> None:
    journey, request = asked(here, finding)
    line = propose(here, request)

    with pytest.raises(FormFaults) as caught:
        refuse(here.office, here.token(request, 2), line, reason)

    assert set(caught.value.faults) == {"reason"}
    assert facts(here, journey, ProposalRefused) == []


def test_what_was_proposed_anew_is_not_what_was_seen(here: Bureau, finding: Pathway) -> None:
    journey, request = asked(here, finding)
    seen = propose(here, request)
    refuse_for_agency(here.office, request, "Trần Thị Bình", "phone", "Sai ngày", "lan")
    propose(here, request)

    with pytest.raises(TooLate):
        confirm(here.office, here.token(request, 2), seen)

    assert facts(here, journey, Answered) == []


def test_to_say_no_takes_one(here: Bureau, finding: Pathway) -> None:
    journey, request = asked(here, finding)

    taken = here.decline(request)

    assert not taken.receipt.awaits_second
    assert facts(here, journey, Proposed) == []
    assert here.requests(journey)[0].status == "declined"


class TestTheCoordinator:
    def test_has_it_confirmed_where_the_agency_has_nobody_else(
        self, anywhere: Bureau, finding: Pathway
    ) -> None:
        journey, request = asked_of_one(anywhere, finding)
        answer(anywhere.office, anywhere.token(request), Submission("done", VICTIM))
        told(anywhere, journey)
        [line] = lead_list(anywhere.office, "en")

        confirm_for_agency(anywhere.office, line.reference, "Trần Thị Bình", "phone", "lan")
        anywhere.carry(journey)

        [given] = facts(anywhere, journey, Answered)
        assert isinstance(given, Answered)
        assert "somebody else at the agency confirm it by telephone" in line.why
        assert (given.by, given.how, given.proposed_by) == ("lan", "phone", "contact:police_1")
        assert lead_list(anywhere.office, "en") == ()
        assert consult(anywhere.office, request, "mai").texts == {"_confirmed_by": "Trần Thị Bình"}

    def test_is_told_when_the_second_lets_the_time_go_by(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = asked(here, finding)
        propose(here, request)
        told(here, journey)
        on_the_list = []

        for _ in range(40):
            here.later(days=1)
            here.sweep()
            on_the_list.append(len(lead_list(here.office, "en")))

        reminded = {(one.target, one.notices) for one in here.pile}
        subjects = {one.letter.subject.partition("] ")[2] for one in here.pile}
        assert on_the_list[0] == 0
        assert on_the_list[-1] == 1
        assert {target for target, _ in reminded} == {
            "police_2@example.vn", "labour_1@example.vn", "labour_2@example.vn",
        }  # fmt: skip
        assert not [subject for subject in subjects if "chưa được trả lời" in subject]
        [line] = lead_list(here.office, "en")
        assert "awaits a second person" in line.why

    def test_may_not_be_both(self, here: Bureau, finding: Pathway) -> None:
        journey, request = asked(here, finding)
        answer_for_agency(here.office, request, PHONED, "lan")

        with pytest.raises(CannotDo, match="another coordinator"):
            confirm_for_agency(here.office, request, "Trần Thị Bình", "phone", "lan")

        assert facts(here, journey, Answered) == []

    def test_wrote_it_down_and_an_officer_confirms(self, here: Bureau, finding: Pathway) -> None:
        journey, request = asked(here, finding)
        answer_for_agency(here.office, request, PHONED, "lan")
        letters = told(here, journey)

        confirm(here.office, here.token(request), seen_line(here, request, contact=1))

        [given] = facts(here, journey, Answered)
        assert isinstance(given, Answered)
        assert [who for who, _ in letters] == ["police_1", "police_2"]
        assert (given.by, given.proposed_by) == ("police_1", "user:lan")

    def test_wrote_it_down_and_another_coordinator_confirms(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = asked(here, finding)
        answer_for_agency(here.office, request, PHONED, "lan")

        with pytest.raises(CannotDo, match="somebody else"):
            confirm_for_agency(here.office, request, "Nguyễn Văn An", "phone", "mai")
        confirm_for_agency(here.office, request, "Trần Thị Bình", "phone", "mai")

        assert len(facts(here, journey, Answered)) == 1

    def test_hears_when_the_agency_does_not_confirm_it(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = asked(here, finding)
        answer_for_agency(here.office, request, PHONED, "lan")

        refuse(here.office, here.token(request), seen_line(here, request, 1), "Chưa ai nói vậy")
        here.carry(journey)

        [line] = lead_list(here.office, "en")
        assert "did not confirm the answer that you wrote down" in line.why

    def test_does_not_answer_over_what_awaits_a_second(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = asked(here, finding)
        propose(here, request)

        with pytest.raises(CannotDo, match="awaits a second person"):
            answer_for_agency(here.office, request, PHONED, "lan")

        assert len(facts(here, journey, Proposed)) == 1

    def test_confirms_nothing_that_nobody_has_said(self, here: Bureau, finding: Pathway) -> None:
        _, request = asked(here, finding)

        with pytest.raises(CannotDo, match="No answer awaits"):
            confirm_for_agency(here.office, request, "Trần Thị Bình", "phone", "lan")


class TestACorrection:
    def test_of_what_was_confirmed_takes_two_as_well(
        self, anywhere: Bureau, finding: Pathway
    ) -> None:
        journey, request = confirmed(anywhere, finding)
        first = anywhere.token(request)
        settled = look(anywhere.office, first)
        assert isinstance(settled, Settled)
        no = Submission("done", {"victim": ["no"]}, corrects=settled.correctable)

        receipt = answer(anywhere.office, first, no).receipt
        between = facts(anywhere, journey, Corrected)
        confirm(anywhere.office, anywhere.token(request, 2), seen_line(anywhere, request))

        [given] = facts(anywhere, journey, Corrected)
        assert isinstance(given, Corrected)
        assert (receipt.awaits_second, receipt.corrected, between) == (True, True, [])
        assert (given.corrects, given.values) == (settled.correctable, {"victim": False})

    def test_comes_too_late_once_what_depends_is_asked(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = confirmed(here, finding)
        settled = look(here.office, here.token(request))
        assert isinstance(settled, Settled)
        no = Submission("done", {"victim": ["no"]}, corrects=settled.correctable)
        answer(here.office, here.token(request), no)
        line = seen_line(here, request)

        here.carry(journey)

        with pytest.raises(TooLate) as caught:
            confirm(here.office, here.token(request, 2), line)
        assert isinstance(caught.value.look, Settled)
        [waits] = lead_list(here.office, "en")
        confirm_for_agency(here.office, waits.reference, "Trần Thị Bình", "phone", "lan")
        assert len(facts(here, journey, Corrected)) == 1

    def test_that_a_coordinator_wrote_down_late_is_confirmed_or_refused_by_a_link(
        self, here: Bureau, finding: Pathway
    ) -> None:
        journey, request = confirmed(here, finding)
        told(here, journey)
        here.later(hours=1)
        answer_for_agency(here.office, request, phoned(here, request, NO), "lan")
        asked_to = told(here, journey)
        before = lead_list(here.office, "en")

        refuse(here.office, here.token(request, 2), seen_line(here, request), "Chưa ai nói vậy")
        here.carry(journey)

        (line,) = lead_list(here.office, "en")
        leave_the_answer(here.office, line.reference, "Đã hỏi lại", "lan")
        here.carry(journey)
        assert [who for who, _ in asked_to] == ["police_1", "police_2"]
        assert before == ()
        assert (line.reference, "did not confirm" in line.why) == (request, True)
        assert lead_list(here.office, "en") == ()
        assert facts(here, journey, Corrected) == []


def confirmed(place: Bureau, finding: Pathway) -> tuple[str, str]:
    journey, request = asked(place, finding)
    confirm(place.office, place.token(request, 2), propose(place, request))
    return journey, request


def test_who_passed_it_on_may_be_the_second(here: Bureau, finding: Pathway) -> None:
    journey, request = asked(here, finding)
    delegate(here.office, here.token(request), Delegation("police_2"))
    told(here, journey)
    taken = answer(here.office, here.token(request, 2), Submission("done", VICTIM))
    before = look(here.office, here.token(request))

    letters = told(here, journey)
    confirm(here.office, here.token(request), seen_line(here, request, contact=1))

    assert taken.receipt.awaits_second
    assert isinstance(before, Dead)
    assert [who for who, _ in letters] == ["police_1"]
    assert len(facts(here, journey, Answered)) == 1


def test_a_letter_to_confirm_goes_no_more_once_that_is_decided(
    here: Bureau, finding: Pathway
) -> None:
    journey, request = asked(here, finding)
    line = propose(here, request)
    look_at(here.office, journey)
    confirm(here.office, here.token(request, 2), line)

    letters = told(here, journey)

    assert [who for who, _ in letters] == ["shelter_1", "shelter_2"]


@pytest.mark.parametrize("rest", ["paused", "stopped"])
def test_nobody_is_told_while_the_journey_rests(here: Bureau, finding: Pathway, rest: str) -> None:
    journey, request = asked(here, finding)
    propose(here, request)
    if rest == "paused":
        pause(here.office, journey, "lan", clocks_stop=True)
    else:
        stop(here.office, journey, "Chờ", "lan", unsafe=False)

    here.send()

    assert here.pile == []
