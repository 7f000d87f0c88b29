"""What a site leans on goes away while agencies answer: no answer is lost, nobody is written to
twice, and all that was delayed is made up for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from domain.casework.journeys.running import run_of
from tasks import engine
from tests.deployments.bench import referral_worker
from tests.deployments.parts import (
    AT_WORK_SECONDS,
    Official,
    Parts,
    in_turn,
    pages,
    prefect_of_its_own,
    site_in_parts,
    sweeping,
)
from tests.patience import eventually
from tests.postgres import PostgresServer, running_postgres
from tests.prefect_server import serving, talking_to

pytestmark = [pytest.mark.kill, pytest.mark.letters, pytest.mark.timeout(900)]

ROLES = ("police", "shelter", "labour")
RECORDED, PRESS_AGAIN, RECORDED_BEFORE = 200, 503, 409


@pytest.fixture
def officials() -> Iterator[ThreadPoolExecutor]:
    """As many as may press at the same time."""
    with ThreadPoolExecutor(12) as threads:
        yield threads


@pytest.fixture
def postgres() -> Iterator[PostgresServer]:
    """One that may be stopped, which the session's may not."""
    with running_postgres() as server:
        yield server


@pytest.mark.postgres
def test_postgresql_restarts_twice_while_journeys_are_answered(
    postgres: PostgresServer,
    officials: ThreadPoolExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REFERRAL_DATABASE_URL", postgres.fresh_database())
    prefect = prefect_of_its_own(tmp_path, postgres.fresh_database())
    with (
        talking_to(prefect),
        serving(prefect),
        site_in_parts(tmp_path, in_turn(*ROLES), at_once=16) as site,
        referral_worker(tmp_path),
        pages(prefect, tmp_path) as browser,
        sweeping(every=3),
    ):
        journeys = [site.open() for _ in range(12)]
        police = _asked(site, "police", 12)
        _answer_through_a_restart(police, officials, browser, postgres, "fast")
        shelters = _asked(site, "shelter", 12)
        _answer_through_a_restart(shelters, officials, browser, postgres, "immediate")
        planners = _asked(site, "labour", 12)
        _answer(planners, officials, browser)
        eventually(lambda: site.all_is_over(journeys), within=AT_WORK_SECONDS)

        for one in (*police, *shelters, *planners):
            assert set(one.said[:-1]) <= {PRESS_AGAIN}
            # Whose reply was cut off was recorded before.
            assert one.said[-1] == RECORDED or one.said[-2:] == [PRESS_AGAIN, RECORDED_BEFORE]
        assert site.silent_repeats() == []
        for journey in journeys:
            requests = site.place.case(journey).requests
            assert [(r.step, r.status) for r in requests] == [(role, "done") for role in ROLES]
            assert site.told(journey) == sorted(_once(role) for role in ROLES)


def test_prefect_is_down_for_an_hour_while_agencies_answer(
    officials: ThreadPoolExecutor, tmp_path: Path
) -> None:
    prefect = prefect_of_its_own(tmp_path)
    late: list[Future[None]] = []
    with ExitStack() as parts:
        parts.enter_context(talking_to(prefect))
        with serving(prefect):
            site = parts.enter_context(site_in_parts(tmp_path, in_turn(*ROLES)))
            parts.enter_context(referral_worker(tmp_path))
            browser = parts.enter_context(pages(prefect, tmp_path))
            journeys = [site.open() for _ in range(6)]
            police = _asked(site, "police", 6)
            _answer(police[:3], officials, browser)
            shelters = _asked(site, "shelter", 3)
            eventually(lambda: not engine.runs_at_work("journey"), within=AT_WORK_SECONDS)

        site.place.later(days=7, minutes=-30)
        answer_meanwhile = [*police[3:5], *shelters[:2]]
        _answer(answer_meanwhile, officials, browser)
        site.place.later(hours=1)
        written_before = len(site.mail.letters)
        site.mail.while_taking = lambda letter: late.append(
            officials.submit(Official(letter).answer, browser)
        )
        with serving(prefect), sweeping(every=3):
            eventually(lambda: site.all_is_over(journeys), within=AT_WORK_SECONDS)

        assert written_before == len(police) + len(shelters)
        assert [one.said for one in answer_meanwhile] == [[RECORDED]] * 4
        assert [each.exception() for each in late] == [None] * len(late)
        assert site.silent_repeats() == []
        told = Counter(each for journey in journeys for each in site.told(journey))
        reminded = {
            ("police_1", "reminder", "handed_over"),
            ("shelter_1", "reminder", "handed_over"),
        }
        assert told == {_once(role): 6 for role in ROLES} | dict.fromkeys(reminded, 1)
        runs = [run_of(site.place.office, journey) for journey in journeys]
        assert [run.generation for run in runs if run] == [1] * 6


def _once(role: str) -> tuple[str, str, str]:
    return f"{role}_1", "request", "handed_over"


def _asked(site: Parts, role: str, number: int) -> list[Official]:
    """Once so many of a role have a letter; a letter that came twice is one."""

    def look() -> list[Official] | None:
        letters = {letter["Subject"]: letter for letter in site.letters(role)}
        return [*map(Official, letters.values())] if len(letters) == number else None

    return eventually(look, within=AT_WORK_SECONDS)


def _answer(
    people: Sequence[Official], officials: ThreadPoolExecutor, browser: httpx.Client
) -> None:
    for pressing in [officials.submit(one.answer, browser) for one in people]:
        pressing.result()


def _answer_through_a_restart(
    people: Sequence[Official],
    officials: ThreadPoolExecutor,
    browser: httpx.Client,
    postgres: PostgresServer,
    mode: str,
) -> None:
    """Half of them press when it stops, the others all find it away."""
    half = len(people) // 2
    pressing = [officials.submit(one.answer, browser) for one in people[:half]]
    eventually(lambda: any(one.said for one in people[:half]))
    postgres.stop(mode)
    pressing += [officials.submit(one.answer, browser) for one in people[half:]]
    eventually(lambda: all(PRESS_AGAIN in one.said for one in people[half:]))
    postgres.start()
    for each in pressing:
        each.result()
