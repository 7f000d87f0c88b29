"""The plain Prefect way as it is measured: its worker, its deployment, and answers to it."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.responses import SetStateStatus

from benchmarks.letters import Letters
from benchmarks.processes import Part
from benchmarks.site import FLOW_PROCESSES, Site, ended, until
from benchmarks.ways import NotTaken
from deployments import environments

POOL = "plain"
AT_ONCE = 4
TAKEN_WITHIN = 60
"""Seconds in which a run that is on its way to its next pause gets there."""


@dataclass(slots=True)
class File:
    """The file that notices are written to, read as it grows."""

    path: Path
    _read: int = 0

    def look(self) -> list[str]:
        with self.path.open("rb") as file:
            file.seek(self._read)
            whole, _, _ = file.read().rpartition(b"\n")
        self._read += len(whole) + 1 if whole else 0
        return whole.decode().split()


@dataclass(slots=True)
class Plain:
    site: Site
    worker: int
    deployment: UUID
    client: SyncPrefectClient
    file: File
    letters: Letters
    name: str = "plain"
    _runs: dict[str, UUID] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def parts(self) -> list[Part]:
        return [*self.site.shared(), Part("worker", self.worker, FLOW_PROCESSES)]

    def open(self, steps: int) -> str:
        journey = f"p{next(self._numbers)}"
        given = {"journey": journey, "steps": steps, "letters": str(self.file.path)}
        run = self.client.create_flow_run_from_deployment(self.deployment, parameters=given)
        self._runs[journey] = run.id
        return journey

    def answer(self, journey: str) -> None:
        try:
            until(lambda: self._resumed(journey), within=TAKEN_WITHIN)
        except TimeoutError:
            raise NotTaken(journey) from None

    def run_of(self, journey: str) -> UUID:
        return self._runs[journey]

    def _resumed(self, journey: str) -> bool:
        result = self.client.resume_flow_run(self._runs[journey])
        return result.status is SetStateStatus.ACCEPT


@contextmanager
def plain_way(site: Site, folder: Path) -> Iterator[Plain]:
    file = File(folder / "letters")
    file.path.touch()
    with (
        get_client(sync_client=True) as client,
        _worker(site, folder) as worker,
        Letters(file.look) as letters,
    ):
        yield Plain(site, worker, _deployed(client), client, file, letters)


def _deployed(client: SyncPrefectClient) -> UUID:
    return client.create_deployment(
        flow_id=client.create_flow_from_name(POOL),
        name=POOL,
        work_pool_name=POOL,
        entrypoint="benchmarks.plain.plain",
        pull_steps=[],
    )


@contextmanager
def _worker(site: Site, folder: Path) -> Iterator[int]:
    with get_client(sync_client=True) as client:
        pool = WorkPoolCreate(name=POOL, type="process", concurrency_limit=AT_ONCE)
        client.create_work_pool(pool)
    start = ["worker", "start", "--pool", POOL, "--type", "process", "--install-policy", "never"]
    settings = environments.of_worker(site.settings, site.prefect) | {
        "PREFECT_HOME": str(folder / "plain"),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    with (folder / "plain.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *start],
            cwd=folder, env=settings, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    with ended(process, signal.SIGTERM):
        yield process.pid
