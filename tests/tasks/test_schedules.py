from __future__ import annotations

from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.states import Scheduled

from tests.tasks.tales import Tales


def test_one_run_makes_up_for_all_that_were_missed(tales: Tales) -> None:
    now = datetime.now(UTC)
    with get_client(sync_client=True) as client:
        deployed = client.read_deployment_by_name("round/small")
        for minutes in (-3, -2, -1, 5):
            at: State[None] = Scheduled(scheduled_time=now + timedelta(minutes=minutes))
            client.create_flow_run_from_deployment(deployed.id, state=at)

    worked = tales.worker.work_until_idle()

    with get_client(sync_client=True) as client:
        left = [run.state_name for run in client.read_flow_runs()]
    assert worked == ["Xong"]
    assert sorted(map(str, left)) == ["Scheduled", "Xong"]


def test_a_schedule_leaves_only_its_last_run_that_went_well(tales: Tales) -> None:
    with get_client(sync_client=True) as client:
        deployed = client.read_deployment_by_name("round/small")
        for _ in range(3):
            client.create_flow_run_from_deployment(deployed.id)
            tales.worker.work_until_idle()
        left = [run.state_name for run in client.read_flow_runs()]

    assert left == ["Xong"]
