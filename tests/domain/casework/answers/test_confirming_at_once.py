"""Two who have to do with what takes two come at the same instant: one counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.confirming import (
    confirm,
    refuse_for_agency,
)
from domain.casework.answers.views import (
    Submission,
    TooLate,
)
from domain.casework.desk.coordinating import withdraw
from domain.errors import ReferralError
from domain.journey.facts import Answered, ProposalRefused, Proposed
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import (
    VICTIM,
    asked,
    facts,
    finding_pathway,
    propose,
)
from tests.domain.casework.two_processes import in_two_processes


@pytest.fixture
def finding() -> Pathway:
    return finding_pathway()


def test_of_two_processes_that_answer_one_proposes(
    database_url: str, anywhere: Bureau, finding: Pathway
) -> None:
    journey, request = asked(anywhere, finding)

    outcomes = in_two_processes(database_url, say_victim, request)

    assert sorted(outcomes) == ["recorded", "too late"]
    assert len(facts(anywhere, journey, Proposed)) == 1


def say_victim(place: Bureau, request: str) -> str:
    try:
        answer(place.office, place.token(request), Submission("done", VICTIM))
    except TooLate:
        return "too late"
    return "recorded"


Deed = Callable[[Bureau, str, int], object]
ONE_COUNTS: dict[str, tuple[Deed, Deed]] = {
    # both contacts answer
    "propose_twice": (
        lambda p, r, _: answer(p.office, p.token(r, 1), Submission("done", VICTIM)),
        lambda p, r, _: answer(p.office, p.token(r, 2), Submission("done", VICTIM)),
    ),
    # the second confirms by the link what by telephone is refused
    "confirm_and_refuse": (
        lambda p, r, line: confirm(p.office, p.token(r, 2), line),
        lambda p, r, _: refuse_for_agency(p.office, r, "Chị Hoa", "phone", "Sai", "lan"),
    ),
    # it is withdrawn meanwhile
    "confirm_and_withdraw": (
        lambda p, r, line: confirm(p.office, p.token(r, 2), line),
        lambda p, r, _: withdraw(p.office, r, "lan"),
    ),
}


@pytest.mark.parametrize("race", ONE_COUNTS)
def test_of_two_at_once_one_counts(anywhere: Bureau, finding: Pathway, race: str) -> None:
    journey, request = asked(anywhere, finding)
    line = 0 if race == "propose_twice" else propose(anywhere, request)
    start = Barrier(2)

    def begin(deed: Deed) -> bool:
        start.wait()
        try:
            deed(anywhere, request, line)
        except (TooLate, ReferralError):
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(begin, ONE_COUNTS[race]))

    counted = facts(anywhere, journey, Answered, ProposalRefused)
    assert sorted(done) == [False, True]
    assert len(facts(anywhere, journey, Proposed)) == 1
    assert len(counted) == (0 if race == "propose_twice" or not_confirmed(done, race) else 1)


def not_confirmed(done: Sequence[bool], race: str) -> bool:
    return race == "confirm_and_withdraw" and not done[0]
