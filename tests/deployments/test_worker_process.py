"""Our worker as a process: beside others, and when it is to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.states import Cancelled, Scheduled

from deployments.holding import holding
from tasks.settings import Settings
from tests.deployments.bench import Bench, badge_of, deploy, referral_worker, state_of
from tests.deployments.commanding import free_port
from tests.deployments.worker_flows import BADGE, END
from tests.house.source import ROOT
from tests.patience import eventually
from tests.prefect_server import PrefectServer, running, serving, talking_to
from tests.prefect_workers import real_worker

# What a journey itself asks comes on top.
QUESTIONS = [
    "POST /work_pools/journeys/get_scheduled_flow_runs",
    "GET /deployments/ID",  # by Prefect's worker; ours remembers what it runs
    "POST /flow_runs/ID/set_state",  # Pending
    "PATCH /flow_runs/ID/labels",
    "POST /flow_runs/ID/set_state",  # Submitting
    "PATCH /flow_runs/ID",  # the version of the flow
    "POST /flow_runs/ID/set_state",  # Running
    "GET /flow_runs/ID",
    "POST /flow_runs/ID/set_state",  # Completed
]


def test_a_journey_leaves_nothing_in_the_log(bench: Bench, tmp_path: Path) -> None:
    with referral_worker(tmp_path) as started:
        run_id = bench.start("visit")
        eventually(lambda: badge_of(run_id) == BADGE)

    assert started.log.read_text(encoding="utf-8").splitlines() == [
        f"The worker looks for work at {bench.prefect.api}. Ctrl-C ends it.",
        "Ending. What it has begun is done first; another Ctrl-C breaks that off.",
        "The worker has ended.",
    ]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_to_end_lets_its_runs_finish(
    bench: Bench, tmp_path: Path, sign: signal.Signals
) -> None:
    with referral_worker(tmp_path) as started:
        run_id = bench.start("stay")
        eventually(bench.is_there)

        started.process.send_signal(sign)
        unseen = bench.start("visit", "b")
        bench.let_go()
        code = started.process.wait(timeout=20)

    assert code == 0
    assert badge_of(run_id) == END
    assert state_of(unseen).type is StateType.SCHEDULED


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_twice_breaks_off(
    bench: Bench, tmp_path: Path, sign: signal.Signals
) -> None:
    with referral_worker(tmp_path) as started:
        bench.start("stay")
        eventually(bench.is_there)

        started.process.send_signal(sign)
        eventually(lambda: not _catches(started.process.pid, signal.SIGHUP))
        started.process.send_signal(sign)
        code = started.process.wait(timeout=20)

    assert code == -sign


@pytest.mark.parametrize(
    ("how", "told"),
    [
        # Prefect was away for minutes
        ("gives_up_at_first", "RuntimeError"),
        # PostgreSQL was
        ("has_no_database_at_first", "DatabaseAway"),
    ],
)
def test_a_worker_that_gave_up_is_followed_by_another(
    bench: Bench, tmp_path: Path, how: str, told: str
) -> None:
    run_id = bench.start("visit")
    log = tmp_path / "worker.log"

    with _beside(how, log) as process:
        eventually(lambda: badge_of(run_id) == BADGE, within=60)
        process.terminate()
        code = process.wait(timeout=20)

    assert code == 0
    assert f"starts anew: {told} at" in log.read_text(encoding="utf-8")


def test_a_worker_is_told_to_end_in_a_pause(bench: Bench, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"

    with _beside("gives_up_and_pauses_for_an_hour", log) as process:
        eventually(lambda: "starts anew" in log.read_text(encoding="utf-8"))
        process.terminate()
        code = process.wait(timeout=20)

    assert code == 0


def test_a_worker_beside_up_has_its_prefect_its_address_and_its_mailbox(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = "http://127.0.0.1:8123"
    chosen = Settings(data_dir=tmp_path, base_url=shown, demo=True)
    run_id = bench.start("letterhead")
    monkeypatch.setenv("PREFECT_API_URL", "")

    with holding(chosen, prefect=bench.prefect.api), referral_worker(tmp_path):
        eventually(lambda: badge_of(run_id) == END)

    assert (tmp_path / "a").read_text(encoding="utf-8") == f"{shown} True"


def test_a_run_whose_deployment_is_gone_is_cancelled_and_holds_nothing_up(
    bench: Bench, tmp_path: Path
) -> None:
    other = bench.start("visit", "b")
    lost = _run_without_deployment(bench)

    with referral_worker(tmp_path) as started:
        eventually(lambda: state_of(lost).is_cancelled())
        eventually(lambda: badge_of(other) == BADGE)
        started.process.terminate()
        code = started.process.wait(timeout=20)

    assert code == 0


def test_a_run_is_not_taken_again_while_it_is_cancelled(bench: Bench) -> None:
    lost = _run_without_deployment(bench)

    said = _by_hand("looks_again_while_it_cancels")

    assert said.returncode == 0, said.stderr
    assert state_of(lost).is_cancelled()


def test_a_run_is_taken_again_that_prefect_did_not_answer_about(bench: Bench) -> None:
    run_id = bench.start("visit")

    said = _by_hand("is_not_answered_once")

    assert said.returncode == 0, said.stderr
    assert "ReadTimeout at worker" in said.stderr
    assert badge_of(run_id) == BADGE


def test_a_wake_up_asks_prefect_no_more_than_this(bench: Bench) -> None:
    bench.start("visit")

    said = _by_hand("wakes_twice")

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == QUESTIONS


@pytest.mark.kill
@pytest.mark.timeout(300)
def test_a_server_that_is_started_again_finds_its_worker_there(tmp_path: Path) -> None:
    server = PrefectServer(f"http://127.0.0.1:{free_port()}/api", tmp_path / "prefect")
    bench = Bench(server, tmp_path)

    with talking_to(server), ExitStack() as beside:
        with serving(server):
            deploy()
            started = beside.enter_context(referral_worker(tmp_path))
            before = bench.start("visit", "before")
            eventually(lambda: badge_of(before) == BADGE)
        with serving(server):
            after = bench.start("visit", "after")
            eventually(lambda: badge_of(after) == BADGE, within=60)

    assert bench.processes("before", "after") == {started.process.pid}


def test_the_process_worker_serves_the_same_pool(bench: Bench) -> None:
    run_id = bench.start("visit")

    with real_worker("process") as process:
        eventually(lambda: badge_of(run_id) == BADGE, within=100)

    assert process.pid not in bench.processes("a")
    # What our worker spares its runs; Prefect may rename it.
    assert bench.watched("a") == {"True"}


def test_two_workers_share_a_pool_and_claim_no_more_than_they_can_run(
    prefect: PrefectServer, tmp_path: Path
) -> None:
    deploy("pair", at_once=10)
    bench = Bench(prefect, tmp_path, "pair")
    names = ("a", "b", "c", "d", "e")
    runs = [bench.start("stay", name) for name in names]

    with (
        real_worker("referral", "--limit", "2", pool="pair") as one,
        real_worker("referral", "--limit", "2", pool="pair") as other,
    ):
        eventually(lambda: sum(bench.is_there(name) for name in names) == 4, within=60)
        states = sorted(state_of(run_id).type for run_id in runs)
        # Not of the fifth: it ends at once, and Prefect lets a worker that had seen it waiting
        # carry it out once more. A journey bears that.
        visits = [bench.visits(name) for name in names if bench.is_there(name)]
        bench.let_go()
        eventually(lambda: {badge_of(run_id) for run_id in runs} == {END})

    assert states == [*[StateType.RUNNING] * 4, StateType.SCHEDULED]
    assert visits == [1] * 4
    assert bench.processes(*names) == {one.pid, other.pid}


def _by_hand(what: str) -> subprocess.CompletedProcess[str]:
    command, more = _program(what)
    return subprocess.run(
        command, env=os.environ | more, capture_output=True, text=True, check=False
    )


def _beside(what: str, log: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return running(*_program(what), log)


def _program(what: str) -> tuple[list[str], dict[str, str]]:
    command = [sys.executable, "-m", "tests.deployments.worker_by_hand", what]
    return command, {"PYTHONPATH": str(ROOT), "REFERRAL_LANGUAGE": "en"}


def _catches(process: int, sign: signal.Signals) -> bool:
    """Whether a handler of its own waits for the signal."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (sign - 1) & 1)


def _run_without_deployment(bench: Bench) -> UUID:
    """To be taken up; its deployment somebody deleted."""
    run_id = bench.start("stay")
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Cancelled())
        client.delete_deployment(client.read_deployment_by_name("stay/journeys").id)
        client.set_flow_run_state(run_id, Scheduled(), force=True)
    return run_id
