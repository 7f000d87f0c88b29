"""What engine.py relies on in Prefect, against a real server of the version that is pinned."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.states import Paused, Pending, Running, Scheduled

from tasks import engine
from tasks.engine import Description, NotDeployed, RunStanding, Woken
from tasks.reconciling import DeploymentSpec, ensure_pool, reconcile_deployments
from tests.patience import eventually
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker, process_worker
from tests.tasks import engine_flows
from tests.tasks.engine_flows import BADGE, END

PATIENCE = timedelta(minutes=10)
NO_PATIENCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Tales:
    """Runs of the small flows, all with one ledger, and a worker for them."""

    prefect: PrefectServer
    ledger: str
    worker: InlineWorker

    def start(self, flow: str = "tale", *, key: str = "tale:1:0", **more: str | int) -> UUID:
        parameters = {"ledger": self.ledger, **more}
        return engine.start_run(
            f"{flow}/small", parameters, idempotency_key=key, name="7K3Q-9MXD", tags=[]
        )

    def waiting(self) -> UUID:
        run_id = self.start()
        self.worker.work_until_idle()
        return run_id

    def answer(self, words: str = "đồng ý") -> None:
        engine_flows.write(self.ledger, words)

    def press(self, run_id: UUID, button: str, **body: object) -> None:
        with self.prefect.browser() as browser:
            browser.post(f"/flow_runs/{run_id}/{button}", json=body).raise_for_status()


@pytest.fixture
def tales(prefect: PrefectServer, tmp_path: Path) -> Tales:
    ensure_pool()
    flows = {"tale": "tale", "signature": "signature", "round": "round_of_the_schedule"}
    reconcile_deployments(
        {
            f"{name}/small": DeploymentSpec(
                entrypoint=f"{engine_flows.__name__}.{function}", version="1", description=""
            )
            for name, function in flows.items()
        }
    )
    return Tales(prefect, str(tmp_path / "ledger"), InlineWorker())


def test_a_wait_shows_our_badge_and_has_no_end(tales: Tales) -> None:
    run_id = tales.waiting()

    state = _state(run_id)
    assert (state.type, state.name) == (StateType.PAUSED, BADGE)
    assert state.state_details.pause_timeout is None


def test_the_button_of_prefects_page_resumes_a_wait(tales: Tales) -> None:
    run_id = tales.waiting()
    tales.answer()

    tales.press(run_id, "resume")

    assert tales.worker.work_until_idle() == [END]


def test_a_run_woken_for_nothing_waits_again(tales: Tales) -> None:
    run_id = tales.waiting()

    outcomes = [_woken_and_worked(tales, run_id) for _ in range(2)]

    assert outcomes == [[BADGE], [BADGE]]


def test_a_run_forced_to_run_again_reads_the_ledger(tales: Tales) -> None:
    run_id = tales.waiting()
    tales.answer()

    tales.press(run_id, "set_state", state={"type": "SCHEDULED"}, force=True)

    assert tales.worker.work_until_idle() == [END]


def test_a_run_forced_to_running_stalls_until_it_is_requeued(tales: Tales) -> None:
    run_id = tales.waiting()
    tales.answer()
    tales.press(run_id, "set_state", state={"type": "RUNNING"}, force=True)

    stalled = engine.stalled_runs("tale", NO_PATIENCE)
    nobody_works = tales.worker.work_until_idle()
    engine.requeue(run_id)

    assert (stalled, nobody_works) == ([run_id], [])
    assert tales.worker.work_until_idle() == [END]


def test_a_run_whose_worker_died_stalls_until_it_is_requeued(tales: Tales) -> None:
    run_id = tales.start()
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Pending())

    patient, impatient = (engine.stalled_runs("tale", p) for p in (PATIENCE, NO_PATIENCE))
    engine.requeue(run_id)

    assert (patient, impatient) == ([], [run_id])
    assert tales.worker.work_until_idle() == [BADGE]


def test_an_answer_between_reading_and_waiting_wakes_the_run(tales: Tales) -> None:
    run_id = tales.start(meanwhile="đồng ý")

    assert tales.worker.work_until_idle() == ["Resuming", END]
    assert _standing(run_id) is RunStanding.ENDED


def test_of_two_resumes_at_once_one_wakes_the_run(tales: Tales) -> None:
    run_id = tales.waiting()
    together = Barrier(2)

    def resume(_: int) -> Woken:
        together.wait()
        return engine.resume(run_id)

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(resume, range(2)))

    assert sorted(outcomes, key=str) == [Woken.NOT_WAITING, Woken.RESUMED]


def test_a_run_that_has_ended_is_not_waiting(tales: Tales) -> None:
    tales.answer()
    run_id = tales.waiting()

    assert engine.resume(run_id) is Woken.NOT_WAITING
    assert _standing(run_id) is RunStanding.ENDED


def test_a_run_that_prefect_does_not_have_is_gone(prefect: PrefectServer) -> None:
    unknown = uuid4()

    engine.describe(unknown, _description())

    assert engine.resume(unknown) is Woken.GONE
    assert _standing(unknown) is RunStanding.GONE


def test_a_deleted_run_is_gone(tales: Tales) -> None:
    run_id = tales.waiting()
    with get_client(sync_client=True) as client:
        client.delete_flow_run(run_id)

    assert engine.resume(run_id) is Woken.GONE
    assert _standing(run_id) is RunStanding.GONE


def test_a_waiting_run_that_somebody_cancels_has_ended(tales: Tales) -> None:
    run_id = tales.waiting()

    tales.press(run_id, "set_state", state={"type": "CANCELLING"})

    assert _standing(run_id) is RunStanding.ENDED
    assert engine.resume(run_id) is Woken.NOT_WAITING


def test_many_runs_are_looked_up_at_once(tales: Tales) -> None:
    waiting, scheduled = tales.waiting(), tales.start(key="tale:2:0")
    unknown = [uuid4() for _ in range(2 * engine.PAGE)]

    standing = engine.run_standing([*unknown, waiting, scheduled])

    assert standing == {
        **dict.fromkeys(unknown, RunStanding.GONE),
        waiting: RunStanding.WAITING,
        scheduled: RunStanding.LIVING,
    }


def test_a_run_that_is_retried_by_hand_keeps_its_id(tales: Tales) -> None:
    tales.answer()
    run_id = tales.waiting()

    tales.press(run_id, "set_state", state={"type": "SCHEDULED", "name": "AwaitingRetry"})

    assert tales.worker.work_until_idle() == [END]
    assert _ids_of_all_runs() == [run_id]


def test_the_same_key_gives_the_same_run(tales: Tales) -> None:
    first, again, other = (tales.start(key=key) for key in ("tale:1:0", "tale:1:0", "tale:1:1"))

    assert first == again != other


def test_a_run_of_what_is_not_deployed_is_refused(prefect: PrefectServer) -> None:
    with pytest.raises(NotDeployed, match="tale/unknown"):
        engine.start_run("tale/unknown", {}, idempotency_key="k", name="n", tags=[])


def test_a_flow_knows_its_run(tales: Tales) -> None:
    run_id = tales.start("signature")

    tales.worker.work_until_idle()

    assert engine_flows.read(tales.ledger) == [f"{run_id} {tales.ledger}"]


def test_outside_a_flow_there_is_no_run() -> None:
    with pytest.raises(RuntimeError, match="no flow run"):
        engine.current_run()


def test_prefect_refuses_a_key_that_it_knows(tales: Tales) -> None:
    run_id = tales.start()

    with get_client(sync_client=True) as client:

        def waits() -> SetStateStatus:
            client.set_flow_run_state(run_id, Pending())
            client.set_flow_run_state(run_id, Running())
            waiting: State[None] = Paused(reschedule=True, pause_key="công an")
            return client.set_flow_run_state(run_id, waiting).status

        first = waits()
        client.resume_flow_run(run_id)
        again = waits()

    assert (first, again) == (SetStateStatus.ACCEPT, SetStateStatus.REJECT)


def test_a_wait_is_no_error_to_the_log(tales: Tales, caplog: pytest.LogCaptureFixture) -> None:
    tales.waiting()

    assert [line for line in caplog.records if line.levelno >= logging.WARNING] == []


def test_a_description_replaces_ours_and_leaves_what_others_added(tales: Tales) -> None:
    run_id = tales.waiting()
    with get_client(sync_client=True) as client:
        client.update_flow_run(run_id, tags=["stage:old", "overdue", "gấp"])

    engine.describe(run_id, _description("stage:rescue", "waiting:police"))

    run = _run(run_id)
    assert run.name == "7K3Q-9MXD · Công an"
    assert set(run.tags) == {"stage:rescue", "waiting:police", "gấp"}


def test_a_run_has_one_page_however_often_it_changes(tales: Tales) -> None:
    run_id = tales.waiting()

    for page in ("# Một", "# Hai", "# Hai", "# Ba"):
        engine.describe(run_id, _description(page=page))

    with get_client(sync_client=True) as client:
        shown = [(one.flow_run_id, one.data) for one in client.read_artifacts()]
    assert [page for owner, page in shown if owner == run_id] == ["# Ba"]


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


def test_a_real_worker_carries_a_journey_to_its_end(tales: Tales) -> None:
    run_id = tales.start(answers=2, meanwhile="một")

    with process_worker():
        eventually(lambda: _times_in_state(run_id, BADGE) == 2, within=100)
        tales.answer("hai")
        engine.resume(run_id)

        eventually(lambda: _times_in_state(run_id, END))


def _woken_and_worked(tales: Tales, run_id: UUID) -> list[str]:
    engine.resume(run_id)
    return tales.worker.work_until_idle()


def _times_in_state(run_id: UUID, name: str) -> int:
    with get_client(sync_client=True) as client:
        return sum(state.name == name for state in client.read_flow_run_states(run_id))


def _description(*tags: str, page: str = "# Một") -> Description:
    return Description(
        name="7K3Q-9MXD · Công an", tags=frozenset(tags), page_key="journey-7k3q-9mxd-1", page=page
    )


def _ids_of_all_runs() -> list[UUID]:
    with get_client(sync_client=True) as client:
        return [run.id for run in client.read_flow_runs()]


def _run(run_id: UUID) -> FlowRun:
    with get_client(sync_client=True) as client:
        return client.read_flow_run(run_id)


def _state(run_id: UUID) -> State[None]:
    state = _run(run_id).state
    assert state
    return state


def _standing(run_id: UUID) -> RunStanding:
    return engine.run_standing([run_id])[run_id]
