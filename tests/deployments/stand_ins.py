"""Processes that behave like those of a site, or worse: `python -m tests.deployments.stand_ins`."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from types import FrameType


def deaf(_folder: Path) -> None:
    """Does not end when it is asked to."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def worker(folder: Path) -> None:
    """Ends at once when it is asked to, with what it runs."""
    me = [sys.executable, "-m", "tests.deployments.stand_ins"]
    run = subprocess.Popen([*me, "run", folder])

    def end(_sign: int, _frame: FrameType | None) -> None:
        run.kill()
        sys.exit()

    signal.signal(signal.SIGTERM, end)


def run(folder: Path) -> None:
    """Takes as long as nobody lets it finish."""
    (folder / "running").touch()
    while not (folder / "finish").exists():
        Event().wait(0.02)
    (folder / "finished").touch()
    sys.exit()


if __name__ == "__main__":
    name, place = sys.argv[1], Path(sys.argv[2])
    {"deaf": deaf, "worker": worker, "run": run}[name](place)
    (place / "ready").touch()
    # Not `signal.pause`: a signal may reach the other thread, and would go unnoticed here.
    while True:
        Event().wait(0.02)
