"""Codes that come to an officer's other address, and those that are read out to them."""

from __future__ import annotations

import re

import pytest

from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.halting import pause, stop
from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.letters.delivering import claim, refused
from domain.casework.person.reading import (
    make_code,
    read_person,
    send_code,
)
from domain.casework.person.reading_views import Shown, WrongCode
from domain.journey.reaching import Refusal
from domain.seals.reading_codes import MOST_TRIES
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.person.test_reading import shared, wrong
from tests.domain.casework.sharing import (
    ASKING,
    take_back,
    taken_down,
)

SENT_CODE = re.compile(r"\b(\d{6})\b")


def test_a_code_may_come_to_the_contacts_other_address(anywhere: Bureau) -> None:
    journey, token, _ = shared(anywhere)
    anywhere.pile.clear()

    told = send_code(anywhere.office, token)
    anywhere.send()

    (letter,) = anywhere.pile
    (code,) = SENT_CODE.findall(letter.letter.text)
    assert told == ("sent", journey)
    assert (letter.channel, letter.target) == ("sms", "0912345678")
    assert "/a/" not in letter.letter.text
    assert isinstance(read_person(anywhere.office, token, code).outcome, Shown)


def test_a_code_that_is_sent_gives_no_more_tries(here: Bureau) -> None:
    _, token, code = shared(here)
    for _ in range(4):
        read_person(here.office, token, wrong(code))

    send_code(here.office, token)
    here.send()

    assert read_person(here.office, token, wrong(code)).outcome == WrongCode(0)
    here.later(minutes=5)
    assert send_code(here.office, token)[0] == "locked"


def test_codes_are_not_sent_in_a_heap(here: Bureau) -> None:
    _, token, _ = shared(here)

    told = [send_code(here.office, token)[0] for _ in range(2)]
    for _ in range(5):
        here.later(minutes=3)
        told.append(send_code(here.office, token)[0])

    assert told == ["sent", "just_sent", "sent", "sent", "sent", "sent", "locked"]


def test_a_locked_code_is_still_locked_when_it_has_run_out(anywhere: Bureau) -> None:
    _, token, code = shared(anywhere)
    for _ in range(MOST_TRIES):
        read_person(anywhere.office, token, wrong(code))
    anywhere.pile.clear()
    anywhere.later(hours=73)

    told, _ = send_code(anywhere.office, token)
    anywhere.send()

    assert told == "locked"
    assert anywhere.pile == []


@pytest.mark.parametrize("clocks_stop", [False, True])
def test_while_a_journey_is_paused_a_code_goes_out_all_the_same(
    anywhere: Bureau, *, clocks_stop: bool
) -> None:
    journey, token, _ = shared(anywhere)
    pause(anywhere.office, journey, "lan", clocks_stop=clocks_stop)
    anywhere.pile.clear()

    told, _ = send_code(anywhere.office, token)
    anywhere.send()

    (letter,) = anywhere.pile
    (code,) = SENT_CODE.findall(letter.letter.text)
    assert told == "sent"
    assert isinstance(read_person(anywhere.office, token, code).outcome, Shown)


def test_behind_a_stop_no_code_goes_out(here: Bureau) -> None:
    journey, token, _ = shared(here)
    here.pile.clear()
    send_code(here.office, token)

    stop(here.office, journey, "Không an toàn", "lan", unsafe=False)
    here.send()

    assert here.pile == []


def test_a_code_that_nobody_waits_for_any_more_does_not_go_out(here: Bureau) -> None:
    _, token, _ = shared(here)
    here.pile.clear()
    send_code(here.office, token)

    here.later(hours=73)
    here.send()

    assert here.pile == []


@pytest.mark.parametrize("when", ["waiting", "under way"])
def test_the_code_that_was_read_out_stays_right_whatever_the_gateway_does(
    anywhere: Bureau, when: str
) -> None:
    journey, token, _ = shared(anywhere)
    (request,) = anywhere.waiting(journey)
    anywhere.pile.clear()
    send_code(anywhere.office, token)
    (notice,) = unsent_notices(anywhere.office)
    taken = claim(anywhere.office, notice)
    assert taken is not None
    if when == "waiting":
        refused(anywhere.office, taken, Refusal("busy"))

    code = make_code(anywhere.office, request, "police_1", "lan").code
    if when == "under way":
        refused(anywhere.office, taken, Refusal("busy"))
    with anywhere.office.store.writing() as books:
        found = books.notices.find(notice)
        assert found is not None
        found.lease_until = None
    anywhere.send()

    assert anywhere.pile == []
    assert isinstance(read_person(anywhere.office, token, code).outcome, Shown)


def test_a_code_that_was_refused_for_good_is_no_request_that_was_not_delivered(
    anywhere: Bureau,
) -> None:
    _, token, _ = shared(anywhere)
    send_code(anywhere.office, token)
    (notice,) = unsent_notices(anywhere.office)
    taken = claim(anywhere.office, notice)
    assert taken is not None

    refused(anywhere.office, taken, Refusal("no such number", for_good=True))
    anywhere.sweep()

    assert lead_list(anywhere.office, "en") == ()


def test_a_code_that_waits_to_be_sent_does_not_go_once_consent_is_withdrawn(here: Bureau) -> None:
    journey, token, _ = shared(here)
    here.pile.clear()
    send_code(here.office, token)

    take_back(here, journey)
    here.send()

    assert here.pile == []


@pytest.mark.parametrize(
    ("contact", "problem"),
    [
        # of another agency
        ("shelter_1", "Name one of: police_1, police_2"),
        # of none
        ("lan", "Name one of: police_1, police_2"),
    ],
)
def test_codes_are_made_for_who_has_the_request(here: Bureau, contact: str, problem: str) -> None:
    journey, *_ = shared(here)

    with pytest.raises(CannotDo, match=problem):
        make_code(here.office, here.waiting(journey)[0], contact, "lan")


def test_without_consent_there_is_no_code(here: Bureau) -> None:
    journey = taken_down(here, ASKING)

    with pytest.raises(CannotDo, match="nothing to read"):
        make_code(here.office, here.waiting(journey)[0], "police_1", "lan")
