"""Many waiting journeys, quickly: by the same code, but in this process instead of flow runs.

What it leaves out of what real ones leave behind is the task run that sent their first notice.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import State
from prefect.states import Paused

from benchmarks.our_way import Ours
from benchmarks.site import BY, ENTRY, LENGTHS, pathway_of
from domain.casework.advancing import advance
from domain.casework.opening import open_case
from domain.casework.running import run_of
from tasks.journeys import show, start
from tasks.notices import deliver


def seed(ours: Ours, client: SyncPrefectClient, count: int) -> list[str]:
    """So many journeys that wait for their first answer. No worker may be at work meanwhile."""
    return [_seed_one(ours, client) for _ in range(count)]


def _seed_one(ours: Ours, client: SyncPrefectClient) -> str:
    journey = open_case(ours.office, pathway_of(LENGTHS[-1]).key, ENTRY, None, by=BY)
    run = run_of(ours.office, journey)
    assert run is not None
    start(run)
    advanced = advance(ours.office, journey)
    for notice in advanced.notices:
        deliver(notice.id)
    run_id = ours.run_of(journey)
    show(run_id, journey, advanced.portrait)
    _suspend(client, run_id, advanced.portrait.badge)
    return journey


def _suspend(client: SyncPrefectClient, run_id: UUID, badge: str) -> None:
    waiting: State[None] = Paused(name=badge, reschedule=True, pause_key=uuid4().hex)
    client.set_flow_run_state(run_id, waiting, force=True)
