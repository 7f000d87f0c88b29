from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.journey.runs import Mend, RunState, judge, wait_before

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HELD, RUN_OUT = NOW, NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "lease_until", "mend"),
    [
        # its process lives, to the second
        (RunState.AT_WORK, HELD, Mend.NOTHING),
        # was just claimed, or its worker died with it
        (RunState.AT_WORK, None, Mend.WATCH),
        # had its time
        (RunState.AT_WORK, RUN_OUT, Mend.GIVE_UP),
        # its process will see that it is cancelled
        (RunState.BEING_CANCELLED, HELD, Mend.NOTHING),
        # there is none that would
        (RunState.BEING_CANCELLED, None, Mend.GIVE_UP),
        (RunState.BEING_CANCELLED, RUN_OUT, Mend.GIVE_UP),
    ],
)
def test_a_run_is_judged_by_its_lease(
    state: RunState, lease_until: datetime | None, mend: Mend
) -> None:
    assert judge(state, lease_until, NOW) is mend


@pytest.mark.parametrize(
    ("lost", "minutes"),
    [
        # killed once, or a few times
        (1, 0),
        (3, 0),
        # it breaks whatever carries it
        (4, 1),
        (5, 2),
        (9, 32),
        # for good
        (10, 60),
        (5000, 60),
    ],
)
def test_a_journey_that_breaks_each_time_is_tried_ever_more_rarely(lost: int, minutes: int) -> None:
    assert wait_before(lost) == timedelta(minutes=minutes)
