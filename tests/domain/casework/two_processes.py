"""Two processes that do the same at the same instant."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import TypeVar

from tests.domain.casework.bureau import Bureau, bureau

T = TypeVar("T")
Act = Callable[[Bureau, str], T]


def in_two_processes(database_url: str, act: Act[T], what: str) -> list[T]:
    """What each of them got. `act` is a function of a module, so that it can be sent there."""
    context = get_context("spawn")
    with ProcessPoolExecutor(
        2, mp_context=context, initializer=_wait_at, initargs=(context.Barrier(2),)
    ) as processes:
        begun = [processes.submit(_at_once, act, database_url, what) for _ in range(2)]
        return [each.result() for each in begun]


_together: list[Barrier] = []


def _wait_at(barrier: Barrier) -> None:
    _together.append(barrier)


def _at_once(act: Act[T], database_url: str, what: str) -> T:
    with bureau(database_url) as place:
        _together[0].wait(60)
        return act(place, what)
