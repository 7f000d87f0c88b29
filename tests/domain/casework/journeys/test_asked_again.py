from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Settled, Submission
from domain.casework.desk.coordinating import ask_again, withdraw
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.passing_on import pass_on_to
from tests.domain.casework.bureau import Bureau
from tests.domain.small import ENTRY, pathway, step


def test_an_old_link_says_that_the_agency_was_asked_again_until_that_is_answered(
    here: Bureau,
) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = here.open(small)
    (first,) = here.waiting(journey)
    old = here.token(first)
    answer(here.office, old, Submission("failed", {}, "Không gặp được"))
    here.carry(journey)
    before = look(here.office, old)
    here.later(hours=1)

    ask_again(here.office, first, "lan")
    here.send()
    after = look(here.office, old)
    (second,) = here.waiting(journey)
    answer(here.office, here.token(second), Submission("done", {}))
    over = look(here.office, old)

    seen = (before, after, over)
    asked_again = [each.asked_again_at for each in seen if isinstance(each, Settled)]
    assert asked_again == [None, here.office.clock.now(), None]


@pytest.mark.parametrize(
    ("agency", "subject"),
    [
        # the same agency
        (None, "Xin hỏi lại: có yêu cầu đang chờ cơ quan trả lời"),
        # another one, which never had it
        ("labour", "Có yêu cầu đang chờ cơ quan trả lời"),
    ],
    ids=["the same", "another"],
)
def test_the_letter_says_to_whom_it_comes_again(
    here: Bureau, agency: str | None, subject: str
) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = here.open(small)
    (first,) = here.waiting(journey)
    here.answer(first, {}, "failed", "Không gặp được")
    here.carry(journey)
    here.later(hours=1)
    here.pile.clear()

    ask_again(here.office, first, "lan", agency)
    here.send()

    asked = [one for one in here.pile if one.target.startswith(agency or "police")]
    assert {one.letter.subject.partition("] ")[2] for one in asked} == {subject}


def test_an_agency_from_which_it_was_passed_on_is_asked_again(here: Bureau) -> None:
    journey, first = _asked(here)
    pass_on_to(here.office, first, "labour", "lan")
    here.send()
    here.answer(first, {}, "failed", "Không gặp được")
    here.pile.clear()

    here.carry(journey)

    assert _subjects(here) == {"Xin hỏi lại: có yêu cầu đang chờ cơ quan trả lời"}


def test_an_agency_that_no_letter_reached_is_not_asked_again(here: Bureau) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = open_case(here.office, small.key, ENTRY, None, by="user:lan")
    advance(here.office, journey)
    (first,) = here.waiting(journey)
    withdraw(here.office, first, "lan")
    ask_again(here.office, first, "lan")

    here.send()

    assert _subjects(here) == {"Có yêu cầu đang chờ cơ quan trả lời"}


@pytest.mark.parametrize("way", ["while it waits", "after it was taken back"])
def test_who_is_asked_again_is_not_told_that_it_is_asked_no_more(here: Bureau, way: str) -> None:
    _, request = _asked(here)
    here.pile.clear()
    if way == "after it was taken back":
        withdraw(here.office, request, "lan")

    ask_again(here.office, request, "lan", "police")
    here.send()

    assert _subjects(here) == {"Xin hỏi lại: có yêu cầu đang chờ cơ quan trả lời"}


def test_what_is_taken_back_from_who_was_asked_again_before_they_heard_is_told_once(
    here: Bureau,
) -> None:
    journey, first = _asked(here)
    here.pile.clear()
    ask_again(here.office, first, "lan", "police")
    (second,) = here.waiting(journey)
    withdraw(here.office, second, "lan")

    here.send()

    assert _subjects(here) == {"Yêu cầu đã được rút lại"}


def _asked(place: Bureau) -> tuple[str, str]:
    small = pathway(step("verify"))
    place.publish(small)
    journey = place.open(small)
    (request,) = place.waiting(journey)
    return journey, request


def _subjects(place: Bureau) -> set[str]:
    """Of the letters to the police."""
    theirs = (one for one in place.pile if one.target.startswith("police"))
    return {one.letter.subject.partition("] ")[2] for one in theirs}
