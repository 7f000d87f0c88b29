"""Two who have to do with a correction that comes late, at the same instant: one counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.casework.answers.sent_corrections import leave_the_answer, send_correction, take_over
from domain.casework.answers.views import Submission
from domain.casework.desk.consulting import consult
from domain.errors import ReferralError
from domain.journey.facts import Corrected, CorrectionLeft, CorrectionWanted
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import VICTIM, facts
from tests.domain.casework.sending_on import answered, send, settled
from tests.domain.casework.two_processes import in_two_processes

Deed = Callable[[Bureau, str, int], object]


def _send_another(place: Bureau, request: str, line: int) -> None:
    other = Submission("done", VICTIM, corrects=line)
    send_correction(place.office, place.token(request), other)


def _take_over(place: Bureau, request: str, _: int) -> None:
    take_over(place.office, request, "lan")


def _leave(place: Bureau, request: str, _: int) -> None:
    leave_the_answer(place.office, request, "Thôi", "lan")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the officer sends another while what was read is taken over
        (_send_another, _take_over),
        # of two windows at the desk, one takes it over and one leaves the answer
        (_take_over, _leave),
    ],
    ids=["send and take over", "take over and leave"],
)
def test_of_two_at_once_one_counts(anywhere: Bureau, first: Deed, second: Deed) -> None:
    journey, request = answered(anywhere)
    send(anywhere, request)
    consult(anywhere.office, request, "lan")
    line, start = settled(anywhere, request).for_the_coordinator or 0, Barrier(2)

    def begin(deed: Deed) -> bool:
        start.wait()
        try:
            deed(anywhere, request, line)
        except ReferralError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(begin, (first, second)))

    counted = facts(anywhere, journey, CorrectionWanted, Corrected, CorrectionLeft)
    assert sorted(done) == [False, True]
    assert len(counted) == 2


def test_of_two_processes_that_settle_it_one_does(database_url: str, anywhere: Bureau) -> None:
    journey, request = answered(anywhere)
    send(anywhere, request)
    consult(anywhere.office, request, "lan")

    outcomes = in_two_processes(database_url, settle, request)

    assert sorted(outcomes) == ["settled", "too late"]
    assert len(facts(anywhere, journey, Corrected)) == 1


def settle(place: Bureau, request: str) -> str:
    try:
        take_over(place.office, request, "lan")
    except ReferralError:
        return "too late"
    return "settled"
