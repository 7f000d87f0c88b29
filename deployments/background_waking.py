"""Waking a journey behind the page that recorded its answer, which waits for nothing."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

log = logging.getLogger(__name__)


class BackgroundWaking:
    """One at a time. What fails, or is lost with the process, the sweep does."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="waking")
        # Prefect takes seconds to import, which the first answer need not wait for.
        self._thread.submit(_import_prefect)

    def wake(self, journey_id: str) -> None:
        """Never fails: the answer stands, and its page must say so even while this shuts down."""
        with suppress(RuntimeError):
            self._thread.submit(_wake, journey_id)


def _import_prefect() -> None:
    import tasks.journeys  # noqa: F401


def _wake(journey_id: str) -> None:
    from tasks.discretion import whereabouts
    from tasks.journeys import wake

    try:
        wake(journey_id)
    except Exception as problem:  # noqa: BLE001 - nobody waits for it
        log.warning("%s was not woken: %s", journey_id, whereabouts(problem))
