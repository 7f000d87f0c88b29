"""All that a journey asks of Prefect: to wait, to be woken, to be started, to be seen.

No fact lives here. A run may be lost, woken for nothing, or forced into any state by a person at
Prefect's pages; each time the flow reads the database and goes on from there.

Whatever cannot reach Prefect raises httpx.HTTPError.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NoReturn
from uuid import UUID, uuid4

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentFlowRunCreate
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterName,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.client.schemas.sorting import FlowRunSort
from prefect.context import FlowRunContext
from prefect.exceptions import Abort, ObjectNotFound, Pause
from prefect.states import Cancelled, Completed, Crashed, Failed, Paused, Scheduled, to_state_create

from domain.journey.runs import RunState

# The server answers at most so many in one go.
PAGE = 200
AT_WORK = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
# Of a run that carries a journey: a journey's id is `<case code>/<number>`.
IN_EVERY_NAME = "/"
UNFINISHED = (*AT_WORK, StateType.SCHEDULED, StateType.PAUSED)


class Woken(Enum):
    RESUMED = "resumed"
    NOT_WAITING = "not waiting"
    GONE = "gone"


class NotDeployed(LookupError):
    """There is no deployment of that name: the sweep has not reconciled them yet."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """`name` and `tags` as they were when the run was last taken up."""

    id: UUID
    parameters: Mapping[str, object]
    name: str
    tags: frozenset[str]
    by_schedule: bool


def current_run() -> RunFacts:
    """Raises RuntimeError outside a flow run."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("There is no flow run here.")
    run = context.flow_run
    return RunFacts(run.id, run.parameters, run.name, frozenset(run.tags), run.auto_scheduled)


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
    wait: timedelta = timedelta(0),
) -> UUID:
    """A run of `deployment`, such as `journey/return`, to begin after `wait`; the same key gives
    the same run.

    Raises NotDeployed.
    """
    begins: State[None] = Scheduled(scheduled_time=datetime.now(UTC) + wait)
    with get_client(sync_client=True) as client:
        try:
            deployed = client.read_deployment_by_name(deployment)
        except ObjectNotFound:
            raise NotDeployed(deployment) from None
        wanted = DeploymentFlowRunCreate(
            state=to_state_create(begins),
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


def put_away(seen: SeenRun, why: str) -> bool:
    """End a run that nobody is at work on; `why` names no person. False, and it is left as it is,
    when it does not stand any more as it was seen.
    """
    with get_client(sync_client=True) as client:
        run = _found(client, seen.id)
        if run is None or _state_of(client, run) is not seen.state:
            return False
        if seen.state is RunState.BEING_CANCELLED:
            client.set_flow_run_state(seen.id, Cancelled(), force=True)
            return True
        # Not by force: somebody may press Cancel just now, which Prefect then keeps.
        crashed: State[None] = Crashed(message=why)
        return client.set_flow_run_state(seen.id, crashed).status is SetStateStatus.ACCEPT


@dataclass(frozen=True, slots=True)
class SeenRun:
    id: UUID
    parameters: Mapping[str, object]
    state: RunState


def unfinished_runs(flow_name: str) -> Iterator[SeenRun]:
    """All runs of a flow that have not ended, those at work among them."""
    return _runs_in(flow_name, UNFINISHED)


def runs_at_work(flow_name: str) -> tuple[SeenRun, ...]:
    """The runs that a worker has claimed: some few, however many wait."""
    return tuple(_runs_in(flow_name, AT_WORK))


def runs_awake(flow_name: str) -> tuple[SeenRun, ...]:
    """The runs that a worker has claimed or is to claim: no resume would do anything to them."""
    return tuple(_runs_in(flow_name, (*AT_WORK, StateType.SCHEDULED)))


def _runs_in(
    flow_name: str, types: Sequence[StateType], ended: FlowRunFilterEndTime | None = None
) -> Iterator[SeenRun]:
    wanted, offset = _in_state(types), 0
    wanted.end_time = ended
    with get_client(sync_client=True) as client:
        while page := client.read_flow_runs(
            flow_filter=_of_flow(flow_name),
            flow_run_filter=wanted,
            sort=FlowRunSort.ID_DESC,
            limit=PAGE,
            offset=offset,
        ):
            yield from (SeenRun(run.id, run.parameters, _state_of(client, run)) for run in page)
            offset += len(page)


def runs_ended(flow_name: str, within: timedelta) -> tuple[SeenRun, ...]:
    """Those that ended so long ago at most, however they ended."""
    since = datetime.now(UTC) - within
    ended = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]
    return tuple(_runs_in(flow_name, ended, FlowRunFilterEndTime.model_validate({"after_": since})))


def count_living(flow_name: str) -> int:
    """How many runs that carry a journey go on, or wait to. Costs one question.

    They have the journey's name. What somebody wants to run later from the Run form has not.
    """
    living = _in_state([kind for kind in UNFINISHED if kind is not StateType.CANCELLING])
    living.name = FlowRunFilterName(like_=IN_EVERY_NAME)
    with get_client(sync_client=True) as client:
        return client.count_flow_runs(flow_filter=_of_flow(flow_name), flow_run_filter=living)


def state_of(run_id: UUID) -> RunState:
    with get_client(sync_client=True) as client:
        run = _found(client, run_id)
        return _state_of(client, run) if run is not None else RunState.GONE


def _state_of(client: SyncPrefectClient, run: FlowRun) -> RunState:
    if run.state_type is StateType.CANCELLED and _was_pressed(client, run):
        return RunState.CANCELLED
    return _STATES.get(run.state_type, RunState.ENDED)


_STATES: Mapping[StateType | None, RunState] = {
    StateType.PAUSED: RunState.WAITING,
    StateType.SCHEDULED: RunState.QUEUED,
    StateType.PENDING: RunState.AT_WORK,
    StateType.RUNNING: RunState.AT_WORK,
    StateType.CANCELLING: RunState.BEING_CANCELLED,
}


def _was_pressed(client: SyncPrefectClient, run: FlowRun) -> bool:
    """Whether a person cancelled it. Where that is not certain nobody did: a machine's doing must
    never stop a journey.

    Prefect's worker cancels, and says why, a run whose deployment was deleted, its server one that
    came too many. A person's Cancel passes through Cancelling, or gives no reason.
    """
    if run.deployment_id is None or not _is_deployed(client, run.deployment_id):
        return False
    if run.state is not None and not run.state.message:
        return True
    states = client.read_flow_run_states(run.id)
    return any(state.type is StateType.CANCELLING for state in states)


def _is_deployed(client: SyncPrefectClient, deployment_id: UUID) -> bool:
    try:
        client.read_deployment(deployment_id)
    except ObjectNotFound:
        return False
    return True


def _of_flow(name: str) -> FlowFilter:
    return FlowFilter(name=FlowFilterName(any_=[name]))


def _in_state(types: Sequence[StateType]) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))
