"""Many waiting journeys, quickly: asked and told by our own code, in this process, and each with a
run that Prefect is given as one that waits.

What it leaves out of what real ones leave behind is the task run that sent their first notice.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import ArtifactCreate, DeploymentFlowRunCreate
from prefect.client.schemas.objects import State
from prefect.states import Paused, to_state_create

from benchmarks.our_way import Ours
from benchmarks.site import BY, ENTRY, LENGTHS, pathway_of
from domain.casework.advancing import advance
from domain.casework.opening import open_case
from domain.casework.portrait import Portrait
from domain.casework.running import Run, bind_run, run_of
from tasks.notices import deliver


def seed(ours: Ours, client: SyncPrefectClient, count: int) -> list[str]:
    """So many journeys that wait for their first answer. No worker may be at work meanwhile."""
    key = pathway_of(LENGTHS[-1]).key
    deployment = client.read_deployment_by_name(f"journey/{key}").id
    return [_seed_one(ours, client, key, deployment) for _ in range(count)]


def _seed_one(ours: Ours, client: SyncPrefectClient, key: str, deployment: UUID) -> str:
    journey = open_case(ours.office, key, ENTRY, None, by=BY)
    advanced = advance(ours.office, journey)
    for notice in advanced.notices:
        deliver(notice.id)
    run = run_of(ours.office, journey)
    assert run is not None
    flow_run = _waiting_run(client, deployment, run, advanced.portrait)
    bind_run(ours.office, run, str(flow_run))
    return journey


def _waiting_run(client: SyncPrefectClient, deployment: UUID, run: Run, portrait: Portrait) -> UUID:
    waiting: State[None] = Paused(name=portrait.badge, reschedule=True, pause_key=uuid4().hex)
    wanted = DeploymentFlowRunCreate(
        state=to_state_create(waiting),
        name=portrait.name,
        tags=list(portrait.tags),
        parameters={
            "journey": run.journey, "generation": run.generation, "pathway": run.pathway,
        },
        enforce_parameter_schema=False,
    )  # fmt: skip
    created = client.request(
        "POST",
        "/deployments/{id}/create_flow_run",
        path_params={"id": deployment},
        json=wanted.model_dump(mode="json", exclude_unset=True),
    )
    flow_run = UUID(created.json()["id"])
    page_key = "journey-" + run.journey.lower().replace("/", "-")
    client.create_artifact(
        ArtifactCreate(key=page_key, type="markdown", data=portrait.markdown, flow_run_id=flow_run)
    )
    return flow_run
