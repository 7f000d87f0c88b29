"""All that a journey asks of Prefect: to wait, to be woken, to be started, to be seen.

No fact lives here. A run may be lost, woken for nothing, or forced into any state by a person at
Prefect's pages; each time the flow reads the database and goes on from there.

Whatever cannot reach Prefect raises httpx.HTTPError.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NoReturn
from uuid import UUID, uuid4

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import (
    ArtifactCreate,
    ArtifactUpdate,
    DeploymentFlowRunCreate,
)
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    ArtifactFilterKey,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.context import FlowRunContext
from prefect.exceptions import Abort, ObjectNotFound, Pause
from prefect.states import Completed, Failed, Paused, Scheduled

OUR_TAGS = ("pathway:", "stage:", "waiting:", "area:", "overdue")
# The server answers at most so many in one go.
PAGE = 200
BULK = 50


class Woken(Enum):
    RESUMED = "resumed"
    NOT_WAITING = "not waiting"
    GONE = "gone"


class RunStanding(Enum):
    LIVING = "living"
    WAITING = "waiting"
    ENDED = "ended"
    GONE = "gone"


class NotDeployed(LookupError):
    """There is no deployment of that name: the sweep has not reconciled them yet."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    id: UUID
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What coordinators see of a journey on Prefect's pages: codes, steps and roles, no person."""

    name: str
    tags: frozenset[str]
    page_key: str  # small letters, digits and dashes
    page: str  # Markdown


