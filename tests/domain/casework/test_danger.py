"""Danger reaches those who must act, and what they read of it is true."""

from __future__ import annotations

from dataclasses import replace

from domain.casework.answering import look
from domain.casework.halting import stop
from domain.casework.publishing import publish_directory
from domain.casework.views import Dead, Settled
from domain.texts import Message
from domain.whom_to_call import WhomToCall
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import pathway, step

TWO_STEPS = pathway(step("verify"), step("house", after=("verify",)))
PHONE = "0912345678"
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
    assert "không còn cần nữa" in letters(here, "police_1")[-1]
