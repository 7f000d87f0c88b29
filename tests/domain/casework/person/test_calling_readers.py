"""Who has read what the person takes back stays on the lead's list until they were called."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.halting import pause, stop
from domain.casework.person.calling_readers import note_called
from domain.casework.person.reading import make_code, read_person
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.casework.sharing import ASKING, agree, kinds, take_back, taken_down

TO_CALL = "and note that you called. To be called: Người trực."


def read_then_taken_back(place: Bureau) -> tuple[str, str]:
    journey = taken_down(place, ASKING)
    agree(place, journey)
    (request,) = place.waiting(journey)
    read(place, request)
    take_back(place, journey)
    place.carry(journey)
    return journey, request


def read(place: Bureau, request: str) -> None:
    code = make_code(place.office, request, "police_1", "lan").code
    read_person(place.office, place.token(request), code)


def to_call(place: Bureau) -> list[str]:
    lines = lead_list(place.office, "en")
    return [line.reference for line in lines if line.why.endswith(TO_CALL)]


def test_the_line_goes_once_the_call_is_noted(anywhere: Bureau) -> None:
    journey, request = read_then_taken_back(anywhere)
    before = to_call(anywhere)

    note_called(anywhere.office, request, "police_1", "lan")
    anywhere.carry(journey)

    assert (before, to_call(anywhere)) == ([request], [])
    assert kinds(anywhere, journey)[-1] == "reader_called"
    with pytest.raises(CannotDo, match="not any more"):
        note_called(anywhere.office, request, "police_1", "lan")


def test_who_reads_it_anew_and_may_not_use_it_again_is_called_again(here: Bureau) -> None:
    journey, request = read_then_taken_back(here)
    note_called(here.office, request, "police_1", "lan")
    agree(here, journey)
    read(here, request)

    take_back(here, journey)
    here.carry(journey)

    assert to_call(here) == [request]


def test_a_pause_keeps_no_call_from_the_lead(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    agree(here, journey)
    (request,) = here.waiting(journey)
    read(here, request)
    pause(here.office, journey, "lan", clocks_stop=True)

    take_back(here, journey)
    here.carry(journey)
    before = to_call(here)
    note_called(here.office, request, "police_1", "lan")
    here.carry(journey)

    assert (before, to_call(here)) == ([request], [])


def test_whom_to_call_outlives_the_journey(anywhere: Bureau) -> None:
    journey, request = read_then_taken_back(anywhere)
    stop(anywhere.office, journey, "Chị ấy muốn dừng", "lan", unsafe=True)
    anywhere.carry(journey)
    before = to_call(anywhere)

    note_called(anywhere.office, request, "police_1", "lan")

    assert (before, to_call(anywhere)) == ([request], [])


def test_what_is_taken_back_after_the_end_is_listed_too(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    agree(here, journey)
    (request,) = here.waiting(journey)
    read(here, request)
    stop(here.office, journey, "Xong", "lan", unsafe=True)
    here.carry(journey)

    take_back(here, journey)

    assert to_call(here) == [request]


def test_who_left_the_directory_is_called_by_what_is_known_of_them(here: Bureau) -> None:
    journey, request = read_then_taken_back(here)
    publish_directory(
        here.office, directory_for(ASKING).replace("police_1", "police_9"), "user:lan"
    )

    (line,) = lead_list(here.office, "en")
    note_called(here.office, request, "police_1", "lan")
    here.carry(journey)

    assert line.why.endswith("To be called: police_1.")
    assert lead_list(here.office, "en") == ()
