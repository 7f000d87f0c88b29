"""What our worker promises, on a real Prefect server of the version that is pinned."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from socket import gethostname
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.states import Pending
from prefect.workers.base import BaseWorker
from prefect.workers.process import ProcessWorker

from deployments.worker import ReferralJobConfiguration, ReferralWorker
from tasks import engine
from tests.deployments.bench import (
    Bench,
    Started,
    badge_of,
    deploy,
    referral_worker,
    run_at,
    state_of,
)
from tests.deployments.worker_flows import BADGE, END, SECRET
from tests.patience import eventually
from tests.prefect_server import PrefectServer


@pytest.fixture(scope="module")
def worker(
    prefect_server: PrefectServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Started]:
    with referral_worker(tmp_path_factory.mktemp("site")) as started:
        yield started


def test_prefect_finds_the_worker_by_its_entry_point() -> None:
    found = entry_points(group="prefect.collections")["referral"].load()

    assert BaseWorker.get_worker_class_from_type("referral") is found.ReferralWorker


def test_the_pool_is_of_our_type_and_has_the_template_of_the_process_worker(bench: Bench) -> None:
    with get_client(sync_client=True) as client:
        pool = client.read_work_pool("journeys")

    assert pool.type == "referral"
    assert pool.base_job_template == ProcessWorker.get_default_base_job_template()


def test_two_workers_of_one_machine_have_two_names(bench: Bench, worker: Started) -> None:
    name = f"referral-{gethostname()}-{worker.process.pid}"

    def known() -> set[str]:
        with bench.prefect.browser() as browser:
            found = browser.post("/work_pools/journeys/workers/filter", json={}).json()
        return {each["name"] for each in found}

    eventually(lambda: name in known())


def test_a_run_waits_resumes_and_ends_inside_the_worker(bench: Bench, worker: Started) -> None:
    run_id = bench.start("visit")

    eventually(lambda: badge_of(run_id) == BADGE)
    engine.resume(run_id)
    eventually(lambda: badge_of(run_id) == END)

    assert bench.processes("a") == {worker.process.pid}
    assert len(bench.clients("a")) == 1


def test_a_run_knows_its_deployment_and_prefect_opens_no_socket_beside_it(
    bench: Bench, worker: Started
) -> None:
    run_id = bench.start("visit")

    eventually(lambda: badge_of(run_id) == BADGE)

    assert bench.deployments("a") == {str(run_at(run_id).deployment_id)}
    assert bench.watched("a") == {"False"}


def test_several_run_at_a_time_in_one_process(bench: Bench, worker: Started) -> None:
    names = ("a", "b", "c")
    runs = [bench.start("stay", name) for name in names]

    eventually(lambda: all(bench.is_there(name) for name in names))
    bench.let_go()
    eventually(lambda: {badge_of(run_id) for run_id in runs} == {END})

    assert bench.processes(*names) == {worker.process.pid}
    assert len(bench.clients(*names)) == 3


@pytest.mark.parametrize(
    ("flow", "told"),
    [
        ("leaver", "Python system exit"),
        ("interrupted", "interrupt signal"),
        # its module has no such flow
        ("nowhere", "MissingFlowError at worker:"),
    ],
)
def test_a_crash_is_reported_without_its_message_and_the_worker_goes_on(
    bench: Bench, worker: Started, flow: str, told: str
) -> None:
    bad = bench.start(flow)
    crashed = eventually(lambda: state if (state := state_of(bad)).is_crashed() else None)
    good = bench.start("visit")
    eventually(lambda: badge_of(good) == BADGE)

    assert told in (crashed.message or "")
    assert SECRET not in (crashed.message or "")
    assert SECRET not in worker.log.read_text(encoding="utf-8")
    assert run_at(bad).infrastructure_pid is None


@pytest.mark.parametrize("then", ["end", "wait"])
def test_what_is_cancelled_while_it_runs_ends_as_cancelled(
    bench: Bench, worker: Started, then: str
) -> None:
    run_id = bench.start("stay", then=then)
    eventually(bench.is_there)

    bench.cancel(run_id)
    bench.let_go()

    assert eventually(lambda: state_of(run_id).is_cancelled())


def test_what_is_cancelled_while_it_waits_is_cancelled_at_once(
    bench: Bench, worker: Started
) -> None:
    run_id = bench.start("visit")
    eventually(lambda: badge_of(run_id) == BADGE)

    bench.cancel(run_id)

    assert state_of(run_id).is_cancelled()


def test_what_is_cancelled_between_claim_and_begin_never_begins(
    prefect: PrefectServer, tmp_path: Path
) -> None:
    # The worker of the other tests would claim the run as well: this pool it does not serve.
    deploy("unserved")
    bench = Bench(prefect, tmp_path, "unserved")
    run_id = bench.start("visit")
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Pending())
    bench.cancel(run_id)

    asyncio.run(_carry_out(run_id))

    assert state_of(run_id).is_cancelled()
    assert not bench.is_there()


def test_a_run_that_is_deleted_meanwhile_does_not_end_the_worker(
    bench: Bench, worker: Started
) -> None:
    lost = bench.start("stay")
    eventually(bench.is_there)
    with get_client(sync_client=True) as client:
        client.delete_flow_run(lost)
    bench.let_go()

    after = bench.start("visit", "b")

    eventually(lambda: badge_of(after) == BADGE)


async def _carry_out(run_id: UUID) -> None:
    """As a worker does once it has claimed the run."""
    worker = ReferralWorker("unserved")
    async with get_client() as client:
        run = await client.read_flow_run(run_id)
        configuration = await ReferralJobConfiguration.resolve_for_flow_run(
            run, client=client, work_pool=await client.read_work_pool("unserved"), worker_name=""
        )
    await worker.run(run, configuration)
