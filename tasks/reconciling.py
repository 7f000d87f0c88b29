"""Prefect's deployments kept as our published pathways and our schedules want them."""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule, RRuleSchedule
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.workers.process import ProcessWorker
from pydantic import BaseModel, ConfigDict

from tasks.discretion import reported

POOL = "journeys"
# The two queues of the pool; the second is Prefect's own.
JOURNEYS, OTHERS = "journeys", "default"
PAGE = 200
# A deployment is ours when its version ends in the digest that we gave it.
OURS = re.compile(r" #[0-9a-f]{12}$")
UNFINISHED = [
    StateType.SCHEDULED,
    StateType.PENDING,
    StateType.RUNNING,
    StateType.PAUSED,
    StateType.CANCELLING,
]


class Choice(BaseModel):
    """One field of the form under Run: a value to choose, each with what it means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    options: Mapping[str, str]
    required: bool = False


class DeploymentSpec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    entrypoint: str  # a module's, such as flows.journey.journey
    version: str
    description: str  # Markdown
    parameters: Mapping[str, str] = {}  # fixed; the form does not show them
    form: Mapping[str, Choice] = {}
    tags: tuple[str, ...] = ()
    queue: str = JOURNEYS
    cron: str | None = None
    rrules: tuple[str, ...] = ()  # RFC 5545, each with its DTSTART
    time_zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Reconciled:
    written: frozenset[str]
    removed: frozenset[str]
    # Wanted no more, but their journeys have not ended: without it a run could not be woken.
    retained: frozenset[str]
    # Each that could not be written, with the exception and where it was raised.
    refused: tuple[str, ...] = ()


def ensure_pool(name: str = POOL, kind: str = "referral", at_once: int = 4) -> None:
    """Make what is not there: the pool, and in it the queue of journeys.

    `at_once` journeys run at a time, so that SQLite, or the machine, is not asked too much.
    Afterwards the limit is the coordinators' to change. Schedules go to the pool's other queue,
    which has none: were every place held by a run whose process died, the sweep could still free
    them. The template is the process worker's: that one can serve the pool as well as ours.
    """
    template = ProcessWorker.get_default_base_job_template()
    with get_client(sync_client=True) as client:
        try:
            client.read_work_queue_by_name(JOURNEYS, work_pool_name=name)
        except ObjectNotFound:
            with suppress(ObjectAlreadyExists):
                client.create_work_pool(
                    WorkPoolCreate(name=name, type=kind, base_job_template=template)
                )
            with suppress(ObjectAlreadyExists):
                client.create_work_queue(JOURNEYS, concurrency_limit=at_once, work_pool_name=name)


def reconcile_deployments(wanted: Mapping[str, DeploymentSpec], *, pool: str = POOL) -> Reconciled:
    """Create and update what is wanted, by names such as `journey/return`; remove ours that is
    not. What others deployed stays, and one that Prefect refuses keeps no other waiting. Costs two
    questions when there is nothing to do.
    """
    written: set[str] = set()
    refused: list[str] = []
    with get_client(sync_client=True) as client:
        have = _ours(client, pool)
        for name, spec in wanted.items():
            try:
                if name not in have or not _is_as_written(have[name], spec, pool):
                    _write(client, name, spec, pool)
                    written.add(name)
            except Exception as problem:  # noqa: BLE001 - the next one is to be written all the same
                refused.append(f"{name}: {reported(problem)}")
        unwanted = have.keys() - wanted.keys()
        retained = {name for name in unwanted if _is_needed(client, have[name])}
        for name in unwanted - retained:
            client.delete_deployment(have[name].id)
    removed = frozenset(unwanted - retained)
    return Reconciled(frozenset(written), removed, frozenset(retained), tuple(refused))


def _ours(client: SyncPrefectClient, pool: str) -> dict[str, DeploymentResponse]:
    in_pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
    deployed = [one for one in _deployments(client, in_pool) if OURS.search(one.version or "")]
    flows = {one.id: one.name for one in client.read_flows(work_pool_filter=in_pool, limit=PAGE)}
    return {f"{flows[one.flow_id]}/{one.name}": one for one in deployed}


def _deployments(
    client: SyncPrefectClient, in_pool: WorkPoolFilter
) -> Iterator[DeploymentResponse]:
    offset = 0
    while page := client.read_deployments(work_pool_filter=in_pool, limit=PAGE, offset=offset):
        yield from page
        offset += len(page)


def _is_as_written(have: DeploymentResponse, spec: DeploymentSpec, pool: str) -> bool:
    """Nor changed by hand since: whatever we write, Prefect gives back as it was written."""
    written = _written(spec, pool)
    return (
        {name: getattr(have, name) for name in written} == written
        and [(one.schedule, one.active) for one in have.schedules]
        == [(one.schedule, one.active) for one in _schedules(spec)]
        and have.global_concurrency_limit is None
    )


def _write(client: SyncPrefectClient, name: str, spec: DeploymentSpec, pool: str) -> UUID:
    flow_name, deployment_name = name.split("/")
    return client.create_deployment(
        flow_id=client.create_flow_from_name(flow_name),
        name=deployment_name,
        schedules=_schedules(spec),
        **_written(spec, pool),
    )


def _written(spec: DeploymentSpec, pool: str) -> dict[str, Any]:
    return {
        "version": _version(spec, pool),
        "description": spec.description,
        "work_pool_name": pool,
        "work_queue_name": spec.queue,
        "paused": False,
        "entrypoint": spec.entrypoint,
        # An empty list: the code is installed. Without one Prefect copies the working directory.
        "pull_steps": [],
        "parameters": dict(spec.parameters),
        "parameter_openapi_schema": _schema(spec.form),
        "enforce_parameter_schema": True,
        "tags": list(spec.tags),
        "job_variables": {"command": _command()},
    }


def _schedules(spec: DeploymentSpec) -> list[DeploymentScheduleCreate]:
    # No concurrency limit with it: its slot is lost for minutes with the process that held it, and
    # for good with a server that restarts. Two sweeps at once do no harm, none for minutes does.
    zone = spec.time_zone
    schedules: list[CronSchedule | RRuleSchedule] = [
        RRuleSchedule(rrule=rule, timezone=zone) for rule in spec.rrules
    ]
    if spec.cron is not None:
        schedules.append(CronSchedule(cron=spec.cron, timezone=zone))
    return [DeploymentScheduleCreate(schedule=schedule) for schedule in schedules]


def _command() -> str:
    """Named outright, this saves Prefect 3.8 a process between worker and flow: half of a wake."""
    return shlex.join([sys.executable, "-m", "prefect.engine"])


def _version(spec: DeploymentSpec, pool: str) -> str:
    said = f"{spec.model_dump_json()}\n{pool}\n{_command()}"
    return f"{spec.version} #{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _schema(form: Mapping[str, Choice]) -> dict[str, object]:
    """What is not in it stays hidden: the fixed parameters, and those of a run that we start."""
    return {
        "title": "Parameters",
        "type": "object",
        "properties": {
            name: _property(choice, position)
            for position, (name, choice) in enumerate(form.items())
        },
        "required": [name for name, choice in form.items() if choice.required],
    }


def _property(choice: Choice, place: int) -> dict[str, object]:
    # Prefect's form shows bare values, so what they mean stands above them.
    meanings = "\n".join(f"- `{value}`: {meaning}" for value, meaning in choice.options.items())
    return {
        "title": choice.title,
        "description": f"{choice.description}\n\n{meanings}",
        "type": "string",
        "enum": list(choice.options),
        "position": place,
    }


def _is_needed(client: SyncPrefectClient, deployment: DeploymentResponse) -> bool:
    if deployment.schedules:
        return False
    unfinished = FlowRunFilterState(type=FlowRunFilterStateType(any_=UNFINISHED))
    return bool(
        client.count_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id])),
            flow_run_filter=FlowRunFilter(state=unfinished),
        )
    )
