"""Saying, while a flow is at work, that its process lives."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from domain.casework.journeys import running
from domain.casework.journeys.running import TakenUp
from domain.casework.office import Office
from tasks.discretion import whereabouts

EVERY_SECONDS = 10.0
AT_MOST = 90
"""Times that a lease is renewed. What is at work for a quarter of an hour hangs, and has no end."""

log = logging.getLogger(__name__)


@contextmanager
def living(
    office: Office, taken: TakenUp, *, every: float = EVERY_SECONDS, at_most: int = AT_MOST
) -> Iterator[None]:
    """Renew the lease `every` so many seconds, `at_most` so many times; then let it go."""
    over = Event()

    def renew() -> None:
        for _ in range(at_most):
            if over.wait(every):
                return
            _try(running.renew, office, taken)

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        # Whatever fails here: the run waits or has ended, and its lease runs out by itself.
        _try(running.let_go, office, taken)


def _try(act: Callable[[Office, TakenUp], None], office: Office, taken: TakenUp) -> None:
    try:
        act(office, taken)
    except Exception as problem:  # noqa: BLE001 - the database may be back in ten seconds
        log.warning("%s", whereabouts(problem))
