"""When a notice is there, by the clock of the one process that also sends the answers."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Self

LOOK_EVERY = 0.02
"""Seconds: so much later than it came may a notice be seen."""


class Letters:
    """Looks for new notices until the block ends. `look` gives the journey of each new one."""

    def __init__(self, look: Callable[[], Iterable[str]]) -> None:
        self._look = look
        self._seen_at: defaultdict[str, list[float]] = defaultdict(list)
        self._news = Condition()
        self._over = Event()
        self._thread = Thread(target=self._watch, name="letters", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def count(self, journey: str) -> int:
        with self._news:
            return len(self._seen_at[journey])

    def wait_for(self, journey: str, number: int, *, within: float) -> float | None:
        """When the journey's n-th notice was seen (`time.monotonic`); None when it does not come
        within so many seconds.
        """
        with self._news:
            came = self._news.wait_for(lambda: len(self._seen_at[journey]) >= number, within)
            return self._seen_at[journey][number - 1] if came else None

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            found = [*self._look()]
            if found:
                self._note(found, time.monotonic())

    def _note(self, journeys: list[str], now: float) -> None:
        with self._news:
            for journey in journeys:
                self._seen_at[journey].append(now)
            self._news.notify_all()
