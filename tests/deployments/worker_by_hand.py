"""Our worker, that looks for work when it is told to: `python -m tests.deployments.worker_by_hand`.

In a process of its own, since Prefect's worker leaves sockets behind.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import UUID

import anyio
import httpx
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import OrchestrationResult

from deployments import working
from deployments.worker import ReferralWorker
from domain.db.outage import DatabaseAway
from domain.texts import say
from tasks import engine

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


async def gives_up_at_first() -> None:
    breaking_down = iter([_break_down])

    async def hire() -> ReferralWorker:
        worker = ReferralWorker("journeys")
        worker.get_and_submit_flow_runs = next(  # type: ignore[method-assign]
            breaking_down, worker.get_and_submit_flow_runs
        )
        return worker

    await working.until_told(hire)


async def has_no_database_at_first() -> None:
    away = iter([DatabaseAway(say("The database is away."))])

    async def hire() -> ReferralWorker:
        if problem := next(away, None):
            raise problem
        return ReferralWorker("journeys")

    await working.until_told(hire)


async def gives_up_and_pauses_for_an_hour() -> None:
    working.PAUSE_SECONDS = 3600
    await gives_up_at_first()


async def wakes_twice() -> None:
    """Says what Prefect was asked the second time."""
    async with ReferralWorker("journeys", limit=1) as worker:
        (run,) = await worker.get_and_submit_flow_runs()
        async with worker.limiter:
            await anyio.to_thread.run_sync(engine.resume, run.id)
        with _listening() as asked:
            await _work(worker)
    print("\n".join(asked))  # noqa: T201 - for who started this


@contextmanager
def _listening() -> Iterator[list[str]]:
    asked: list[str] = []
    send, send_async = httpx.Client.send, httpx.AsyncClient.send

    def listen(client: httpx.Client, request: httpx.Request, **more: Any) -> httpx.Response:  # noqa: ANN401 - as it is
        asked.append(_outline(request))
        return send(client, request, **more)

    async def listen_async(
        client: httpx.AsyncClient,
        request: httpx.Request,
        **more: Any,  # noqa: ANN401 - as it is
    ) -> httpx.Response:
        asked.append(_outline(request))
        return await send_async(client, request, **more)

    with (
        patch.object(httpx.Client, "send", listen),
        patch.object(httpx.AsyncClient, "send", listen_async),
    ):
        yield asked


def _outline(request: httpx.Request) -> str:
    path = re.sub(r"[0-9a-f-]{36}", "ID", request.url.path.removeprefix("/api"))
    return f"{request.method} {path}"


async def _break_down() -> list[FlowRun]:
    raise RuntimeError("Service exceeded error threshold.")


async def _break_off(deployment_id: UUID | str) -> Any:  # noqa: ANN401 - nothing
    raise httpx.ReadTimeout("")


async def _work(worker: ReferralWorker) -> None:
    """What is due, until it is done."""
    await worker.get_and_submit_flow_runs()
    async with worker.limiter:
        pass


if __name__ == "__main__":
    asyncio.run(globals()[sys.argv[1]]())
