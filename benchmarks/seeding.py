"""Many waiting journeys, quickly: opened, asked and told by our own code in this process, each with
a run that Prefect is given as one that waits.

What it leaves out of what real ones leave behind is the task run that sent their first notice.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from uuid import UUID, uuid4

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.objects import State
from prefect.states import Paused

from benchmarks.our_way import Ours
from benchmarks.site import BY, ENTRY, LENGTHS, pathway_of
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from tasks.notices import deliver

AT_ONCE = 4


def seed(ours: Ours, count: int) -> list[str]:
    """So many journeys that wait for their first answer, as if begun from Prefect's Run form."""
    shares = [count // AT_ONCE + (place < count % AT_ONCE) for place in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as desks:
        return [*chain.from_iterable(desks.map(lambda share: _seed_some(ours, share), shares))]


def _seed_some(ours: Ours, count: int) -> list[str]:
    key = pathway_of(LENGTHS[-1]).key
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(f"journey/{key}").id
        return [_seed_one(ours, client, key, deployment) for _ in range(count)]


def _seed_one(ours: Ours, client: SyncPrefectClient, key: str, deployment: UUID) -> str:
    waiting: State[None] = Paused(reschedule=True, pause_key=uuid4().hex)
    run = client.create_flow_run_from_deployment(
        deployment, parameters={"pathway": key, "entry": ENTRY}, state=waiting
    )
    # The run first: for a journey that has none the sweep would make another.
    journey = open_case(ours.office, key, ENTRY, None, by=BY, flow_run=str(run.id))
    advanced = advance(ours.office, journey)
    for notice in advanced.notices:
        deliver(notice.id)
    seen = advanced.portrait
    client.update_flow_run(run.id, name=seen.name, tags=list(seen.tags))
    page_key = "journey-" + journey.lower().replace("/", "-")
    client.create_artifact(
        ArtifactCreate(key=page_key, type="markdown", data=seen.markdown, flow_run_id=run.id)
    )
    return journey
