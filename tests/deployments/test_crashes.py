"""A worker is killed while it hands a letter over: at the one point where a repeat is possible, and
just before it, where none is.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployments.bench import referral_worker
from tests.deployments.parts import (
    AT_WORK_SECONDS,
    DONE,
    TWICE,
    Parts,
    in_turn,
    press_sweep,
    site_in_parts,
)
from tests.patience import eventually
from tests.prefect_server import PrefectServer
from tests.stories.by_mail import link_in

pytestmark = [pytest.mark.kill, pytest.mark.letters, pytest.mark.timeout(600)]


@pytest.fixture
def site(
    prefect: PrefectServer,
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Parts]:
    monkeypatch.setenv("REFERRAL_DATABASE_URL", database_url)
    with site_in_parts(tmp_path, in_turn("police", "shelter")) as parts:
        yield parts


def test_killed_between_the_providers_yes_and_our_commit_the_letter_comes_again_and_says_so(
    site: Parts, tmp_path: Path
) -> None:
    with referral_worker(tmp_path) as doomed:
        site.mail.while_taking = lambda _: _kill(doomed.process)
        journey = site.open()
        doomed.process.wait(timeout=AT_WORK_SECONDS)
    left = [(notice.status, notice.tries) for notice in site.notices(journey)]

    _to_the_end(site, journey, tmp_path)

    first, second = site.letters("police")
    assert left == [("sending", 1)]
    assert (TWICE in first.get_content(), TWICE in second.get_content()) == (False, True)
    assert link_in(first) == link_in(second)
    assert len(site.letters("shelter")) == 1


def test_killed_just_before_the_provider_hears_of_it_the_letter_comes_once(
    site: Parts, tmp_path: Path
) -> None:
    with referral_worker(tmp_path) as doomed:
        site.mail.when_addressed = lambda _: _kill(doomed.process)
        journey = site.open()
        doomed.process.wait(timeout=AT_WORK_SECONDS)
    left = [(notice.status, notice.tries) for notice in site.notices(journey)]
    handed_over = list(site.mail.letters)

    _to_the_end(site, journey, tmp_path)

    assert (left, handed_over) == ([("sending", 1)], [])
    assert len(site.letters("police")) == len(site.letters("shelter")) == 1


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)


def _to_the_end(site: Parts, journey: str, folder: Path) -> None:
    """Another worker and a sweep, and everybody answers."""
    site.mail.while_taking = lambda _: None
    site.mail.when_addressed = lambda _: None
    written = len(site.letters("police"))
    site.let_leases_run_out()
    with referral_worker(folder):
        press_sweep()
        for role, number in (("police", written + 1), ("shelter", 1)):
            link = link_in(site.letter(role, number))
            assert site.place.client.post(link, data=DONE).status_code == 200
        eventually(lambda: site.all_is_over([journey]), within=AT_WORK_SECONDS)

    assert site.told(journey) == [
        ("police_1", "request", "handed_over"),
        ("shelter_1", "request", "handed_over"),
    ]
