"""A journey that was under way when the site was updated goes on as it stood."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Dead, Open, Settled, Submission
from domain.casework.desk.consulting import consult
from domain.casework.desk.looking import lead_list
from tests.domain.casework.bureau import MORNING, Bureau, bureau
from tests.domain.casework.former import FormerJourney, restore_former_journey


@pytest.fixture
def former(database_url: str) -> FormerJourney:
    return restore_former_journey(database_url)


@pytest.fixture
def updated(database_url: str, former: FormerJourney) -> Iterator[Bureau]:
    """The evening after."""
    with bureau(database_url) as place:
        place.clock.moment = MORNING
        place.later(hours=8)
        yield place


def stood(place: Bureau, journey: str) -> list[tuple[str, str, str]]:
    return [(each.step, each.status, each.agency) for each in place.requests(journey)]


def test_it_stands_where_it_stood_and_the_sweep_changes_nothing_of_it(
    updated: Bureau, former: FormerJourney
) -> None:
    before = stood(updated, former.journey)

    updated.carry(former.journey)
    updated.sweep()

    assert before == former.stood
    assert stood(updated, former.journey) == former.stood
    assert [line.reference for line in lead_list(updated.office, "en")] == former.lead


def test_what_was_queued_or_in_hand_goes_out_once(updated: Bureau, former: FormerJourney) -> None:
    updated.sweep()
    updated.sweep()

    sent = sorted((letter.target, letter.letter.subject) for letter in updated.pile)
    assert [target for target, _ in sent] == [
        "labour_1@example.vn",
        "labour_2@example.vn",
        "other_1@example.vn",
        "other_2@example.vn",
    ]


def test_its_links_are_what_they_were(updated: Bureau, former: FormerJourney) -> None:
    seen = {name: look(updated.office, token) for name, token in former.tokens.items()}

    answered, declined = seen["verify"], seen["shelter"]
    assert isinstance(answered, Settled)
    assert answered.correctable is not None
    assert isinstance(declined, Settled)
    assert isinstance(seen["papers"], Dead)
    assert seen["papers"].fate == "moved"
    assert isinstance(seen["papers of other"], Open)


def test_what_was_said_can_still_be_read(updated: Bureau, former: FormerJourney) -> None:
    corrected = consult(updated.office, former.requests["verify"], "lan")
    declined = consult(updated.office, former.requests["shelter"], "lan")

    assert corrected.texts == {"letter": "13/CV"}
    assert (declined.because, declined.texts) == (None, {"reason": "Đã đủ người"})


def test_it_is_answered_and_corrected_and_goes_on(updated: Bureau, former: FormerJourney) -> None:
    line = look(updated.office, former.tokens["verify"])
    assert isinstance(line, Settled)
    given = {"letter": ["14/CV"], "day": ["2026-11-22"]}

    answer(updated.office, former.tokens["verify"],
           Submission("done", given, corrects=line.correctable))  # fmt: skip
    answer(updated.office, former.tokens["papers of other"], Submission("done", {}))
    updated.carry(former.journey)

    assert consult(updated.office, former.requests["verify"], "lan").texts == {"letter": "14/CV"}
    assert [status for _, status, _ in stood(updated, former.journey)] == [
        "done",
        "declined",
        "done",
    ]
