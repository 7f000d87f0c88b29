"""Letting a Prefect worker's flow runs finish: told to end, Prefect 3.8's worker kills them."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

LOOK_EVERY = 0.1
DEAD = ("Z", "X")


def let_runs_finish(worker: int, patience: float, in_haste: Event) -> None:
    """Hold the worker, the leader of its process group, until what it runs is done.

    Where there is no /proc it is not held: its runs are killed then, and taken up again later.
    """
    deadline = time.monotonic() + patience
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGSTOP)
        while _has_runs(worker) and time.monotonic() < deadline and not in_haste.wait(LOOK_EVERY):
            pass
        os.kill(worker, signal.SIGCONT)


def _has_runs(worker: int) -> bool:
    return any(_is_of_group(stat, worker) for stat in Path("/proc").glob("[0-9]*/stat"))


def _is_of_group(stat: Path, leader: int) -> bool:
    if stat.parent.name == str(leader):
        return False
    with suppress(OSError):
        # After the name, which may hold anything: state, parent, process group.
        state, _, group, *_ = stat.read_text().rpartition(")")[2].split()
        return int(group) == leader and state not in DEAD
    return False
