"""Prefect's worker of our own: journeys run inside its interpreter, several at a time.

Prefect finds it by its entry point, so its server and every worker load this module: it imports
what the class needs, and the rest when there is a run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import anyio
from anyio.abc import TaskStatus
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import WorkerFlowRunResponse
from prefect.context import SyncClientContext
from prefect.exceptions import Abort, Pause
from prefect.states import Cancelled, Crashed
from prefect.workers.base import BaseWorker, BaseWorkerResult
from prefect.workers.process import ProcessJobConfiguration, ProcessVariables
from pydantic import PrivateAttr

if TYPE_CHECKING:
    from prefect import Flow

# More than the queue of journeys has (`tasks.reconciling.ensure_pool`): that schedules do not wait.
AT_ONCE = 18

log = logging.getLogger(__name__)


class ReferralJobConfiguration(ProcessJobConfiguration):
    """The process worker's, so that either worker can serve the pool."""

    _entrypoint: str = PrivateAttr(default="")

    @property
    def entrypoint(self) -> str:
        return self._entrypoint

    @classmethod
    async def resolve_for_flow_run(
        cls, flow_run: FlowRun, *, client: PrefectClient, **_: object
    ) -> Self:
        """Of all that is configured our worker needs to know which flow it is to run."""
        configuration = cls()
        if flow_run.deployment_id is not None:
            configuration._entrypoint = await _entrypoint_of(flow_run.deployment_id, client)
        return configuration


_entrypoints: dict[UUID, str] = {}


async def _entrypoint_of(deployment: UUID, client: PrefectClient) -> str:
    # Asked once: a deployment changes its parameters and its form, not what it runs.
    if deployment not in _entrypoints:
        _entrypoints[deployment] = (await client.read_deployment(deployment)).entrypoint or ""
    return _entrypoints[deployment]


class ReferralWorkerResult(BaseWorkerResult):
    """Status 0: the run ended, or waits. 1: it crashed, and Prefect was told where."""


class ReferralWorker(BaseWorker[ReferralJobConfiguration, ProcessVariables, ReferralWorkerResult]):
    """Runs sync flows from module entrypoints, `limit` of them at once, each in a thread.

    A run that waits, or that Prefect does not let go on, has ended well. One that breaks outside
    of what its flow catches is reported as crashed, and the worker goes on. One that somebody
    cancelled is marked so. A worker that is to end first carries out what it took.
    """

    type = "referral"
    job_configuration = ReferralJobConfiguration
    job_configuration_variables = ProcessVariables
    _display_name = "Referral"
    _description = "Runs journeys inside the worker, several at a time."

    def __init__(self, work_pool_name: str, *, limit: int | None = None, **more: Any) -> None:  # noqa: ANN401 - what Prefect's worker takes
        super().__init__(work_pool_name, limit=limit or AT_ONCE, **more)
        self._desks: list[_Desk] = []

    async def run(
        self,
        flow_run: FlowRun,
        configuration: ReferralJobConfiguration,
        task_status: TaskStatus[int] | None = None,
    ) -> ReferralWorkerResult:
        # It has its place among `limit` already.
        well = await anyio.to_thread.run_sync(
            self._carry_out, flow_run, configuration.entrypoint, limiter=anyio.CapacityLimiter(1)
        )
        if task_status is not None:
            # Only now: Prefect's worker ends when a run that it holds for started is resumed before
            # it was left. Without the number of a process: Prefect would wait for its killing when
            # the run is cancelled.
            task_status.started(0)
        return ReferralWorkerResult(identifier=str(flow_run.id), status_code=0 if well else 1)

    async def teardown(self, *exc_info: object) -> None:
        # It takes nothing any more. Once all places are free, what it took is done.
        for place in range(int(self.limiter.total_tokens)):
            await self.limiter.acquire_on_behalf_of(place)
        await super().teardown(*exc_info)
        for desk in self._desks:
            desk.close()

    async def _get_scheduled_flow_runs(self) -> list[WorkerFlowRunResponse]:
        # Prefect's worker forgets a run whose deployment is gone before it is marked as cancelled,
        # finds it again meanwhile, and ends when that has its place among `limit` already.
        placed = self.limiter.statistics().borrowers
        found = await super()._get_scheduled_flow_runs()
        return [each for each in found if each.flow_run.id not in placed]

    async def _submit_run(self, flow_run: FlowRun) -> None:
        try:
            await super()._submit_run(flow_run)
        except Exception as problem:  # noqa: BLE001 - at one, Prefect's worker ends with all others
            _tell(flow_run, problem)
        finally:
            # Prefect's worker forgets it after an error, and where the run's deployment is gone.
            self._submitting_flow_run_ids.discard(flow_run.id)
            self._release_limit_slot(flow_run.id)

    def _carry_out(self, flow_run: FlowRun, entrypoint: str) -> bool:
        with self._desk() as desk:
            return desk.carry_out(flow_run, entrypoint)

    @contextmanager
    def _desk(self) -> Iterator[_Desk]:
        # The one that was left last: when there is little to do, one is at work and the rest rest.
        try:
            desk = self._desks.pop()
        except IndexError:
            desk = _Desk()
        try:
            yield desk
        finally:
            self._desks.append(desk)


class _Desk:
    """A place for one run at a time, in whatever thread, with an API client that stays open.

    A client for each place, not one for all: the count of its users and its CSRF token are not
    made for several threads.
    """

    def __init__(self) -> None:
        self._context, self._open = copy_context(), ExitStack()
        self._context.run(self._open.enter_context, SyncClientContext())

    def carry_out(self, flow_run: FlowRun, entrypoint: str) -> bool:
        # What a run leaves in its context is gone with it.
        return self._context.copy().run(_carry_out, flow_run, entrypoint)

    def close(self) -> None:
        self._context.run(self._open.close)


def _carry_out(flow_run: FlowRun, entrypoint: str) -> bool:
    """Whether the run ended, or waits, as its flow wanted."""
    from prefect.flow_engine import run_flow

    # For a deployment's run Prefect opens a socket, to hear if it is suspended from elsewhere.
    unwatched = flow_run.model_copy(update={"deployment_id": None})
    crashed: State[None] | None = None
    state = None
    try:
        state = run_flow(_flow(entrypoint), flow_run=unwatched, return_type="state")
    except Pause:
        return True
    except Abort:
        pass
    except BaseException as problem:  # noqa: BLE001 - a flow may raise SystemExit as well
        crashed = Crashed(message=_tell(flow_run, problem))
    if crashed is not None or not isinstance(state, State) or state.is_cancelling():
        _settle(flow_run, crashed)
    return crashed is None


@cache
def _flow(entrypoint: str) -> Flow[..., Any]:
    from prefect.flows import load_flow_from_entrypoint

    return load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)


def _settle(flow_run: FlowRun, crashed: State[None] | None) -> None:
    """Give the run the state that nobody else will give it."""
    try:
        with get_client(sync_client=True) as client:
            state = client.read_flow_run(flow_run.id).state
            if state is not None and state.is_cancelling():
                client.set_flow_run_state(flow_run.id, Cancelled(), force=True)
            elif crashed is not None:
                client.set_flow_run_state(flow_run.id, crashed)
    except Exception as problem:  # noqa: BLE001 - the run may be deleted, Prefect may be down
        _tell(flow_run, problem)


def _tell(flow_run: FlowRun, problem: BaseException) -> str:
    from tasks.discretion import whereabouts

    place = whereabouts(problem)
    log.error("%s: %s", flow_run.id, place)
    return place
