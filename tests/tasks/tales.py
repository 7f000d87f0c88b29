from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Pending

from tasks import engine
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker
from tests.tasks import engine_flows


@dataclass(frozen=True, slots=True)
class Tales:
    """Runs of the small flows, all with one ledger, and a worker for them."""

    prefect: PrefectServer
    ledger: str
    worker: InlineWorker

    def start(self, flow: str = "tale", *, key: str = "tale:1:0", **more: str | int) -> UUID:
        parameters = {"ledger": self.ledger, **more}
        return engine.start_run(
            f"{flow}/small", parameters, idempotency_key=key, name="7K3Q-9MXD", tags=[]
        )

    def waiting(self) -> UUID:
        run_id = self.start()
        self.worker.work_until_idle()
        return run_id

    def claimed(self) -> UUID:
        """As a worker leaves it that died before it began."""
        run_id = self.start(key="tale:claimed:0")
        with get_client(sync_client=True) as client:
            client.set_flow_run_state(run_id, Pending())
        return run_id

    def answer(self, words: str = "đồng ý") -> None:
        engine_flows.write(self.ledger, words)

    def press(self, run_id: UUID, button: str, **body: object) -> None:
        with self.prefect.browser() as browser:
            browser.post(f"/flow_runs/{run_id}/{button}", json=body).raise_for_status()


def run_at(run_id: UUID) -> FlowRun:
    with get_client(sync_client=True) as client:
        return client.read_flow_run(run_id)


def state_at(run_id: UUID) -> State[None]:
    state = run_at(run_id).state
    assert state
    return state
