"""That a link was opened is known from a person's hand, and from nothing else."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.confirming import proposed_texts
from domain.casework.answers.seeing import LINK_OPENED, seen
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.desk.coordinating import withdraw
from domain.pathway.template import Pathway
from domain.seals.links import NotALink
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import asked, finding_pathway, propose
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"))


def opened(place: Bureau, small: Pathway) -> tuple[str, str]:
    """A journey whose one request was sent, and the token of a contact's link to it."""
    place.publish(small)
    journey = place.open(small)
    (request,) = place.waiting(journey)
    return journey, place.token(request)


def test_it_is_kept_once_with_its_moment_and_who(anywhere: Bureau, small: Pathway) -> None:
    journey, token = opened(anywhere, small)

    seen(anywhere.office, token)
    first = anywhere.clock.moment
    anywhere.later(hours=1)
    seen(anywhere.office, token)

    notices = anywhere.requests(journey)[0].notices
    assert {(line.contact, line.status) for line in notices} == {
        ("police_1", "opened"),
        ("police_2", "handed_over"),
    }
    assert [line.at for line in notices if line.status == "opened"] == [first]
    with anywhere.office.store.reading() as books:
        lines = [line for line in books.trails.lines(journey) if line.kind == LINK_OPENED]
    assert [line.actor for line in lines] == ["contact:police_1"]


def test_looking_is_no_opening(here: Bureau, small: Pathway) -> None:
    _, token = opened(here, small)
    before = dump_of(here.office.store)

    for _ in range(10):
        look(here.office, token)

    assert dump_of(here.office.store) == before


def test_of_a_link_that_no_longer_works_nothing_is_kept(here: Bureau, small: Pathway) -> None:
    journey, token = opened(here, small)
    (request,) = here.waiting(journey)
    withdraw(here.office, request, "lan")
    before = dump_of(here.office.store)

    seen(here.office, token)

    assert dump_of(here.office.store) == before


def test_what_is_no_link_is_told_as_ever(here: Bureau, small: Pathway) -> None:
    _, token = opened(here, small)

    with pytest.raises(NotALink):
        seen(here.office, token[:-1])


def test_an_answer_says_more_than_that_it_was_opened(here: Bureau, small: Pathway) -> None:
    journey, token = opened(here, small)
    (request,) = here.waiting(journey)
    seen(here.office, token)

    here.later(minutes=1)
    here.answer(request, {})

    answered = [line for line in here.requests(journey)[0].notices if line.status == "answered"]
    assert [(line.contact, line.at) for line in answered] == [("police_1", here.clock.moment)]


def test_a_promise_says_that_it_was_opened_where_no_script_could(
    anywhere: Bureau, small: Pathway
) -> None:
    journey, token = opened(anywhere, small)

    speak_up(anywhere.office, token, Saying("accepted", "2026-11-30"))

    notices = anywhere.requests(journey)[0].notices
    assert {(line.contact, line.status) for line in notices} == {
        ("police_1", "opened"),
        ("police_2", "handed_over"),
    }


def test_of_two_the_first_has_answered_and_the_second_opened_what_was_written(
    here: Bureau,
) -> None:
    journey, request = asked(here, finding_pathway())
    line = propose(here, request, note=["Giấy số 12"])
    here.carry(journey)

    proposed_texts(here.office, here.token(request, 2), line)

    notices = here.requests(journey)[0].notices
    assert {(line.contact, line.kind, line.status) for line in notices} == {
        ("police_1", "request", "answered"),
        ("police_2", "request", "opened"),
        ("police_2", "countersign", "opened"),
    }
