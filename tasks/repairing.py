"""Giving every open journey a living run again, and every dead run's place to another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from domain.casework import running, sweeping
from domain.casework.running import Run
from domain.runs import Mend, RunState, judge
from domain.texts import Message, say
from tasks import engine
from tasks.attempts import Attempts
from tasks.engine import SeenRun
from tasks.journeys import start
from tasks.wiring import the_office

FLOW = "journey"
LOOK_AT_ALL = timedelta(hours=1)
DIED = say("What ran this broke off. The journey goes on in another run.")
SUPERSEDED = say("The journey goes on in another run, or is over.")


def mend_runs(attempts: Attempts) -> None:
    """Each sweep's part: what is at work is some few, and the rest is counted.

    Whatever is lost makes the count wrong. Two mistakes that make up for each other wait for the
    hour.
    """
    at_work = engine.runs_at_work(FLOW)
    for seen in at_work:
        attempts.make(_mend_at_work, seen)
    running.forget_leases(the_office(), [str(seen.id) for seen in at_work])
    if sweeping.is_time_for(the_office(), "look at all runs", LOOK_AT_ALL) or _some_are_lost():
        mend_all_runs(attempts)


def _some_are_lost() -> bool:
    return engine.count_living(FLOW) != running.count_open(the_office())


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
    run = running.carried_by(the_office(), str(seen.id))
    mend = judge(seen.state, *running.lease_of(the_office(), str(seen.id)))
    if mend is Mend.WATCH:
        running.watch(the_office(), str(seen.id))
    elif mend is Mend.GIVE_UP and running.end_lease(the_office(), str(seen.id)):
        _give_up(seen, run)


def _give_up(seen: SeenRun, run: Run | None) -> None:
    if run is not None:
        _replace(run, seen.state)
    elif seen.parameters.get("journey") is None:
        # From the Run form, and it did not come as far as opening its journey.
        engine.requeue(seen.id)
        return
    _put_away(seen, DIED)


def _mend_lost(run: Run, run_id: UUID) -> None:
    state = engine.state_of(run_id)
    if judge(state, None, the_office().clock.now()) is Mend.REPLACE:
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


def _put_away(seen: SeenRun, why: Message) -> None:
    engine.put_away(seen.id, why.in_(the_office().language))
