"""That it would not be safe is told after an answer: it reaches who must act as at first."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.sent_corrections import leave_the_answer, send_correction, take_over
from domain.casework.answers.views import Submission, TooLate
from domain.casework.desk.consulting import consult
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.halting import pause, stop
from domain.journey.facts import Answered, Corrected, CorrectionWanted
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import VICTIM, facts, finding_pathway
from tests.domain.casework.sending_on import (
    NO,
    VERIFIED,
    answered,
    correction,
    send,
    settled,
)


def report(place: Bureau, request: str, contact: int = 1, why: str = "Có người canh") -> bool:
    """By a link of that contact; whether somebody hears of it."""
    token = place.token(request, contact)
    line = settled(place, request, contact).for_danger
    told = Submission("declined", {}, why, line, "unsafe")
    return send_correction(place.office, token, told).sent_on.heard


def told_of_danger(place: Bureau) -> list[str]:
    urgent = (one for one in place.pile if "KHẨN" in one.letter.subject)
    return sorted(one.target.partition("@")[0] for one in urgent)


def on_the_list(place: Bureau) -> list[str]:
    return [line.why.partition(".")[0] for line in lead_list(place.office, "en")]


TOLD = "It was answered, and now the agency says that it would not be safe"


def test_sent_as_a_late_correction_it_is_as_urgent_as_an_answer(anywhere: Bureau) -> None:
    journey, request = answered(anywhere)

    heard = report(anywhere, request)
    anywhere.carry(journey)
    anywhere.carry(journey)

    assert heard
    assert told_of_danger(anywhere) == ["labour_1", "labour_2"]
    assert on_the_list(anywhere) == [TOLD]
    assert len(facts(anywhere, journey, Answered)) == 1


@pytest.mark.parametrize("contact", [1, 2])
def test_it_is_told_while_the_answer_could_be_corrected_and_by_a_colleague(
    here: Bureau, contact: int
) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (request,) = here.waiting(journey)
    answer(here.office, here.token(request), Submission("done", VICTIM))

    report(here, request, contact)
    here.carry(journey)

    assert told_of_danger(here) == ["labour_1", "labour_2"]
    assert [one.kind for one in settled(here, request, contact).said] == ["correction"]


def test_a_pause_does_not_keep_it_from_the_lead(here: Bureau) -> None:
    journey, request = answered(here)
    pause(here.office, journey, "lan", clocks_stop=False)

    report(here, request)
    here.carry(journey)

    assert on_the_list(here) == [TOLD]
    assert told_of_danger(here) == ["labour_1", "labour_2"]


def test_pressed_twice_it_is_recorded_and_told_once(here: Bureau) -> None:
    journey, request = answered(here)
    report(here, request)
    report(here, request)
    here.carry(journey)

    assert len(facts(here, journey, CorrectionWanted)) == 1
    assert told_of_danger(here) == ["labour_1", "labour_2"]


def test_reported_again_with_other_words_it_is_told_again(anywhere: Bureau) -> None:
    journey, request = answered(anywhere)
    report(anywhere, request)
    anywhere.carry(journey)
    anywhere.pile.clear()

    report(anywhere, request, why="Bây giờ có hai người canh")
    anywhere.carry(journey)
    anywhere.carry(journey)

    assert told_of_danger(anywhere) == ["labour_1", "labour_2"]
    assert on_the_list(anywhere) == [TOLD]


@pytest.mark.parametrize("seen", [True, False])
def test_reported_again_after_it_was_left_it_is_told_again(here: Bureau, *, seen: bool) -> None:
    journey, request = answered(here)
    report(here, request)
    here.carry(journey)
    consult(here.office, request, "lan")
    leave_the_answer(here.office, request, "Đã gọi", "lan")
    if seen:
        here.carry(journey)
    here.pile.clear()

    report(here, request)
    here.carry(journey)

    assert told_of_danger(here) == ["labour_1", "labour_2"]
    assert on_the_list(here) == [TOLD]


def test_taken_over_it_waits_as_an_answer_that_tells_a_danger(here: Bureau) -> None:
    journey, request = answered(here)
    report(here, request)
    consult(here.office, request, "lan")

    take_over(here.office, request, "lan")
    here.carry(journey)

    (given,) = facts(here, journey, Corrected)
    assert isinstance(given, Corrected)
    assert (given.verdict, given.reason) == ("declined", "unsafe")
    assert settled(here, request).danger_told


def test_over_a_colleagues_correction_or_after_a_stop_it_is_not_taken(here: Bureau) -> None:
    journey, request = answered(here)
    send(here, request)
    over_anothers = settled(here, request, 2).for_danger
    stop(here.office, journey, "Xong", "lan", unsafe=False)

    with pytest.raises(TooLate):
        report(here, request)

    assert over_anothers is None


def test_while_a_late_correction_awaits_its_second_person_nothing_is_taken_unheard(
    here: Bureau,
) -> None:
    here.publish(finding_pathway())
    journey = here.open(finding_pathway())
    (request,) = here.waiting(journey)
    here.answer_as_two(request, VICTIM)
    line = settled(here, request).correctable
    answer(here.office, here.token(request), Submission("done", NO, corrects=line))
    here.carry(journey)

    seen = settled(here, request)

    assert len(here.waiting(journey)) == 1
    assert (seen.for_danger, seen.for_the_coordinator) == (None, None)
    told = Submission("declined", {}, "Có người canh", line, "unsafe")
    with pytest.raises(TooLate):
        send_correction(here.office, here.token(request), told)
    assert facts(here, journey, CorrectionWanted) == []


def test_to_a_colleague_it_is_known_while_it_waits(here: Bureau) -> None:
    journey, request = answered(here)
    report(here, request)

    seen = settled(here, request, 2)

    assert seen.danger_told
    with pytest.raises(TooLate):
        report(here, request, 2)
    assert len(facts(here, journey, CorrectionWanted)) == 1


def test_a_correction_without_danger_does_not_replace_a_danger_that_waits(here: Bureau) -> None:
    journey, request = answered(here)
    mine = correction(here, request)
    report(here, request)

    with pytest.raises(TooLate):
        send_correction(here.office, here.token(request), mine)

    here.carry(journey)
    assert told_of_danger(here) == ["labour_1", "labour_2"]
    assert on_the_list(here) == [TOLD]


def test_nor_does_a_correction_in_time(here: Bureau) -> None:
    here.publish(VERIFIED)
    journey = here.open(VERIFIED)
    (request,) = here.waiting(journey)
    here.answer(request, VICTIM)
    line = settled(here, request).correctable
    report(here, request)

    with pytest.raises(TooLate):
        answer(here.office, here.token(request), Submission("done", NO, corrects=line))

    here.carry(journey)
    assert on_the_list(here) == [TOLD]
