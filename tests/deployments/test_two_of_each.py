"""Two workers and two sweeps on one PostgreSQL; agencies answer as fast as they are asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.casework.administration.auditing import audit
from domain.casework.desk.looking import every_case
from domain.casework.journeys.running import count_open
from tasks import engine
from tests.deployments import sweeper
from tests.deployments.bench import referral_worker
from tests.deployments.parts import (
    Official,
    Parts,
    pages,
    prefect_of_its_own,
    site_in_parts,
    together,
)
from tests.house.source import ROOT
from tests.patience import eventually
from tests.postgres import PostgresServer
from tests.prefect_server import running, serving, talking_to

JOURNEYS = 200
ROLES = ("police", "shelter")
RECORDED = 200


@pytest.mark.kill
@pytest.mark.letters
@pytest.mark.postgres
@pytest.mark.timeout(900)
def test_two_workers_and_two_sweeps_do_everything_once(
    postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFERRAL_DATABASE_URL", postgres.fresh_database())
    # So that nobody who answers is held back: hundreds in a minute do not come from one address.
    monkeypatch.setenv("REFERRAL_TRUSTED_PROXIES", "127.0.0.1")
    prefect = prefect_of_its_own(tmp_path, postgres.fresh_database())
    with ExitStack() as parts:
        parts.enter_context(talking_to(prefect))
        parts.enter_context(serving(prefect))
        site = parts.enter_context(site_in_parts(tmp_path, together(*ROLES), at_once=16))
        folders = tmp_path, _another_folder(tmp_path)
        for folder in folders:
            parts.enter_context(referral_worker(folder))
            parts.enter_context(_sweeper(folder))
        browser = parts.enter_context(pages(prefect, tmp_path))
        officials = parts.enter_context(ThreadPoolExecutor(8))
        answers: list[tuple[Official, Future[None]]] = []

        def answer_at_once(letter: EmailMessage) -> None:
            official = Official(letter)
            answers.append((official, officials.submit(official.answer, browser)))

        site.mail.while_taking = answer_at_once
        journeys = list(officials.map(lambda _: site.open(), range(JOURNEYS)))
        try:
            eventually(lambda: _all_is_over(site, [future for _, future in answers]), within=600)
        except TimeoutError:
            raise AssertionError(_what_is_left(site)) from None

        asked = len(journeys) * len(ROLES)
        assert [official.said for official, _ in answers] == [[RECORDED]] * asked
        written = Counter((letter["To"], letter["Subject"]) for letter in site.mail.letters)
        assert len(written) == written.total() == asked
        for line in every_case(site.place.office):
            assert (line.status, line.end) == ("ended", "finished")
        for journey in journeys:
            requests = site.place.case(journey).requests
            assert [(r.step, r.status) for r in requests] == [(role, "done") for role in ROLES]
            assert site.told(journey) == [(f"{role}_1", "request", "handed_over") for role in ROLES]
        assert audit(site.place.office.store).holds


def _all_is_over(site: Parts, answers: Sequence[Future[None]]) -> bool:
    """Raises what an official met who could not answer: the journey would wait for ever."""
    if not all(answer.done() and answer.result() is None for answer in answers):
        return False
    return not count_open(site.place.office) and not any(engine.unfinished_runs("journey"))


def _what_is_left(site: Parts) -> list[str]:
    """The journeys that have not ended, and the runs."""
    journeys = [line.id for line in every_case(site.place.office) if line.status != "ended"]
    runs = engine.unfinished_runs("journey")
    return journeys + [f"{run.parameters}: {run.state.value}" for run in runs]


def _another_folder(folder: Path) -> Path:
    """Of another machine of the same site: with its keys."""
    other = folder / "other"
    shutil.copytree(folder / "keys", other / "keys")
    return other


def _sweeper(folder: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    settings = {"REFERRAL_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", sweeper.__name__]
    return running(command, settings, folder / "sweeper.log")
