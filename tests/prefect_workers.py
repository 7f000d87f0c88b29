from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import State
from prefect.client.schemas.responses import SetStateStatus
from prefect.exceptions import Abort, ObjectNotFound, Pause
from prefect.flow_engine import run_flow
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.states import Cancelled, Pending

from tasks.reconciling import POOL
from tests.prefect_server import running

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class InlineWorker:
    """Does what a worker does, one run after the other, in this process and at once."""

    pool: str = POOL

    def work_until_idle(self, *, at_most: int = 100) -> list[str]:
        """Run what is due until nothing is; gives the names of the states that runs were left in.

        Raises AssertionError after `at_most` runs: then they wake each other without end.
        """
        left: list[str] = []
        with get_client(sync_client=True) as client:
            while due := self._due(client):
                left += [state.name or "" for run in due if (state := _carry_out(client, run))]
                assert len(left) <= at_most, left
        return left

    def _due(self, client: SyncPrefectClient) -> list[UUID]:
        found = client.get_scheduled_flow_runs_for_work_pool(
            self.pool, scheduled_before=datetime.now(UTC)
        )
        return [one.flow_run.id for one in found]


def _carry_out(client: SyncPrefectClient, run_id: UUID) -> State[None] | None:
    entrypoint = _entrypoint_or_cancel(client, run_id)
    if entrypoint is None or not _claimed(client, run_id):
        return None
    run = client.read_flow_run(run_id)
    flow: Flow[..., object] = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
    with suppress(Pause, Abort):
        run_flow(flow, flow_run=run, return_type="state")
    return client.read_flow_run(run_id).state


def _entrypoint_or_cancel(client: SyncPrefectClient, run_id: UUID) -> str | None:
    """Prefect's worker cancels a run whose deployment is gone."""
    try:
        deployment = client.read_flow_run(run_id).deployment_id
        assert deployment
        return client.read_deployment(deployment).entrypoint
    except ObjectNotFound:
        with suppress(ObjectNotFound):
            gone: State[None] = Cancelled(message="Deployment no longer exists, cancelled run.")
            client.set_flow_run_state(run_id, gone, force=True)
        return None


def _claimed(client: SyncPrefectClient, run_id: UUID) -> bool:
    claim: State[None] = Pending()
    try:
        reply = client.set_flow_run_state(run_id, claim)
    except ObjectNotFound:  # a run before this one deleted it
        return False
    # A claim that Prefect's client had to repeat is rejected, with the state that it made.
    if reply.status is SetStateStatus.ABORT or reply.state is None:
        return False
    return reply.state.is_pending()


@contextmanager
def real_worker(kind: str, *options: str, pool: str = POOL) -> Iterator[subprocess.Popen[bytes]]:
    """In a process of its own; it looks for runs more often than ours do."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool]
    python_path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    settings = {"PREFECT_WORKER_QUERY_SECONDS": "0.3", "PYTHONPATH": python_path}
    with running([*command, "--type", kind, *options], settings) as process:
        yield process
