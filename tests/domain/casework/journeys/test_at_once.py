"""What must happen once happens once, also when two come at the same instant."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain.casework.answers.answering import answer
from domain.casework.answers.views import Submission, TooLate
from domain.casework.desk.looking import every_case
from domain.casework.dossier import Dossier
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.running import TakenUp, give_up_run, run_of, take_up
from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.letters.delivering import claim, handed_over
from domain.db.notices import LEASE
from domain.journey.facts import Reassigned, RequestKey
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.casework.two_processes import in_two_processes
from tests.domain.small import ENTRY, pathway, step
from tests.patience import eventually

T = TypeVar("T")
TWICE = "Thư này có thể đến hai lần."


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"), step("shelter", "verify"))


def test_of_two_processes_one_takes_a_notice(
    database_url: str, anywhere: Bureau, small: Pathway
) -> None:
    notice = _queued(anywhere, small)

    taken = in_two_processes(database_url, take, notice)

    assert sorted(taken) == [False, True]


def test_of_two_processes_one_records_its_answer(
    database_url: str, anywhere: Bureau, small: Pathway
) -> None:
    anywhere.publish(small)
    journey = anywhere.open(small)
    (request,) = anywhere.waiting(journey)

    outcomes = in_two_processes(database_url, say_done, anywhere.token(request))

    assert sorted(outcomes) == ["recorded", "too late"]
    with anywhere.office.store.reading() as books:
        kinds = [line.kind for line in books.trails.lines(journey)]
    assert kinds.count("answered") == 1


def test_of_two_flows_one_asks_and_the_other_finds_it_asked(
    anywhere: Bureau, small: Pathway
) -> None:
    anywhere.publish(small)
    journey = anywhere.open(small)
    (request,) = anywhere.waiting(journey)
    anywhere.answer(request, {})

    _both(lambda: advance(anywhere.office, journey))

    assert [r.step for r in anywhere.requests(journey)] == ["verify", "shelter"]
    assert len(unsent_notices(anywhere.office)) == len(("shelter_1", "shelter_2"))


def test_of_two_sweeps_one_replaces_a_lost_run(anywhere: Bureau, small: Pathway) -> None:
    anywhere.publish(small)
    journey = anywhere.open(small)
    lost = run_of(anywhere.office, journey)
    assert lost is not None

    fresh = _both(lambda: give_up_run(anywhere.office, lost))

    assert sorted(run.generation if run else 0 for run in fresh) == [0, 2]


def test_of_two_processes_of_one_run_one_opens_a_case(anywhere: Bureau, small: Pathway) -> None:
    anywhere.publish(small)
    given = {"pathway": small.key, "entry": ENTRY}

    def open_it() -> TakenUp | None:
        # On PostgreSQL the later one fails, and finds the case when it is tried again.
        with suppress(IntegrityError):
            return take_up(anywhere.office, "run-1", given)
        return take_up(anywhere.office, "run-1", given)

    taken = [each.journey for each in _both(open_it) if each]

    assert len(taken) == 2
    assert [line.id for line in every_case(anywhere.office)] == sorted(set(taken))


def test_a_letter_whose_sender_went_silent_is_sent_again_and_says_so(
    here: Bureau, small: Pathway
) -> None:
    notice = _queued(here, small)
    first = claim(here.office, notice)
    assert first is not None
    while_held = claim(here.office, notice)
    with here.office.store.writing() as books:
        row = books.notices.find(notice)
        assert row is not None
        row.lease_until = books.database_now() - LEASE - timedelta(seconds=1)

    second = claim(here.office, notice)

    assert while_held is None
    assert second is not None
    assert TWICE not in first.letter.text
    assert TWICE in second.letter.text
    handed_over(here.office, first)
    assert notice not in unsent_notices(here.office)
    with here.office.store.reading() as books:
        row = books.notices.find(notice)
        assert row is not None
        assert (row.status, row.lease) == ("sending", second.lease)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_answer_that_waited_behind_a_change_of_agency_comes_too_late(
    anywhere: Bureau, small: Pathway
) -> None:
    anywhere.publish(small)
    journey = anywhere.open(small)
    (request,) = anywhere.waiting(journey)
    token, store = anywhere.token(request), anywhere.office.store

    def answers_wait() -> bool:
        with store.engine.connect() as connection:
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            return bool(connection.execute(text(waiting)).scalar())

    with ThreadPoolExecutor(1) as thread:
        with store.writing() as books:
            dossier = Dossier.locked(anywhere.office, books, journey)
            moved = Reassigned(at=MORNING, key=RequestKey("verify"), agency="shelter")
            dossier.record(moved, "user:lan")
            answering = thread.submit(answer, anywhere.office, token, Submission("done", {}))
            eventually(answers_wait)
        late = answering.exception()

    assert isinstance(late, TooLate)


def take(place: Bureau, notice: str) -> bool:
    return claim(place.office, notice) is not None


def say_done(place: Bureau, token: str) -> str:
    try:
        answer(place.office, token, Submission("done", {}))
    except TooLate:
        return "too late"
    return "recorded"


def _queued(place: Bureau, small: Pathway) -> str:
    place.publish(small)
    journey = place.open(small)
    (request,) = place.waiting(journey)
    place.answer(request, {})
    advance(place.office, journey)
    return unsent_notices(place.office)[0]


def _both(act: Callable[[], T]) -> list[T]:
    """What two threads got that began together, each with a connection of its own."""
    start = Barrier(2)

    def begin(_: int) -> T:
        start.wait()
        return act()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(begin, range(2)))
