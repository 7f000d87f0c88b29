"""An officer reads about the person: what was agreed to, by a code, seen by all who look after."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from domain.casework.answering import answer, look
from domain.casework.consents import enter
from domain.casework.coordinating import CannotDo, pause, stop
from domain.casework.delivering import claim, refused
from domain.casework.looking import lead_list
from domain.casework.reading import (
    make_code,
    note_refused_answer,
    read_person,
    readings,
    send_code,
)
from domain.casework.reading_views import Refused, Shown, WrongCode
from domain.casework.sweeping import unsent_notices
from domain.casework.views import Open, Submission, TooLate
from domain.consent import Overridden
from domain.reaching import Refusal
from domain.reading_codes import MOST_TRIES
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import (
    ASKING,
    NAME,
    SAFE,
    WAITING,
    agree,
    code_of,
    kinds,
    sharing,
    take_back,
    taken_down,
)
from tests.domain.casework.two_processes import in_two_processes
from tests.domain.db.dump import dump_of

SHARING_NOTHING = sharing()
SENT_CODE = re.compile(r"\b(\d{6})\b")


def test_each_reading_is_on_the_trail_with_its_fields(anywhere: Bureau) -> None:
    journey, token, code = shared(anywhere)

    read_person(anywhere.office, token, code)
    read_person(anywhere.office, token, code)

    assert kinds(anywhere, journey)[-2:] == ["read_identity"] * 2
    seen = readings(anywhere.office, code_of(journey))
    assert [(one.contact, one.agency, one.fields) for one in seen] == [
        ("police_1", "police", ("safe_contact", "full_name"))
    ] * 2


def test_only_what_was_agreed_to_is_shown(anywhere: Bureau) -> None:
    _, token, code = shared(anywhere)

    shown = read_person(anywhere.office, token, code).outcome

    assert isinstance(shown, Shown)
    assert [text for _, text in shown.fields] == [SAFE, NAME]


def test_a_code_stands_nowhere_and_its_digest_is_keyed(anywhere: Bureau) -> None:
    *_, code = shared(anywhere)

    assert code not in repr(dump_of(anywhere.office.store)["reading_codes"])


def test_a_code_is_for_one_request_and_one_contact(anywhere: Bureau) -> None:
    journey, _, code = shared(anywhere)
    (request,) = anywhere.waiting(journey)

    colleague = read_person(anywhere.office, anywhere.token(request, contact=2), code).outcome

    assert colleague == Refused("no_code")


def test_a_code_runs_out_after_three_days(here: Bureau) -> None:
    _, token, code = shared(here)
    here.later(hours=71)
    before = read_person(here.office, token, code).outcome
    here.later(hours=1)

    assert isinstance(before, Shown)
    assert read_person(here.office, token, code).outcome == Refused("no_code")


def test_a_lock_comes_on_the_leads_list_until_a_new_code_is_made(anywhere: Bureau) -> None:
    journey, token, code = shared(anywhere)
    (request,) = anywhere.waiting(journey)

    tried = [read_person(anywhere.office, token, wrong(code)) for _ in range(MOST_TRIES)]
    anywhere.carry(journey)
    listed = lead_list(anywhere.office, "en")
    make_code(anywhere.office, request, "police_1", "lan")
    anywhere.carry(journey)

    assert [one.locked for one in tried] == [None, None, None, None, journey]
    assert [line.reference for line in listed] == [f"{journey}:verify"]
    assert "typed wrongly five times" in listed[0].why
    assert lead_list(anywhere.office, "en") == ()


def test_of_two_processes_that_guess_together_none_gets_a_sixth_try(
    database_url: str, anywhere: Bureau
) -> None:
    _, token, code = shared(anywhere)

    outcomes = in_two_processes(database_url, guess, f"{token} {wrong(code)}")

    spent = [left for tries in outcomes for left in tries]
    assert sorted(spent, reverse=True) == [4, 3, 2, 1, *[0] * (2 * MOST_TRIES - 4)]
    assert read_person(anywhere.office, token, code).outcome == WrongCode(0)


@pytest.mark.parametrize("step", ["ask", "wait"])
def test_consent_withdrawn_while_the_page_is_open_is_refused_kindly(
    anywhere: Bureau, step: str
) -> None:
    journey, token, code = shared(anywhere, step)
    seen = read_person(anywhere.office, token, code).outcome
    take_back(anywhere, journey)

    outcome = read_person(anywhere.office, token, code).outcome

    assert isinstance(seen, Shown)
    assert outcome == Refused("no_consent")
    assert kinds(anywhere, journey)[-1] == "reading_refused"


def test_a_reading_at_the_moment_of_the_withdrawal_comes_before_it_or_is_refused(
    database_url: str, anywhere: Bureau
) -> None:
    journey, token, code = shared(anywhere)

    outcomes = in_two_processes(database_url, read_or_withdraw, f"{journey} {token} {code}")

    told = [kind for kind in kinds(anywhere, journey) if kind in RACED]
    (reading,) = [outcome for outcome in outcomes if outcome != "withdrawn"]
    assert (reading, told) in [
        ("shown", ["read_identity", "consent_withdrawn"]),
        ("refused", ["consent_withdrawn", "reading_refused"]),
    ]


def test_an_answer_at_the_moment_of_the_withdrawal_comes_before_it_or_is_refused(
    database_url: str, anywhere: Bureau
) -> None:
    journey, token, _ = shared(anywhere, "wait")

    outcomes = in_two_processes(database_url, answer_or_withdraw, f"{journey} {token}")

    told = [kind for kind in kinds(anywhere, journey) if kind in RACED]
    (answering,) = [outcome for outcome in outcomes if outcome != "withdrawn"]
    assert (answering, told) in [
        ("recorded", ["answered", "consent_withdrawn"]),
        ("refused", ["consent_withdrawn", "answer_refused"]),
    ]


def test_looking_shows_nothing_of_the_person_and_changes_nothing(anywhere: Bureau) -> None:
    _, token, _ = shared(anywhere)
    before = dump_of(anywhere.office.store)

    seen = look(anywhere.office, token)

    assert isinstance(seen, Open)
    assert NAME not in repr(seen)
    assert SAFE not in repr(seen)
    assert dump_of(anywhere.office.store) == before


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


def test_who_is_refused_time_and_again_is_written_down_once_an_hour(anywhere: Bureau) -> None:
    journey, token, code = shared(anywhere, "wait")
    take_back(anywhere, journey)

    for hours in (0, 0, 1):
        anywhere.later(hours=hours)
        for _ in range(3):
            read_person(anywhere.office, token, code)
            note_refused_answer(anywhere.office, token)

    told = kinds(anywhere, journey)
    assert (told.count("reading_refused"), told.count("answer_refused")) == (2, 2)


def test_where_a_step_shares_nothing_nobody_has_withdrawn_anything(here: Bureau) -> None:
    journey = taken_down(here, SHARING_NOTHING)
    token = here.token(here.waiting(journey)[0])

    assert read_person(here.office, token, "123456").outcome == Refused("no_code")
    assert send_code(here.office, token)[0] == "no_second_address"
    assert "reading_refused" not in kinds(here, journey)


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


def test_what_is_shown_without_consent_is_said_to_be_and_is_on_the_trail(
    anywhere: Bureau,
) -> None:
    journey, token, code = shared(anywhere)
    said = Overridden(roles=("police",), fields=("phone", "full_name"), basis="danger_to_life")
    enter(anywhere.office, code_of(journey), said, {"reason": "Bị đe dọa"}, "lan")

    seen = look(anywhere.office, token)
    read_person(anywhere.office, token, code)

    assert isinstance(seen, Open)
    assert seen.asking.readable is not None
    grounds = {
        each.label.en.partition(":")[0]: each.without for each in seen.asking.readable.fields
    }
    assert grounds == {
        "Safe contact": None,
        "Full name": None,
        "Telephone number": "danger_to_life",
    }
    assert last_body(anywhere, journey)["without_consent"] == ["phone"]


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


RACED = {
    "read_identity",
    "reading_refused",
    "answered",
    "answer_refused",
    "consent_withdrawn",
}


def shared(place: Bureau, step: str = "ask") -> tuple[str, str, str]:
    """A journey, its officer's token, and the code that the coordinator read out to them."""
    journey = taken_down(place, ASKING if step == "ask" else WAITING)
    agree(place, journey)
    (request,) = place.waiting(journey)
    code = make_code(place.office, request, "police_1", "lan").code
    return journey, place.token(request), code


