"""Saying, while a flow is at work, that its process lives."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from domain.casework import running
from domain.casework.office import Office
from domain.casework.running import TakenUp
from tasks.discretion import whereabouts

EVERY_SECONDS = 10.0

log = logging.getLogger(__name__)


@contextmanager
def living(office: Office, taken: TakenUp) -> Iterator[None]:
    over = Event()
    thread = Thread(target=_renew_until, args=(over, office, taken), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        running.let_go(office, taken)


def _renew_until(over: Event, office: Office, taken: TakenUp) -> None:
    while not over.wait(EVERY_SECONDS):
        try:
            running.renew(office, taken)
        except Exception as problem:  # noqa: BLE001 - the database may be back in ten seconds
            log.warning("%s", whereabouts(problem))
