"""Answers sent, one after the other or by the clock, and what all processes spent meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from benchmarks.processes import Part, Processes
from benchmarks.ways import NotTaken, Way

SETTLES_WITHIN = 2.0
"""Seconds in which what an answer set off comes to its end after the next notice is there."""

PATIENCE = 300.0
"""Seconds after which an answer counts as lost."""

Cost = dict[str, float]
"""CPU seconds by part."""


@dataclass(frozen=True, slots=True)
class Spent:
    seconds: float
    cpu: Cost


@dataclass(frozen=True, slots=True)
class Answered:
    """`waits`: the seconds from each answer to the next notice, None where it never came."""

    waits: tuple[float | None, ...]
    spent: Spent


def let_pass(seconds: float) -> None:
    if seconds > 0:
        Event().wait(seconds)


def spending(parts: Callable[[], list[Part]], act: Callable[[], None]) -> Spent:
    begun, before = time.monotonic(), Processes.now().cpu(parts())
    act()
    seconds, after = time.monotonic() - begun, Processes.now().cpu(parts())
    return Spent(seconds, {name: after[name] - before.get(name, 0.0) for name in after})


def idle(way: Way, seconds: float) -> Spent:
    return spending(way.parts, lambda: let_pass(seconds))


def one_at_a_time(way: Way, journeys: Sequence[str]) -> Answered:
    """The next answer when the last one's notice is there and all has come to rest.

    A journey may be named again for its next answer.
    """
    waits: list[float | None] = []

    def answer_all() -> None:
        for journey in journeys:
            waits.append(_answer(way, journey, time.monotonic()))
            let_pass(SETTLES_WITHIN)

    spent = spending(way.parts, answer_all)
    return Answered(tuple(waits), spent)


def by_the_clock(way: Way, journeys: Sequence[str], per_second: float) -> Answered:
    """Answers come so many a second, whatever is still under way; waits count from when they are
    due. Each journey gets one.
    """
    waits: list[float | None] = []

    def answer_all() -> None:
        begin = time.monotonic()
        with ThreadPoolExecutor(max_workers=len(journeys)) as people:
            sent = []
            for number, journey in enumerate(journeys):
                due = begin + number / per_second
                let_pass(due - time.monotonic())
                sent.append(people.submit(_answer, way, journey, due))
            waits.extend(each.result() for each in sent)
        let_pass(SETTLES_WITHIN)

    spent = spending(way.parts, answer_all)
    return Answered(tuple(waits), spent)


def _answer(way: Way, journey: str, due: float) -> float | None:
    next_notice = way.letters.count(journey) + 1
    try:
        way.answer(journey)
    except NotTaken:
        return None
    seen_at = way.letters.wait_for(journey, next_notice, within=PATIENCE)
    return None if seen_at is None else seen_at - due
