"""The worker as a process: until it is told to end, and what it took is done."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx

from deployments import environments
from deployments.database import AWAY, trouble_with_database
from deployments.speaking import tell, tell_problem
from domain.db.outage import DatabaseAway
from domain.errors import ReferralError
from domain.texts import say
from tasks.settings import Settings
from tasks.wiring import the_office, the_settings

if TYPE_CHECKING:
    from deployments.worker import ReferralWorker

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PAUSE_SECONDS = 5


class NotReady(ReferralError):
    """Each run would fail for want of a database that is up to date."""


def work(settings: Settings, prefect: str) -> None:
    """`prefect` is the address of its API. Until a signal; at a second one it breaks off.

    Raises NotReady, NoKeys and AnotherSitesPrefect.
    """
    # One that is away may be back in a minute: `referral up` starts a worker that ended then, too.
    if (trouble := trouble_with_database(settings)) not in (None, AWAY):
        raise NotReady(trouble)
    # Prefect reads its settings when it is imported; what runs here reads ours anew.
    os.environ.update(environments.of_worker(settings, prefect))
    the_settings.cache_clear()
    the_office()
    from deployments.worker import ReferralWorker
    from tasks.belonging import refuse_another_sites_prefect
    from tasks.reconciling import POOL

    # That some events for Prefect's pages are still to be sent, when it ends, is not for people.
    logging.getLogger("EventsWorker").setLevel(logging.ERROR)
    name = f"referral-{socket.gethostname()}-{os.getpid()}"
    tell(say("The worker looks for work at {address}. Ctrl-C ends it.", address=prefect))

    async def hire() -> ReferralWorker:
        await asyncio.to_thread(refuse_another_sites_prefect)
        return ReferralWorker(POOL, name=name)

    asyncio.run(until_told(hire))
    tell(say("The worker has ended."))


async def until_told(hire: Callable[[], Awaitable[ReferralWorker]]) -> None:
    """Hires another worker when one gives up, as Prefect's does after minutes without its server.
    What `hire` itself raises for people ends it.

    Told by a signal, the last one first carries out what it took. At a second one, the process ends
    as other programs do.
    """
    told = asyncio.Event()
    working = asyncio.create_task(_work_on(hire, told))
    loop = asyncio.get_running_loop()

    def end() -> None:
        told.set()
        tell(say("Ending. What it has begun is done first; another Ctrl-C breaks that off."))
        working.cancel()
        for sign in SIGNALS:
            loop.remove_signal_handler(sign)
            # Not Python's own for Ctrl-C: that one would wait for the threads.
            signal.signal(sign, signal.SIG_DFL)

    for sign in SIGNALS:
        loop.add_signal_handler(sign, end)
    with suppress(asyncio.CancelledError):
        await working


async def _work_on(hire: Callable[[], Awaitable[ReferralWorker]], told: asyncio.Event) -> None:
    while not told.is_set():
        try:
            worker = await hire()
            await worker.start(printer=lambda *_: None)
        except Exception as problem:
            if told.is_set() or _is_for_people(problem):
                raise
            _tell_of_pause(problem)
        with suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), PAUSE_SECONDS)


def _is_for_people(problem: Exception) -> bool:
    return isinstance(problem, ReferralError) and not isinstance(problem, DatabaseAway)


def _tell_of_pause(problem: Exception) -> None:
    from tasks.discretion import whereabouts

    while isinstance(problem, ExceptionGroup):
        problem = problem.exceptions[0]
    if isinstance(problem, httpx.TransportError):
        tell_problem(say("Prefect does not answer there. The worker tries again in some seconds."))
        return
    tell_problem(
        say("The worker gave up and starts anew: {problem}.", problem=whereabouts(problem))
    )
