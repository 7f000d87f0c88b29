"""The worker as a process: until it is told to end, and what it took is done."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from deployments import environments
from deployments.speaking import tell
from domain.texts import say
from tasks.settings import Settings

if TYPE_CHECKING:
    from deployments.worker import ReferralWorker

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def work(settings: Settings, prefect: str) -> None:
    """`prefect` is the address of its API. Until a signal; at a second one it breaks off."""
    # Prefect reads its settings when it is imported.
    os.environ.update(environments.of_worker(settings, prefect))
    from deployments.worker import ReferralWorker
    from tasks.reconciling import POOL

    name = f"referral-{socket.gethostname()}"
    worker = ReferralWorker(POOL, name=name)
    tell(say("The worker looks for work at {address}. Ctrl-C ends it.", address=prefect))
    asyncio.run(_until_told(worker))


async def _until_told(worker: ReferralWorker) -> None:
    working = asyncio.create_task(worker.start(printer=lambda *_: None))
    loop = asyncio.get_running_loop()

    def end() -> None:
        working.cancel()
        for sign in SIGNALS:
            loop.remove_signal_handler(sign)

    for sign in SIGNALS:
        loop.add_signal_handler(sign, end)
    with suppress(asyncio.CancelledError):
        await working
