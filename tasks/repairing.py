"""Giving every open journey a living run again, and every dead run's place to another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from domain.casework.journeys import running, sweeping
from domain.casework.journeys.running import Run
from domain.journey.runs import Mend, RunState, judge
from domain.texts import Message, say
from tasks import engine
from tasks.attempts import Attempts
from tasks.engine import SeenRun
from tasks.journeys import start, wake
from tasks.wiring import the_office

FLOW = "journey"
LOOK_AT_ALL = timedelta(hours=1)
LOOK_BACK = timedelta(minutes=10)
"""Some sweeps may be missed; what ended before is found when all runs are looked at."""

DIED = say("What ran this broke off. The journey goes on in another run.")
SUPERSEDED = say("The journey goes on in another run, or is over.")


def mend_runs(attempts: Attempts) -> None:
    """Each sweep's part: what is at work, what has just ended, and whether something is missing.

    Nothing says which run was deleted, but the count is wrong then.
    """
    at_work = engine.runs_at_work(FLOW)
    for seen in at_work:
        attempts.make(_mend_at_work, seen)
    running.forget_leases(the_office(), [str(seen.id) for seen in at_work])
    for seen in engine.runs_ended(FLOW, within=LOOK_BACK):
        attempts.make(_mend_ended, seen)
    if sweeping.is_time_for(the_office(), "look at all runs", LOOK_AT_ALL) or _some_are_missing():
        mend_all_runs(attempts)


def _some_are_missing() -> bool:
    return engine.count_living(FLOW) != running.count_open(the_office())


def wake_forgotten(attempts: Attempts) -> None:
    """Whatever has something to see and sleeps.

    Where many have answered most are awake, and are asked for at once rather than one by one. They
    see what came, since it is older than the question.
    """
    unseen = running.unseen_runs(the_office())
    awake = {str(seen.id) for seen in engine.runs_awake(FLOW)} if unseen else set()
    for run in unseen:
        if run.flow_run not in awake:
            attempts.make(wake, run.journey)


def mend_all_runs(attempts: Attempts) -> None:
    """Look at every open journey and every unfinished run: at the start, and once in an hour."""
    unfinished = {str(seen.id): seen for seen in engine.unfinished_runs(FLOW)}
    for run in running.open_runs(the_office()):
        if run.flow_run is None:
            attempts.make(start, run)
        elif unfinished.pop(run.flow_run, None) is None:
            attempts.make(_mend_lost, run, UUID(run.flow_run))
    for seen in unfinished.values():
        attempts.make(_put_away_superseded, seen)


def _mend_at_work(seen: SeenRun) -> None:
    mend = judge(seen.state, *running.lease_of(the_office(), str(seen.id)))
    if mend is Mend.WATCH:
        running.watch(the_office(), str(seen.id))
    elif mend is Mend.GIVE_UP and running.end_lease(the_office(), str(seen.id)):
        _give_up(seen)


def _give_up(seen: SeenRun) -> None:
    run = running.carried_by(the_office(), str(seen.id))
    came_from_form = run is None and seen.parameters.get("journey") is None
    if came_from_form and not seen.state.is_cancel:
        # It did not come as far as opening its journey.
        engine.requeue(seen.id)
    elif _put_away(seen, DIED) and run is not None:
        _replace(run, seen.state)


def _mend_ended(seen: SeenRun) -> None:
    run = running.carried_by(the_office(), str(seen.id))
    if run is not None:
        _replace(run, seen.state)


def _mend_lost(run: Run, run_id: UUID) -> None:
    state = engine.state_of(run_id)
    if state.is_over:
        _replace(run, state)


def _replace(lost: Run, state: RunState) -> None:
    fresh = running.give_up_run(the_office(), lost, stop=state.is_cancel)
    if fresh is not None:
        start(fresh)


def _put_away_superseded(seen: SeenRun) -> None:
    """It waits, and another run carries its journey, or the journey is over."""
    waits = seen.state in (RunState.WAITING, RunState.QUEUED)
    if waits and running.is_superseded(the_office(), str(seen.id), seen.parameters):
        _put_away(seen, SUPERSEDED)


def _put_away(seen: SeenRun, why: Message) -> bool:
    return engine.put_away(seen, why.in_(the_office().language))
