"""An officer reads about the person: what was agreed to, by a code, seen by all who look after."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.delegating import delegate
from domain.casework.answers.views import Delegation, Open, Submission, TooLate
from domain.casework.desk.looking import lead_list
from domain.casework.person.consents import enter
from domain.casework.person.reading import (
    make_code,
    note_refused_answer,
    read_person,
    readings,
    send_code,
)
from domain.casework.person.reading_views import Refused, Shown, WrongCode
from domain.person.consent import Overridden
from domain.seals.reading_codes import MOST_TRIES
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


def test_a_lock_leaves_the_list_with_who_passed_the_request_on(anywhere: Bureau) -> None:
    journey, token, code = shared(anywhere)
    for _ in range(MOST_TRIES):
        read_person(anywhere.office, token, wrong(code))
    anywhere.carry(journey)
    before = lead_list(anywhere.office, "en")

    delegate(anywhere.office, token, Delegation(contact="police_2"))
    anywhere.carry(journey)

    assert len(before) == 1
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


@pytest.mark.parametrize("first", ["withdraws", "officer"])
def test_a_reading_at_the_moment_of_the_withdrawal_comes_before_it_or_is_refused(
    database_url: str, anywhere: Bureau, first: str
) -> None:
    journey, token, code = shared(anywhere)

    outcomes = in_two_processes(database_url, read_or_withdraw, f"{first} {journey} {token} {code}")

    told = [kind for kind in kinds(anywhere, journey) if kind in RACED]
    (reading,) = [outcome for outcome in outcomes if outcome != "withdrawn"]
    assert (reading, told) in [
        ("shown", ["read_identity", "consent_withdrawn"]),
        ("refused", ["consent_withdrawn", "reading_refused"]),
    ]


@pytest.mark.parametrize("first", ["withdraws", "officer"])
def test_an_answer_at_the_moment_of_the_withdrawal_comes_before_it_or_is_refused(
    database_url: str, anywhere: Bureau, first: str
) -> None:
    journey, token, _ = shared(anywhere, "wait")

    outcomes = in_two_processes(database_url, answer_or_withdraw, f"{first} {journey} {token}")

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
    first, journey, token, code = what.split()
    if withdraws(place, first, journey):
        return "withdrawn"
    outcome = read_person(place.office, token, code).outcome
    return "shown" if isinstance(outcome, Shown) else "refused"


def answer_or_withdraw(place: Bureau, what: str) -> str:
    first, journey, token = what.split()
    if withdraws(place, first, journey):
        return "withdrawn"
    try:
        answer(place.office, token, Submission("done", {}))
    except TooLate:
        note_refused_answer(place.office, token)
        return "refused"
    return "recorded"


def withdraws(place: Bureau, first: str, journey: str) -> bool:
    """True in one of the two processes. A row that both want says which of them is `first`: it goes
    on while the other has yet to learn that it is not.
    """
    with place.office.store.writing() as books:
        is_first = books.chores.claim(journey, timedelta(days=1), books.database_now())
    if is_first is not (first == "withdraws"):
        return False
    take_back(place, journey)
    return True
