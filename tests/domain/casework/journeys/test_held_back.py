"""What a journey, its notices and its links must not do."""

from __future__ import annotations

import unicodedata

import pytest

from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Dead, Open, Settled, Submission
from domain.casework.desk import coordinating
from domain.casework.desk.coordinating import CannotDo, Proxy
from domain.casework.desk.looking import lead_list
from domain.casework.dossier import Dossier
from domain.casework.journeys import halting
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.running import take_up
from domain.casework.journeys.sweeping import unsent_notices
from domain.db.tables import Notice
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_for, restore_directory

MAU_CHUNG: Pathway = next(
    pathway for pathway in map(read_pathway, shipped_pathways()) if pathway.key == "mau_chung"
)
FIRST = {"ngay": ["2026-11-20"]}


def opened(here: Bureau, *, sent: bool = True) -> tuple[str, str]:
    """A journey just begun, and the id of its one request."""
    here.publish(MAU_CHUNG)
    journey = open_case(here.office, "mau_chung", "giai_cuu", None, by="user:lan")
    advance(here.office, journey)
    if sent:
        here.send()
    return journey, here.waiting(journey)[0]


def statuses(here: Bureau, journey: str) -> set[tuple[str, str]]:
    with here.office.store.reading() as books:
        rows: list[Notice] = list(books.notices.of_journey(journey))
    return {(row.kind, row.status) for row in rows}


def test_what_is_queued_waits_while_the_journey_is_paused(here: Bureau) -> None:
    journey, _ = opened(here, sent=False)
    halting.pause(here.office, journey, "lan", clocks_stop=False)

    here.send()

    assert here.pile == []
    halting.resume(here.office, journey, "lan")
    here.send()
    assert statuses(here, journey) == {("request", "handed_over")}


def test_what_is_queued_is_dropped_once_a_stop_cannot_be_undone(here: Bureau) -> None:
    journey, _ = opened(here, sent=False)
    halting.stop(here.office, journey, "an toàn", "lan", unsafe=True)

    here.carry(journey)

    assert ("request", "dropped") in statuses(here, journey)
    assert unsent_notices(here.office) == ()


def test_an_answer_that_came_meanwhile_is_not_replaced_unseen(here: Bureau) -> None:
    journey, request = opened(here)
    here.answer(request, FIRST)
    phoned = Proxy("declined", {}, "không có người", "Anh Tư", "phone")

    with pytest.raises(CannotDo, match="answered already"):
        coordinating.answer_for_agency(here.office, request, phoned, "lan")

    assert here.requests(journey)[0].status == "done"


def test_the_link_of_who_has_left_the_agency_takes_no_answer(here: Bureau) -> None:
    _, request = opened(here)
    token = here.token(request)
    assert isinstance(look(here.office, token), Open)
    body = directory_for(MAU_CHUNG)
    agency = request_agency(here, request)
    publish_directory(here.office, body.replace(f"{agency}_1,", f"{agency}_9,"), "user:lan")

    seen = look(here.office, token)

    assert isinstance(seen, Dead)
    assert seen.fate == "revoked"


def test_an_agency_that_left_the_directory_is_the_leads_at_the_first_reminder(
    here: Bureau,
) -> None:
    _, request = opened(here)
    lines = directory_for(MAU_CHUNG).splitlines()
    agency = request_agency(here, request)
    gone = [
        line for line in lines if f"id: {agency}," not in line and f"agency: {agency}," not in line
    ]
    restore_directory(here.office, "\n".join(gone))

    here.later(days=7, hours=1)
    here.sweep()

    assert [line.step for line in lead_list(here.office, "en")] == [
        "Bring a rescued person to safety"
    ]


def request_agency(here: Bureau, request: str) -> str:
    with here.office.store.reading() as books:
        row = books.requests.find(request)
        assert row is not None
        return row.agency


def test_next_years_policy_leaves_this_years_in_force(here: Bureau) -> None:
    here.publish(MAU_CHUNG)
    policy = """
schema: 1
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: %s
limits:
  mau_chung:
    dua_ve_an_toan: {limit: {amount: 2, unit: calendar_days}, source: mẫu, origin: design}
"""
    publish_policy(here.office, policy % "2026-01-01", "user:lan")
    publish_policy(here.office, policy.replace("2,", "9,") % "2027-01-01", "user:lan")

    journey = here.open(MAU_CHUNG, "giai_cuu")

    due_at = here.requests(journey)[0].due_at
    assert due_at is not None
    assert (due_at - here.clock.now()).days == 2


def test_a_run_that_names_a_journey_but_no_generation_opens_nothing(here: Bureau) -> None:
    journey, _ = opened(here)

    taken = take_up(
        here.office,
        "a-run",
        {"journey": journey, "generation": "1", "pathway": "mau_chung", "entry": "giai_cuu"},
    )

    assert taken is None
    with here.office.store.reading() as books:
        assert [row.id for row in books.journeys.every()] == [journey]


@pytest.mark.parametrize(
    ("submission", "field"),
    [
        # a reason beside “done”
        (Submission("done", FIRST, reason="và còn điều này"), "reason"),
        # a field beside “declined”
        (Submission("declined", FIRST, reason="không có chỗ"), "ngay"),
        # one field, two answers
        (Submission("done", {"ngay": ["2026-11-20", "2026-11-21"]}), "ngay"),
    ],
)
def test_nothing_that_was_said_is_lost_in_silence(
    here: Bureau, submission: Submission, field: str
) -> None:
    _, request = opened(here)

    with pytest.raises(FormFaults) as refused:
        answer(here.office, here.token(request), submission)

    assert field in refused.value.faults


def test_a_user_named_like_a_contact_does_not_open_their_answer(here: Bureau) -> None:
    _, request = opened(here)
    agency = request_agency(here, request)
    phoned = Proxy("done", FIRST, "", "Anh Tư", "phone")
    coordinating.answer_for_agency(here.office, request, phoned, f"{agency}_1")

    seen = look(here.office, here.token(request))

    assert isinstance(seen, Settled)
    assert (seen.by_this_contact, seen.correctable) == (False, None)


def test_texts_are_sealed_in_nfc(here: Bureau) -> None:
    journey, request = opened(here)
    written = unicodedata.normalize("NFD", "không an toàn với người được hỗ trợ")

    coordinating.skip(here.office, request, written, "lan")

    with here.office.store.reading() as books:
        dossier = Dossier.read(here.office, books, journey)
        kept = dossier.texts(dossier.row.last_seq)["reason"]
    assert kept == unicodedata.normalize("NFC", written)


def test_nothing_is_asked_again_while_the_journey_is_paused(here: Bureau) -> None:
    journey, request = opened(here)
    here.decline(request)
    halting.pause(here.office, journey, "lan", clocks_stop=False)

    with pytest.raises(CannotDo, match="Resume it first"):
        coordinating.ask_again(here.office, request, "lan")