def last_body(place: Bureau, journey: str) -> dict[str, object]:
    with place.office.store.reading() as books:
        payload = books.trails.payload(journey, books.trails.lines(journey)[-1].seq)
    assert payload is not None
    body: dict[str, object] = json.loads(payload.body)
    return body


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def guess(place: Bureau, what: str) -> list[int]:
    token, code = what.split()
    outcomes = [read_person(place.office, token, code).outcome for _ in range(MOST_TRIES)]
    return [outcome.left for outcome in outcomes if isinstance(outcome, WrongCode)]


def read_or_withdraw(place: Bureau, what: str) -> str:
    journey, token, code = what.split()
    if is_first(place, journey):
        take_back(place, journey)
        return "withdrawn"
    outcome = read_person(place.office, token, code).outcome
    return "shown" if isinstance(outcome, Shown) else "refused"


def answer_or_withdraw(place: Bureau, what: str) -> str:
    journey, token = what.split()
    if is_first(place, journey):
        take_back(place, journey)
        return "withdrawn"
    try:
        answer(place.office, token, Submission("done", {}))
    except TooLate:
        note_refused_answer(place.office, token)
        return "refused"
    return "recorded"


def is_first(place: Bureau, what: str) -> bool:
    """True for one of the two processes, by a row that both want."""
    with place.office.store.writing() as books:
        return books.chores.claim(what, timedelta(days=1), books.database_now())
