"""Flows and tasks of which Prefect learns what broke and where, and nothing of what they handled.

Prefect keeps the message of an exception in its database and, when a flow raised it, the whole
exception in a file, whatever is set about results. Messages name people: a database driver quotes
the row, a mail server the address.
"""

from __future__ import annotations

import functools
import logging
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import Flow, Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Failed

P = ParamSpec("P")
R = TypeVar("R")
FRAMES = 5
# Nothing is kept. Without a place of its own each run asks the server for one.
NOWHERE = Path(os.devnull)
HOUSE = Path(__file__).parents[1]
ROOMS = ("deployments", "domain", "flows", "pages", "tasks")

log = logging.getLogger(__name__)


class EffectFailed(Exception):
    """A task broke; says which exception and where, without its message."""


def story(name: str) -> Callable[[Callable[P, State[None]]], Flow[P, State[None]]]:
    """A flow called `name` that ends as Failed, and raises nothing, when it breaks.

    Its parameters come unchecked, as JSON gave them: Prefect would report a wrong one by quoting
    it. Each must have a default.
    """

    def decorate(tell: Callable[P, State[None]]) -> Flow[P, State[None]]:
        @functools.wraps(tell)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> State[None]:
            try:
                return tell(*args, **kwargs)
            except Exception as problem:  # noqa: BLE001  whatever it is, Prefect must not quote it
                return Failed(message=reported(problem))

        return flow(
            name=name,
            persist_result=False,
            result_storage=NOWHERE,
            validate_parameters=False,
        )(guarded)

    return decorate


def effect(run_name: str) -> Callable[[Callable[P, R]], Task[P, R]]:
    """A task for one effect. `run_name` is what the run's graph shows: a template over the
    function's arguments, of which it may name only ids, codes and roles.

    Raises EffectFailed for whatever the function raises.
    """

    def decorate(act: Callable[P, R]) -> Task[P, R]:
        @functools.wraps(act)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return act(*args, **kwargs)
            except Exception as problem:  # noqa: BLE001  whatever it is, Prefect must not quote it
                raise EffectFailed(reported(problem)) from None

        return task(task_run_name=run_name, persist_result=False, cache_policy=NO_CACHE)(guarded)

    return decorate


def reported(problem: Exception) -> str:
    """What may be told of it anywhere; it is logged as well, once."""
    if isinstance(problem, EffectFailed):
        return str(problem)
    place = whereabouts(problem)
    log.error("%s", place)
    # What it says may name a person: only for who turned this on, on a machine without people.
    log.debug("%s", place, exc_info=problem)
    return place


def whereabouts(problem: BaseException) -> str:
    """Such as `IntegrityError at journey:31 > opening:88 > session:40`: the lines of ours."""
    frames = traceback.extract_tb(problem.__traceback__)
    # Where a library broke tells nobody what of ours led there.
    shown = [frame for frame in frames if _is_ours(Path(frame.filename))] or frames
    trail = " > ".join(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in shown[-FRAMES:])
    return f"{type(problem).__name__} at {trail}"


def _is_ours(file: Path) -> bool:
    return any(file.is_relative_to(HOUSE / room) for room in ROOMS)
