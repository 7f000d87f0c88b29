from __future__ import annotations

from uuid import UUID

from prefect.client.orchestration import get_client

from tasks.describing import Description, describe
from tasks.engine import RunFacts
from tests.tasks.tales import Tales, run_at


def test_a_description_replaces_ours_and_leaves_what_others_added(tales: Tales) -> None:
    run_id = tales.waiting()
    with get_client(sync_client=True) as client:
        client.update_flow_run(run_id, tags=["stage:old", "overdue", "gấp"])

    describe(facts_of(run_id), _description("stage:rescue", "waiting:police"))

    run = run_at(run_id)
    assert run.name == "7K3Q-9MXD · Công an"
    assert set(run.tags) == {"stage:rescue", "waiting:police", "gấp"}


def test_a_run_has_one_page_however_often_it_changes(tales: Tales) -> None:
    run_id = tales.waiting()

    for page in ("# Một", "# Hai", "# Hai", "# Ba"):
        describe(facts_of(run_id), _description(page=page))

    with get_client(sync_client=True) as client:
        shown = [(one.flow_run_id, one.data) for one in client.read_artifacts()]
    assert [page for owner, page in shown if owner == run_id] == ["# Ba"]


def _description(*tags: str, page: str = "# Một") -> Description:
    return Description(
        name="7K3Q-9MXD · Công an", tags=frozenset(tags), page_key="journey-7k3q-9mxd-1", page=page
    )


def facts_of(run_id: UUID) -> RunFacts:
    run = run_at(run_id)
    return RunFacts(run.id, run.parameters, run.name, frozenset(run.tags), by_schedule=False)
