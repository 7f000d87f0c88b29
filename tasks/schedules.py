"""The runs that a schedule leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import StateType
from prefect.context import FlowRunContext

BULK = 50


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
