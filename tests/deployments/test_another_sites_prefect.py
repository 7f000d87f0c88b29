"""Somebody has the parts of one site work with the Prefect of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from prefect.client.orchestration import get_client

from domain.casework.journeys.running import run_of
from flows.sweep import sweep
from tasks import engine
from tasks.reconciling import ensure_pool
from tasks.wiring import make_keys
from tests.deployments.commanding import Site, site
from tests.deployments.machine import Machine, said_until
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker

OF_ANOTHER = "This Prefect belongs to another database"


def test_a_sweep_of_another_database_changes_nothing(
    prefect: PrefectServer, tmp_path: Path
) -> None:
    with site(tmp_path / "one", PREFECT_API_URL=prefect.api) as one:
        journey = _waiting(one)
        before = _in_prefect()

    with site(tmp_path / "other", PREFECT_API_URL=prefect.api) as other:
        other.done("db", "upgrade")
        swept = sweep(return_state=True)

    assert swept.is_failed()
    assert OF_ANOTHER in (swept.message or "")
    assert _in_prefect() == before
    with site(tmp_path / "one", PREFECT_API_URL=prefect.api) as one:
        assert sweep(return_state=True).is_completed()
        assert run_of(one.office, journey)
    assert _in_prefect() == before


def test_a_worker_of_another_database_takes_no_run(prefect: PrefectServer, tmp_path: Path) -> None:
    with site(tmp_path / "one", PREFECT_API_URL=prefect.api) as one:
        _waiting(one)
        before = _in_prefect()

    with site(tmp_path / "other", PREFECT_API_URL=prefect.api) as other:
        other.done("db", "upgrade")
        make_keys(other.folder / "keys")
        said = other.referral("worker")

    assert said.code == 1
    assert OF_ANOTHER in said.err
    assert _in_prefect() == before


def _waiting(place: Site) -> str:
    """A journey whose run waits."""
    place.done("db", "upgrade")
    place.set_up_demo()
    ensure_pool()
    journey = place.open()
    assert sweep(return_state=True).is_completed()
    InlineWorker().work_until_idle()
    return journey


def _in_prefect() -> tuple[list[str], list[tuple[str, str]]]:
    """The deployments, each as it was written last, and the runs of journeys."""
    with get_client(sync_client=True) as client:
        deployed = sorted(f"{one.id} {one.updated}" for one in client.read_deployments())
    runs = sorted((str(seen.id), seen.state.value) for seen in engine.unfinished_runs("journey"))
    assert deployed
    assert runs
    return deployed, runs


@pytest.mark.long
@pytest.mark.timeout(300)
def test_up_refuses_the_prefect_of_another_database(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(tmp_path)
    with machine.up() as first:
        said_until(first, "Ctrl-C")
        first.terminate()
        first.wait(timeout=60)
    kept = machine.settings

    machine.settings = {**kept, "REFERRAL_DATABASE_URL": f"sqlite:///{tmp_path / 'other.sqlite'}"}
    with machine.up() as second:
        code = second.wait(timeout=90)
        left = machine.processes()

    assert (code, left) == (1, [])
    assert OF_ANOTHER in capfd.readouterr().err
