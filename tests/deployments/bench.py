"""Small runs for a real worker, and what they leave behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State

from tasks import engine
from tasks.reconciling import POOL, DeploymentSpec, ensure_pool, reconcile_deployments
from tasks.wiring import make_keys
from tests.databases import make_ready
from tests.deployments import worker_flows
from tests.house.source import ROOT
from tests.prefect_server import PrefectServer, running

FLOWS = ("visit", "stay", "leaver", "interrupted", "nowhere", "letterhead")


@dataclass(frozen=True, slots=True)
class Bench:
    """Runs of the small flows, and where they leave their signs."""

    prefect: PrefectServer
    folder: Path
    pool: str = POOL

    def start(self, flow: str, name: str = "a", **more: str) -> UUID:
        return engine.start_run(
            f"{flow}/{self.pool}",
            {"folder": str(self.folder), "name": name, **more},
            idempotency_key=str(uuid4()),
            name=name,
            tags=[],
        )

    def let_go(self) -> None:
        (self.folder / "go").touch()

    def cancel(self, run_id: UUID) -> None:
        with self.prefect.browser() as browser:
            pressed = {"state": {"type": "CANCELLING"}}
            browser.post(f"/flow_runs/{run_id}/set_state", json=pressed).raise_for_status()

    def is_there(self, name: str = "a") -> bool:
        return (self.folder / name).exists()

    def processes(self, *names: str) -> set[int]:
        return {int(line.split()[0]) for name in names for line in self._signs(name)}

    def clients(self, *names: str) -> set[str]:
        return {line.split()[1] for name in names for line in self._signs(name)}

    def deployments(self, *names: str) -> set[str]:
        return {line.split()[2] for name in names for line in self._signs(name)}

    def watched(self, *names: str) -> set[str]:
        return {line.split()[3] for name in names for line in self._signs(name)}

    def visits(self, name: str) -> int:
        return len(self._signs(name))

    def _signs(self, name: str) -> list[str]:
        return (self.folder / name).read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True, slots=True)
class Started:
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def referral_worker(folder: Path) -> Iterator[Started]:
    """`referral worker`, told by its environment where Prefect is. Its site is made if need be."""
    make_ready(f"sqlite:///{folder / 'referral.sqlite'}")
    make_keys(folder / "keys")
    log = folder / "worker.log"
    settings = {
        "PYTHONPATH": str(ROOT),
        "REFERRAL_DATA_DIR": str(folder),
        "REFERRAL_LANGUAGE": "en",
    }
    with running([sys.executable, "-m", "deployments", "worker"], settings, log) as process:
        yield Started(process, log)


def deploy(pool: str = POOL, at_once: int = 4) -> None:
    ensure_pool(pool, at_once=at_once)
    reconcile_deployments(
        {
            f"{flow}/{pool}": DeploymentSpec(
                entrypoint=f"{worker_flows.__name__}.{flow}", version="1", description=""
            )
            for flow in FLOWS
        },
        pool=pool,
    )


def run_at(run_id: UUID) -> FlowRun:
    with get_client(sync_client=True) as client:
        return client.read_flow_run(run_id)


def state_of(run_id: UUID) -> State[None]:
    state = run_at(run_id).state
    assert state
    return state


def badge_of(run_id: UUID) -> str | None:
    return state_of(run_id).name