def current_run() -> RunFacts:
    """Raises RuntimeError outside a flow run."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("There is no flow run here.")
    run = context.flow_run
    return RunFacts(run.id, run.parameters)


def suspend(badge: str, *, still_wanted: Callable[[], bool]) -> NoReturn:
    """Leave the current flow until it is resumed, however long that takes; `badge` is its state.

    `still_wanted` is asked once the run can be resumed: an answer that came since the flow read
    the database found no waiting run to resume, so then the run resumes itself.

    Raises Pause, which ends this process of the run; Abort if the run may not wait, for example
    because somebody cancelled it meanwhile.
    """
    run_id = current_run().id
    # A key may be used once in the life of a run, and a woken run must be able to wait again.
    waiting: State[None] = Paused(name=badge, reschedule=True, pause_key=uuid4().hex)
    with get_client(sync_client=True) as client:
        # A request that Prefect's client had to repeat is refused with the state that it made.
        state = client.set_flow_run_state(run_id, waiting).state
        if state is None or not state.is_paused():
            raise Abort(f"The run cannot wait: it is {state.name if state else 'not deployed'}.")
        if not still_wanted():
            client.resume_flow_run(run_id)
    raise Pause(state=state)


def finish(badge: str) -> State[None]:
    """For the flow to return."""
    return Completed(name=badge)


def fail(why: str) -> State[None]:
    """For the flow to return when it cannot go on; `why` is for people, and names none."""
    return Failed(message=why)


def resume(run_id: UUID) -> Woken:
    """Of two at once one is RESUMED. Nothing is handed to the run: it reads the database."""
    with get_client(sync_client=True) as client:
        # Asked first: for a run that it does not have, Prefect's resume breaks.
        if _found(client, run_id) is None:
            return Woken.GONE
        result = client.resume_flow_run(run_id)
    return Woken.RESUMED if result.status is SetStateStatus.ACCEPT else Woken.NOT_WAITING


def _found(client: SyncPrefectClient, run_id: UUID) -> FlowRun | None:
    try:
        return client.read_flow_run(run_id)
    except ObjectNotFound:
        return None


def requeue(run_id: UUID) -> None:
    """Have a stalled run taken up again, from its first line, by any worker."""
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Scheduled())


def start_run(
    deployment: str,
    parameters: Mapping[str, str | int],
    *,
    idempotency_key: str,
    name: str,
    tags: Collection[str],
) -> UUID:
    """A run of `deployment`, such as `journey/return`; the same key gives the same run.

    Raises NotDeployed.
    """
    with get_client(sync_client=True) as client:
        try:
            deployed = client.read_deployment_by_name(deployment)
        except ObjectNotFound:
            raise NotDeployed(deployment) from None
        wanted = DeploymentFlowRunCreate(
            name=name,
            parameters=dict(parameters),
            tags=sorted(tags),
            idempotency_key=idempotency_key,
            # The form is for people. A journey keeps its version, whose entry today's form may
            # not offer any more.
            enforce_parameter_schema=False,
        )
        created = client.request(
            "POST",
            "/deployments/{id}/create_flow_run",
            path_params={"id": deployed.id},
            json=wanted.model_dump(mode="json", exclude_unset=True),
        )
    return UUID(created.json()["id"])


def run_standing(run_ids: Collection[UUID]) -> dict[UUID, RunStanding]:
    """How each run stands. One whose process died counts as living: see `stalled_runs`."""
    standing = dict.fromkeys(run_ids, RunStanding.GONE)
    with get_client(sync_client=True) as client:
        for some in _pages(list(standing)):
            wanted = FlowRunFilter(id=FlowRunFilterId(any_=some))
            for run in client.read_flow_runs(flow_run_filter=wanted, limit=PAGE):
                standing[run.id] = _STANDINGS.get(run.state_type, RunStanding.ENDED)
    return standing


_STANDINGS: Mapping[StateType | None, RunStanding] = {
    StateType.PAUSED: RunStanding.WAITING,
    StateType.SCHEDULED: RunStanding.LIVING,
    StateType.PENDING: RunStanding.LIVING,
    StateType.RUNNING: RunStanding.LIVING,
}


def _pages(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))


def stalled_runs(flow_name: str, patience: timedelta) -> list[UUID]:
    """The runs of a flow that were to run and have not moved for `patience`: their process is dead.

    Each of them holds one of the queue's places until it is requeued, whoever it belongs to.
    """
    silent_since = datetime.now(UTC) - patience
    begun = FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING])
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[flow_name])),
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=begun)),
            limit=PAGE,
        )
    return [run.id for run in runs if run.state and run.state.timestamp < silent_since]


def clear_schedule() -> None:
    """Delete the runs of the current run's deployment that were missed, and those that went well.

    While no worker is there, a schedule piles up a run a minute; one makes up for all of them. What
    went well says nothing, and would hide the journeys on every page of the UI. What failed stays.
    """
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow_run.deployment_id is None:
        return
    ours: dict[str, object] = {"deployment_id": {"any_": [str(context.flow_run.deployment_id)]}}
    missed = {
        "state": {"type": {"any_": [StateType.SCHEDULED]}},
        "next_scheduled_start_time": {"before_": datetime.now(UTC).isoformat()},
    }
    went_well = {"state": {"type": {"any_": [StateType.COMPLETED]}}}
    with get_client(sync_client=True) as client:
        _delete_runs(client, ours | missed)
        _delete_runs(client, ours | went_well)


def _delete_runs(client: SyncPrefectClient, wanted: Mapping[str, object]) -> None:
    deleted = BULK
    while deleted == BULK:
        reply = client.request(
            "POST",
            "/flow_runs/bulk_delete",  # type: ignore[arg-type]  # it is not in Prefect's list
            json={"flow_runs": wanted, "limit": BULK},
        )
        deleted = len(reply.json()["deleted"])


def describe(run_id: UUID, seen: Description) -> None:
    """Show `seen` on the run's page. Tags that are not ours stay; a run that is gone is left be."""
    with get_client(sync_client=True) as client:
        run = _found(client, run_id)
        if run is None:
            return
        tags = {tag for tag in run.tags if not tag.startswith(OUR_TAGS)} | seen.tags
        if (run.name, set(run.tags)) != (seen.name, tags):
            client.update_flow_run(run_id, name=seen.name, tags=sorted(tags))
        _show_page(client, run_id, seen)


def _show_page(client: SyncPrefectClient, run_id: UUID, seen: Description) -> None:
    shown = client.read_artifacts(
        artifact_filter=ArtifactFilter(
            flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]),
            key=ArtifactFilterKey(any_=[seen.page_key]),
        ),
        limit=1,
    )
    if not shown:
        client.create_artifact(
            ArtifactCreate(key=seen.page_key, type="markdown", data=seen.page, flow_run_id=run_id)
        )
    elif shown[0].data != seen.page:
        # Written over: Prefect would keep every version of a page for as long as the run.
        client.update_artifact(shown[0].id, ArtifactUpdate(data=seen.page))
