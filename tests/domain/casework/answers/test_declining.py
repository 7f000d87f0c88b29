"""Who declines says why, and by that it is decided who is asked next."""

from __future__ import annotations

import json
from typing import cast

import pytest

from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.answers.views import Submission
from domain.casework.desk.coordinating import ask_again
from domain.casework.desk.looking import lead_list
from domain.casework.dossier import Dossier
from domain.casework.journeys.halting import pause
from domain.journey.facts import Answered, Corrected
from domain.pathway.declining import DeclineReason
from domain.trail.chain import NoteKind
from tests.domain.casework.bureau import MORNING, Bureau, directory_with
from tests.domain.small import pathway, step

VERIFY = pathway(step("verify"))
TWO_OF_THEM = directory_with(
    ["police", "other", "labour"],
    [
        "{role: police, agency: police, valid_from: 2020-01-01}",
        "{role: police, agency: other, rank: 2, valid_from: 2020-01-01}",
        "{role: labour, agency: labour, valid_from: 2020-01-01}",
    ],
)


def asked(place: Bureau) -> tuple[str, str]:
    """A journey of which two agencies could be asked the same, and the request to the first."""
    publish_pathway(place.office, VERIFY, "user:lan")
    publish_directory(place.office, TWO_OF_THEM, "user:lan")
    journey = place.open(VERIFY)
    return journey, place.waiting(journey)[0]


def on_the_list(place: Bureau, journey: str) -> list[tuple[str, str]]:
    with place.office.store.reading() as books:
        return [(item.about, item.reason) for item in books.leads.open(journey)]


@pytest.mark.parametrize("because", ["no_place", "wrong_area", "other"])
def test_what_one_agency_cannot_do_another_is_asked(
    anywhere: Bureau, because: DeclineReason
) -> None:
    journey, request = asked(anywhere)

    anywhere.submit(request, Submission("declined", {}, "Đang sửa nhà.", because=because))
    anywhere.carry(journey)

    told = [(r.attempt, r.status, r.because) for r in anywhere.requests(journey)]
    assert told == [(1, "declined", because), (2, "waiting", None)]
    assert on_the_list(anywhere, journey) == []


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("not_eligible", "The agency says that the conditions are not met."),
        ("unsafe", "Please check first whether anybody is in danger. Only this step waits"),
    ],
)
def test_what_the_coordinator_has_to_judge_is_asked_of_nobody_else(
    anywhere: Bureau, because: DeclineReason, said: str
) -> None:
    journey, request = asked(anywhere)

    anywhere.decline(request, because)
    anywhere.carry(journey)

    assert anywhere.waiting(journey) == []
    (line,) = lead_list(anywhere.office, "en")
    assert (line.reference, said in line.why) == (f"{journey}:verify", True)
    letters = [one.letter.text for one in anywhere.pile if one.target.startswith("labour_1")]
    at_the_desk = f"{anywhere.office.base_url}/desk/cases/{journey}\n"
    assert [at_the_desk in text for text in letters] == [True]


def test_the_coordinator_has_it_asked_of_another_after_all(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    anywhere.decline(request, "not_eligible")
    anywhere.carry(journey)

    ask_again(anywhere.office, f"{journey}:verify", "lan", "other")
    anywhere.carry(journey)

    told = [(r.attempt, r.status) for r in anywhere.requests(journey)]
    assert told == [(1, "declined"), (2, "waiting")]
    assert on_the_list(anywhere, journey) == []


def test_a_slip_is_corrected_and_the_next_is_asked_after_all(here: Bureau) -> None:
    journey, request = asked(here)
    seq = here.decline(request, "unsafe").receipt.correctable

    here.submit(request, Submission("declined", {}, corrects=seq, because="wrong_area"))
    here.carry(journey)

    told = [(r.attempt, r.status, r.because) for r in here.requests(journey)]
    assert told == [(1, "declined", "wrong_area"), (2, "waiting", None)]
    assert on_the_list(here, journey) == []


def test_a_pause_keeps_no_danger_from_the_lead(here: Bureau) -> None:
    journey, request = asked(here)
    pause(here.office, journey, "lan", clocks_stop=True)
    here.carry(journey)

    here.decline(request, "unsafe")
    here.carry(journey)

    assert on_the_list(here, journey) == [("verify", "unsafe")]


def test_words_beside_the_reason_are_kept_sealed(here: Bureau) -> None:
    journey, request = asked(here)

    here.submit(request, Submission("declined", {}, "Bà Lụa ở đó.", because="other"))

    with here.office.store.reading() as books:
        dossier = Dossier.read(here.office, books, journey)
        payload = books.trails.payload(journey, dossier.row.last_seq)
        assert dossier.texts(dossier.row.last_seq) == {"reason": "Bà Lụa ở đó."}
    assert payload is not None
    assert (payload.body.count("other"), "Lụa" in payload.body) == (1, False)


@pytest.mark.parametrize("kind", ["answered", "corrected"])
def test_an_answer_of_an_older_release_names_no_reason_and_goes_to_the_next(
    anywhere: Bureau, kind: str
) -> None:
    journey, request = asked(anywhere)
    written: dict[str, object] = {
        "key": ["verify", None, 1, 1],
        "verdict": "declined",
        "values": {},
        "by": "police_1",
    }
    written |= {"how": "link"} | ({"corrects": 3} if kind == "corrected" else {})
    with anywhere.office.store.writing() as books:
        row = books.journeys.lock(journey)
        assert row is not None
        books.trails.add(
            row, cast("NoteKind", kind), MORNING, "contact:police_1", json.dumps(written)
        )
        asked_row = books.requests.find(request)
        assert asked_row is not None
        asked_row.status = "declined"

    anywhere.carry(journey)

    told = [(r.attempt, r.status, r.because) for r in anywhere.requests(journey)]
    assert told == [(1, "declined", None), (2, "waiting", None)]
    with anywhere.office.store.reading() as books:
        fact = Dossier.read(anywhere.office, books, journey).state.requests
        answers = [each.answer for each in fact.values() if each.answer is not None]
    assert [isinstance(each, Answered | Corrected) and each.reason for each in answers] == [None]
