"""Our worker, that looks for work when it is told to: `python -m tests.deployments.worker_by_hand`.

In a process of its own, since Prefect's worker leaves sockets behind.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any, TypeVar
from uuid import UUID

import anyio
import httpx
from prefect.client.schemas.objects import State
from prefect.client.schemas.responses import OrchestrationResult

from deployments.worker import ReferralWorker

T = TypeVar("T")


async def looks_again_while_it_cancels() -> None:
    cancelling, looked = anyio.Event(), anyio.Event()
    async with ReferralWorker("journeys") as worker:
        tell = worker.client.set_flow_run_state

        async def tell_later(
            flow_run_id: UUID | str,
            state: State[T],
            force: bool = False,  # noqa: FBT001, FBT002 - Prefect's
        ) -> OrchestrationResult[T]:
            cancelling.set()
            await looked.wait()
            return await tell(flow_run_id, state, force)

        worker.client.set_flow_run_state = tell_later  # type: ignore[method-assign]
        await worker.get_and_submit_flow_runs()
        await cancelling.wait()
        try:
            await worker.get_and_submit_flow_runs()
        finally:
            looked.set()


async def is_not_answered_once() -> None:
    async with ReferralWorker("journeys", limit=1) as worker:
        ask = worker.client.read_deployment
        worker.client.read_deployment = _break_off  # type: ignore[method-assign]
        await _work(worker)
        worker.client.read_deployment = ask  # type: ignore[method-assign]
        await _work(worker)


async def _break_off(deployment_id: UUID | str) -> Any:  # noqa: ANN401 - nothing
    raise httpx.ReadTimeout("")


async def _work(worker: ReferralWorker) -> None:
    """What is due, until it is done."""
    await worker.get_and_submit_flow_runs()
    async with worker.limiter:
        pass


if __name__ == "__main__":
    asyncio.run(globals()[sys.argv[1]]())
