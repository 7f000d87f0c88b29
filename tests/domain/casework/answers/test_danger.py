"""Danger reaches those who must act, and what they read of it is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.answers.answering import look
from domain.casework.answers.views import Dead, Settled
from domain.casework.desk.coordinating import skip
from domain.casework.desk.desk_lists import case_lines
from domain.casework.desk.looking import every_case
from domain.casework.journeys.halting import stop
from domain.casework.letters.unheard import unheard_dangers
from domain.directory.whom_to_call import WhomToCall
from domain.texts import Message
from domain.users.user import User
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import pathway, step
from tests.strategies import Part

TWO_STEPS = pathway(step("verify"), step("house", "verify"))
PHONE = "0912345678"
EVERYWHERE = User("lan", "Lan", "coordinator")
WITH_PHONES = directory_for(TWO_STEPS).replace(
    "{channel: email, target: labour_1@example.vn}",
    f"{{channel: email, target: labour_1@example.vn}}, {{channel: sms, target: '{PHONE}'}}",
)


def opened(place: Bureau) -> tuple[str, str]:
    """A journey, and the id of its one request."""
    place.publish(TWO_STEPS)
    publish_directory(place.office, WITH_PHONES, "user:lan")
    journey = place.open(TWO_STEPS)
    return journey, place.waiting(journey)[0]


def halt(place: Bureau, journey: str) -> None:
    """And a flow that is replayed does it once."""
    stop(place.office, journey, "Có người theo dõi", "lan", unsafe=True)
    place.carry(journey)
    place.carry(journey)


def letters(place: Bureau, contact: str) -> list[str]:
    return [one.letter.text for one in place.pile if one.target.startswith(contact)]


def called(said: Message | None) -> str:
    return said.in_("vi") if said is not None else ""


def test_who_is_to_halt_is_told_once_with_the_leads_number(anywhere: Bureau) -> None:
    journey, _ = opened(anywhere)

    halt(anywhere, journey)

    (_, told) = letters(anywhere, "police_1")
    assert "không bàn giao, không đưa ai đi đâu" in told
    assert f"Cơ quan labour: điện thoại {PHONE}" in told
    (line,) = (n for n in anywhere.requests(journey)[0].notices if n.contact == "police_1"
               and n.kind != "request")  # fmt: skip
    assert (line.kind, line.ordinal, line.status) == ("halt", 1, "handed_over")


def test_whom_the_site_names_is_called_before_the_lead(here: Bureau) -> None:
    journey, _ = opened(here)
    here.office = replace(here.office, whom_to_call=WhomToCall("Phòng trực", "0204 3 555 111"))

    halt(here, journey)

    told = letters(here, "police_1")[-1]
    assert told.count("0204 3 555 111") == 1
    assert PHONE not in told


def test_the_dead_link_says_halt_and_whom_to_call(here: Bureau) -> None:
    journey, request = opened(here)
    token = here.token(request)

    halt(here, journey)

    seen = look(here.office, token)
    assert isinstance(seen, Dead)
    assert (seen.fate, PHONE in called(seen.call)) == ("halted", True)


def test_whoever_had_answered_reads_it_by_their_link_as_well(here: Bureau) -> None:
    journey, request = opened(here)
    token = here.token(request)
    here.answer(request, {})
    here.carry(journey)

    halt(here, journey)

    seen = look(here.office, token)
    assert isinstance(seen, Settled)
    assert seen.halted_at == here.clock.now()


def test_what_ordinary_words_withdrew_stays_a_withdrawal(here: Bureau) -> None:
    journey, request = opened(here)
    stop(here.office, journey, "Xong", "lan", unsafe=False)
    here.later(minutes=10)
    here.carry(journey)

    seen = look(here.office, here.token(request))

    assert isinstance(seen, Dead)
    assert (seen.fate, seen.call) == ("withdrawn", None)
    assert "Không cần cơ quan thực hiện yêu cầu" in letters(here, "police_1")[-1]


LED = pathway(step("verify", role="labour"))


def led(place: Bureau, directory: str) -> tuple[str, str]:
    """A journey whose lead is asked itself, and the id of that request."""
    place.publish(LED)
    publish_directory(place.office, directory, "user:lan")
    journey = place.open(LED)
    return journey, place.waiting(journey)[0]


def alone(agency: str) -> str:
    """A directory in which it has one contact, and nobody above."""
    (line,) = (each for each in directory_for(LED).splitlines() if f"id: {agency}," in each)
    one = line.partition(f", {{id: {agency}_2")[0].replace("above: tren", "above: null") + "]}"
    return directory_for(LED).replace(line, one)


def told(place: Bureau, kind: str = "KHẨN") -> set[str]:
    return {one.target.partition("@")[0] for one in place.pile if kind in one.letter.subject}


def test_a_danger_that_the_lead_reports_reaches_who_stands_above(anywhere: Bureau) -> None:
    journey, request = led(anywhere, directory_for(LED))

    receipt = anywhere.decline(request, "unsafe").receipt
    anywhere.carry(journey)
    anywhere.carry(journey)

    assert receipt.heard
    assert told(anywhere) == {"labour_1", "labour_2", "tren_1", "tren_2"}
    (to_above,) = letters(anywhere, "tren_1")
    assert "Xin liên hệ ngay: Cơ quan labour." in to_above
    assert "Xin liên hệ ngay" not in letters(anywhere, "labour_2")[-1]


def test_a_danger_that_another_reports_is_the_leads_with_whom_to_call(here: Bureau) -> None:
    journey, request = opened(here)
    address = "{channel: email, target: police_1@example.vn}"
    numbered = WITH_PHONES.replace(address, f"{address}, {{channel: sms, target: '0987654321'}}")
    publish_directory(here.office, numbered, "user:lan")

    here.decline(request, "unsafe")
    here.carry(journey)

    assert told(here) == {"labour_1", "labour_2"}
    assert "Xin gọi ngay: Cơ quan police: điện thoại 0987654321" in letters(here, "labour_1")[-1]


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("0987654321", "Xin gọi ngay: 0987654321"),
        (None, "Xin mở ngay bàn điều phối để biết cần liên hệ với ai."),
    ],
)
def test_an_sms_says_whom_to_call_without_the_name_of_the_agency(
    here: Bureau, phone: str | None, call: str
) -> None:
    journey, request = opened(here)
    by_sms = WITH_PHONES.replace("{channel: email, target: labour_1@example.vn}, ", "")
    address = "{channel: email, target: police_1@example.vn}"
    numbered = f"{address}, {{channel: sms, target: '{phone}'}}" if phone else address
    publish_directory(here.office, by_sms.replace(address, numbered), "user:lan")

    here.decline(request, "unsafe")
    here.carry(journey)

    (text,) = letters(here, PHONE)
    assert call in text
    assert "Cơ quan police" not in text


def test_what_is_no_danger_is_the_leads_alone(here: Bureau) -> None:
    journey, request = led(here, directory_for(LED))

    here.decline(request, "not_eligible")
    here.carry(journey)

    assert told(here, "đang chờ cơ quan chủ trì") == {"labour_1", "labour_2"}


def test_where_nobody_else_hears_of_it_that_is_known_before_and_not_promised(here: Bureau) -> None:
    _, request = led(here, alone("labour"))
    before = unheard_dangers(here.office)

    receipt = here.decline(request, "unsafe").receipt

    assert not receipt.heard
    assert [(one.agency.en, str(one.area)) for one in before] == [("Agency labour", "every area")]


def test_where_nobody_leads_nor_stands_above_it_is_not_said_to_be_heard(here: Bureau) -> None:
    _, request = opened(here)
    assigned = "  - {role: labour, agency: labour, valid_from: 2020-01-01"
    ended = directory_for(TWO_STEPS).replace(assigned, f"{assigned}, valid_to: 2026-01-01")
    publish_directory(here.office, ended.replace("above: tren", "above: null"), "user:lan")

    assert not here.decline(request, "unsafe").receipt.heard


def test_with_somebody_above_every_danger_is_heard(here: Bureau) -> None:
    led(here, directory_for(LED))

    assert unheard_dangers(here.office) == ()


@pytest.mark.parametrize(
    ("limit", "urgent"),
    [
        ({"unit": "at_once", "source": "Luật"}, True),
        ({"amount": 24, "unit": "hours", "source": "Luật"}, False),
        (None, False),
    ],
)
def test_a_case_is_urgent_while_somebody_has_to_act_within_hours(
    anywhere: Bureau, limit: Part | None, *, urgent: bool
) -> None:
    journeys = []
    for small in (pathway(step("verify")), pathway(step("house", limit=limit), step("verify"))):
        anywhere.publish(small)
        journeys.append(anywhere.open(small))
    other, journey = journeys

    before = {line.id: line.urgent for line in every_case(anywhere.office)}
    first = case_lines(anywhere.office, EVERYWHERE, ended=False).lines[0]
    skip(anywhere.office, f"{journey}:house", "Đã có nơi ở", "lan")
    after = [line.urgent for line in every_case(anywhere.office)]

    assert before == {other: False, journey: urgent}
    assert first.urgent == urgent
    assert after == [False, False]
