"""Many requests that pass on together, and answers that come at that very moment."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Dead, Submission, TooLate
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import to_pass_on
from domain.journey.facts import Answered, Reassigned
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.reorganising import (
    LAW,
    MARCH,
    VERIFY,
    VERIFY_THEN_PAPERS,
    asked,
    moves,
    pass_all_on,
)

MANY = 50
RACES = 8


def test_what_passes_on_together_moves_once_and_is_told_once(here: Bureau) -> None:
    first, _ = asked(here)
    journeys = [first, *(here.open(VERIFY) for _ in range(MANY - 1))]
    before = {journey: here.requests(journey)[0].due_at for journey in journeys}
    here.pile.clear()
    here.clock.moment = MARCH

    looked_at = [pass_all_on(here) for _ in range(2)]
    here.later(minutes=5)
    here.send()

    assert looked_at == [MANY, 0]
    assert {tuple(moves(here, journey)) for journey in journeys} == {(("old", "new", LAW, "plan"),)}
    assert {journey: here.requests(journey)[0].due_at for journey in journeys} == before
    told = Counter((one.target, each.journey) for one in here.pile for each in one.notices)
    new = ("new_1@example.vn", "new_2@example.vn")
    assert told == dict.fromkeys(product(new, journeys), 1)


def test_two_sweeps_at_once_pass_everything_on_once(anywhere: Bureau) -> None:
    first, _ = asked(anywhere)
    journeys = [first, *(anywhere.open(VERIFY) for _ in range(9))]
    anywhere.clock.moment = MARCH
    start = Barrier(2)

    def sweep(_: int) -> None:
        found = to_pass_on(anywhere.office)
        start.wait()
        for journey in found:
            look_at(anywhere.office, journey)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(sweep, range(2)))

    assert [len(moves(anywhere, journey)) for journey in journeys] == [1] * 10
    with anywhere.office.store.reading() as books:
        told = [n.contact for j in journeys for n in books.notices.of_journey(j) if n.ordinal == 2]
    assert Counter(told) == {"new_1": 10, "new_2": 10}


def test_an_answer_at_the_moment_of_the_move_is_recorded_or_told_that_it_moved(
    anywhere: Bureau,
) -> None:
    first, _ = asked(anywhere, VERIFY_THEN_PAPERS)
    journeys = [first, *(anywhere.open(VERIFY_THEN_PAPERS) for _ in range(RACES - 1))]
    anywhere.later(minutes=5)
    anywhere.send()
    anywhere.clock.moment = MARCH

    for journey in journeys:
        said = _answered_while_it_moves(anywhere, journey)

        facts = _facts(anywhere, journey)
        assert (said, facts) in [("recorded", [Answered]), ("moved", [Reassigned])]


def _answered_while_it_moves(place: Bureau, journey: str) -> str:
    """What the page says to the old agency, which answers as its request passes on."""
    token = place.token(place.waiting(journey)[0])
    start = Barrier(2)

    def say_done() -> str:
        start.wait()
        try:
            answer(place.office, token, Submission("done", {}))
        except TooLate as late:
            return late.look.fate if isinstance(late.look, Dead) else "open"
        return "recorded"

    def pass_on() -> None:
        start.wait()
        look_at(place.office, journey)

    with ThreadPoolExecutor(2) as threads:
        answering, moving = threads.submit(say_done), threads.submit(pass_on)
        moving.result()
        said = answering.result()
    seen = look(place.office, token)
    assert isinstance(seen, Dead) is (said == "moved")
    return said


def _facts(place: Bureau, journey: str) -> list[type]:
    with place.office.store.reading() as books:
        found = [type(record.fact) for record in books.trails.facts(journey)]
    return [kind for kind in found if kind in (Answered, Reassigned)]
