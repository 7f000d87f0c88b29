"""What engine.py relies on in Prefect, against a real server of the version that is pinned."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.states import Crashed, Paused, Pending, Running

from domain.journey.runs import RunState
from tasks import engine
from tasks.engine import NotDeployed, Woken
from tests.patience import eventually
from tests.prefect_server import PrefectServer
from tests.prefect_workers import real_worker
from tests.tasks import engine_flows
from tests.tasks.engine_flows import BADGE, END
from tests.tasks.tales import Tales, state_at

CANCEL = {"type": "CANCELLING", "name": "Cancelling"}  # as Prefect's pages send it


def test_a_wait_shows_our_badge_and_has_no_end(tales: Tales) -> None:
    run_id = tales.waiting()

    state = state_at(run_id)
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


def test_a_run_forced_to_running_is_at_work_until_it_is_requeued(tales: Tales) -> None:
    run_id = tales.waiting()
    tales.answer()
    tales.press(run_id, "set_state", state={"type": "RUNNING"}, force=True)

    at_work = [run.id for run in engine.runs_at_work("tale")]
    nobody_works = tales.worker.work_until_idle()
    engine.requeue(run_id)

    assert (at_work, nobody_works) == ([run_id], [])
    assert tales.worker.work_until_idle() == [END]


def test_a_run_whose_worker_died_is_taken_up_once_it_is_requeued(tales: Tales) -> None:
    run_id = tales.claimed()

    nobody_works = tales.worker.work_until_idle()
    engine.requeue(run_id)

    assert nobody_works == []
    assert tales.worker.work_until_idle() == [BADGE]


def test_an_answer_between_reading_and_waiting_wakes_the_run(tales: Tales) -> None:
    run_id = tales.start(meanwhile="đồng ý")

    assert tales.worker.work_until_idle() == ["Resuming", END]
    assert engine.state_of(run_id) is RunState.ENDED


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
    assert engine.state_of(run_id) is RunState.ENDED


def test_a_run_that_prefect_does_not_have_is_gone(prefect: PrefectServer) -> None:
    unknown = uuid4()

    assert engine.resume(unknown) is Woken.GONE
    assert engine.state_of(unknown) is RunState.GONE


def test_a_deleted_run_is_gone(tales: Tales) -> None:
    run_id = tales.waiting()
    with get_client(sync_client=True) as client:
        client.delete_flow_run(run_id)

    assert engine.resume(run_id) is Woken.GONE
    assert engine.state_of(run_id) is RunState.GONE


def test_a_waiting_run_that_somebody_cancels_was_cancelled_by_a_person(tales: Tales) -> None:
    run_id = tales.waiting()

    tales.press(run_id, "set_state", state=CANCEL, force=True)

    assert engine.state_of(run_id) is RunState.CANCELLED
    assert engine.resume(run_id) is Woken.NOT_WAITING


def test_a_claimed_run_that_somebody_cancels_is_being_cancelled(tales: Tales) -> None:
    run_id = tales.claimed()

    tales.press(run_id, "set_state", state=CANCEL, force=True)
    seen = engine.runs_at_work("tale")
    tales.press(run_id, "set_state", state={"type": "CANCELLED", "message": "Done."}, force=True)

    assert [(run.id, run.state) for run in seen] == [(run_id, RunState.BEING_CANCELLED)]
    assert engine.state_of(run_id) is RunState.CANCELLED


def test_what_a_machine_cancelled_has_merely_ended(tales: Tales) -> None:
    run_id = tales.waiting()

    too_many = {"type": "CANCELLED", "message": "Deployment concurrency limit reached."}
    tales.press(run_id, "set_state", state=too_many, force=True)

    assert engine.state_of(run_id) is RunState.ENDED


def test_what_a_worker_cancelled_since_its_deployment_is_gone_has_merely_ended(
    tales: Tales,
) -> None:
    run_id = tales.waiting()
    tales.prefect.forget("deployments")
    engine.resume(run_id)

    with real_worker("referral"):
        eventually(lambda: state_at(run_id).is_cancelled(), within=100)

    assert engine.state_of(run_id) is RunState.ENDED


def test_a_cancel_whose_deployment_is_gone_stops_nothing(tales: Tales) -> None:
    run_id = tales.waiting()
    tales.press(run_id, "set_state", state=CANCEL, force=True)

    tales.prefect.forget("deployments")

    assert engine.state_of(run_id) is RunState.ENDED


def test_unfinished_is_what_goes_on_or_waits(tales: Tales) -> None:
    waiting, claimed = tales.waiting(), tales.claimed()
    scheduled = tales.start(key="tale:3:0")
    tales.answer()
    ended = tales.start("signature", key="tale:4:0")

    seen = {run.id: run.state for run in engine.unfinished_runs("tale")}

    assert ended not in seen
    assert seen == {
        waiting: RunState.WAITING,
        claimed: RunState.AT_WORK,
        scheduled: RunState.QUEUED,
    }
    assert [run.id for run in engine.runs_at_work("tale")] == [claimed]
    assert {run.id for run in engine.runs_awake("tale")} == {claimed, scheduled}


@pytest.mark.long
def test_many_runs_are_all_seen(tales: Tales) -> None:
    started = {tales.start(key=f"tale:{number}:0") for number in range(engine.PAGE + 1)}

    assert {run.id for run in engine.unfinished_runs("tale")} == started


def test_a_run_is_put_away_unless_it_has_ended(tales: Tales) -> None:
    dead = tales.claimed()
    (seen,) = engine.runs_at_work("tale")

    put_away = [engine.put_away(seen, "Lượt chạy khác") for _ in range(2)]

    assert put_away == [True, False]
    assert (state_at(dead).type, state_at(dead).message) == (StateType.CRASHED, "Lượt chạy khác")


def test_a_cancel_that_comes_just_before_a_run_is_put_away_is_kept(tales: Tales) -> None:
    dead = tales.claimed()
    (seen,) = engine.runs_at_work("tale")
    tales.press(dead, "set_state", state=CANCEL, force=True)

    assert not engine.put_away(seen, "Lượt chạy khác")
    (being_cancelled,) = engine.runs_at_work("tale")
    assert engine.put_away(being_cancelled, "Lượt chạy khác")
    assert engine.state_of(dead) is RunState.CANCELLED


def test_prefect_itself_keeps_a_cancel_from_being_crashed(tales: Tales) -> None:
    run_id = tales.claimed()
    tales.press(run_id, "set_state", state=CANCEL, force=True)

    with get_client(sync_client=True) as client:
        crashed: State[None] = Crashed()
        refused = client.set_flow_run_state(run_id, crashed)

    assert refused.status is not SetStateStatus.ACCEPT
    assert engine.runs_at_work("tale")[0].state is RunState.BEING_CANCELLED


def test_what_has_just_ended_is_seen_however_it_ended(tales: Tales) -> None:
    cancelled, ended = tales.waiting(), tales.start("signature", key="tale:4:0")
    tales.press(cancelled, "set_state", state=CANCEL, force=True)
    tales.worker.work_until_idle()

    of_tales = {run.id: run.state for run in engine.runs_ended("tale", timedelta(minutes=1))}
    of_signatures = engine.runs_ended("signature", timedelta(minutes=1))
    of_long_ago = engine.runs_ended("tale", timedelta(days=-1))

    assert of_tales == {cancelled: RunState.CANCELLED}
    assert [run.id for run in of_signatures] == [ended]
    assert of_long_ago == ()


def test_only_what_carries_a_journey_is_counted(tales: Tales) -> None:
    names = ("7K3Q-9MXD/1", "7K3Q-9MXD/1 · Hải Phòng", "woolly-badger")

    for name in names:
        engine.start_run("tale/small", {}, idempotency_key=name, name=name, tags=[])

    assert engine.count_living("tale") == len(names) - 1


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


def test_a_real_worker_carries_a_journey_to_its_end(tales: Tales) -> None:
    run_id = tales.start(answers=2, meanwhile="một")

    with real_worker("referral"):
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


def _ids_of_all_runs() -> list[UUID]:
    with get_client(sync_client=True) as client:
        return [run.id for run in client.read_flow_runs()]
