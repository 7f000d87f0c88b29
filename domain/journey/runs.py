"""What is to be done about a flow run, from how the engine and its lease show it.

A run that is claimed or at work has a lease of half a minute that its process renews. One without
is watched for that long first: its process may just not have come so far. By its age nothing is
ever judged: a slow run is not a dead one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum


class RunState(Enum):
    """`AT_WORK`: a worker claimed it. `BEING_CANCELLED`: somebody wants it cancelled, and a worker
    had claimed it. `CANCELLED`: by a person; what a machine cancelled has merely `ENDED`.
    """

    QUEUED = "queued"
    WAITING = "waiting"
    AT_WORK = "at work"
    BEING_CANCELLED = "being cancelled"
    CANCELLED = "cancelled"
    ENDED = "ended"
    GONE = "gone"

    @property
    def is_cancel(self) -> bool:
        """By a person, who wants the journey to stop."""
        return self in (RunState.BEING_CANCELLED, RunState.CANCELLED)

    @property
    def is_over(self) -> bool:
        return self in (RunState.CANCELLED, RunState.ENDED, RunState.GONE)


class Mend(Enum):
    """`WATCH`: whether a process has it. `GIVE_UP`: its process is dead."""

    NOTHING = "nothing"
    WATCH = "watch"
    GIVE_UP = "give up"


AT_ONCE = 3
LONGEST_WAIT = timedelta(hours=1)


def wait_before(lost_runs: int) -> timedelta:
    """How long a new run waits when so many were lost one after the other (design).

    A process that was killed loses one or two. A journey that breaks whatever carries it would
    lose one with every sweep: it waits a minute, two, four, and at last an hour from run to run.
    """
    if lost_runs <= AT_ONCE:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(lost_runs - AT_ONCE - 1, 6)), LONGEST_WAIT)


def judge(state: RunState, lease_until: datetime | None, now: datetime) -> Mend:
    """Of a run that a worker has claimed. Both moments are the database's."""
    if lease_until is None:
        # What is to be cancelled needs nobody any more.
        return Mend.GIVE_UP if state is RunState.BEING_CANCELLED else Mend.WATCH
    return Mend.NOTHING if now <= lease_until else Mend.GIVE_UP
