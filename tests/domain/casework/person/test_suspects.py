"""What comes by a link whose code was typed wrongly too often is not taken for the officer's."""

from __future__ import annotations

from domain.casework.answers.answering import answer
from domain.casework.answers.views import Submission
from domain.casework.desk.case_files import journey_file
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import ask_again
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.halting import pause
from domain.casework.person.reading import make_code, read_person
from domain.seals.reading_codes import MOST_TRIES
from domain.users.user import User
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.person.test_reading import shared, wrong
from tests.domain.casework.sharing import SHOWN, agree, code_of, taken_down
from tests.domain.small import pathway, step

LAN = User("lan", "Lan", "coordinator")
ANSWERED = "This was answered by a link whose code had been typed wrongly five times"


def locked(place: Bureau) -> tuple[str, str, str]:
    """A journey, its request, and the link whose code is locked."""
    journey, token, code = shared(place)
    (request,) = place.waiting(journey)
    for _ in range(MOST_TRIES):
        read_person(place.office, token, wrong(code))
    place.carry(journey)
    place.pile.clear()
    return journey, request, token


def listed(place: Bureau) -> list[str]:
    return [line.why.partition(":")[0] for line in lead_list(place.office, "en")]


def test_an_answer_leaves_the_alarm_on_the_list_until_a_coordinator_has_read_it(
    anywhere: Bureau,
) -> None:
    journey, request, token = locked(anywhere)

    answer(anywhere.office, token, Submission("done", {}))
    anywhere.carry(journey)
    anywhere.carry(journey)
    before, urgent = listed(anywhere), ["KHẨN" in one.letter.subject for one in anywhere.pile]
    seen = consult(anywhere.office, request, "lan")
    anywhere.carry(journey)

    assert before == [ANSWERED]
    assert any(urgent)
    assert seen.suspect
    assert listed(anywhere) == []


def test_a_danger_told_by_that_link_stands_beside_the_alarm(here: Bureau) -> None:
    journey, _, token = locked(here)

    answer(here.office, token, Submission("declined", {}, because="unsafe"))
    here.carry(journey)

    first, second = sorted(listed(here))
    assert first.startswith("The agency says that it would not be safe now")
    assert second == ANSWERED


def test_while_the_journey_rests_the_alarm_stays(here: Bureau) -> None:
    journey, _, token = locked(here)
    pause(here.office, journey, "lan", clocks_stop=False)

    answer(here.office, token, Submission("done", {}))
    here.carry(journey)

    assert listed(here) == [ANSWERED]


def test_the_case_says_of_the_answer_by_which_link_it_came(here: Bureau) -> None:
    journey, _, token = locked(here)
    answer(here.office, token, Submission("done", {}))
    here.carry(journey)

    file = journey_file(here.office, LAN, code_of(journey))

    signed = [one.signed.answered for one in file.requests if one.signed.answered]
    assert [one.suspect for one in signed] == [True]


def test_the_alarm_points_at_the_answer_though_another_agency_was_asked_since(
    here: Bureau,
) -> None:
    journey, request, token = locked(here)

    answer(here.office, token, Submission("declined", {}, because="wrong_area"))
    ask_again(here.office, request, "lan", "shelter")
    here.carry(journey)
    (line,) = lead_list(here.office, "en")
    file = journey_file(here.office, LAN, code_of(journey))
    urgent = [one.letter.text for one in here.pile if "KHẨN" in one.letter.subject]
    consult(here.office, line.reference, "lan")
    here.carry(journey)

    assert here.waiting(journey) not in ([], [request])
    assert line.reference == request
    assert [one.place for one in file.waits] == [request.rpartition("/")[2]]
    assert urgent
    assert all("Xin gọi ngay: Cơ quan police" in each for each in urgent)
    assert listed(here) == []


def test_neither_a_colleague_nor_a_new_code_takes_the_alarm_away(here: Bureau) -> None:
    verify = step("verify", shares=[SHOWN], second_person=True)
    two = pathway(verify, step("papers", "verify", role="shelter"))
    journey = taken_down(here, two)
    agree(here, journey)
    (request,) = here.waiting(journey)
    code = make_code(here.office, request, "police_1", "lan").code
    for _ in range(MOST_TRIES):
        read_person(here.office, here.token(request), wrong(code))

    answer(here.office, here.token(request), Submission("done", {}))
    make_code(here.office, request, "police_1", "lan")
    here.carry(journey)
    proposed = listed(here)
    here.confirm(request, contact=2)
    here.carry(journey)

    assert ANSWERED in proposed
    assert ANSWERED in listed(here)
    assert consult(here.office, request, "lan").suspect


def test_an_end_waits_until_a_coordinator_has_read_the_answer(here: Bureau) -> None:
    journey, request, token = locked(here)
    answer(here.office, token, Submission("done", {}))
    here.carry(journey)
    (shelter,) = here.waiting(journey)
    here.answer(shelter, {})
    before = here.carry(journey).status, listed(here)

    consult(here.office, request, "lan")

    assert (before, here.carry(journey).status) == (("open", [ANSWERED]), "ended")
