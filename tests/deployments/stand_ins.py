"""Processes that behave like those of a site, or worse: `python -m tests.deployments.stand_ins`."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Event


def deaf(_folder: Path) -> None:
    """Does not end when it is asked to."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def parent(folder: Path) -> None:
    """Leaves behind what it started, when it is asked to end."""
    subprocess.Popen([sys.executable, "-m", "tests.deployments.stand_ins", "deaf", folder])


if __name__ == "__main__":
    name, place = sys.argv[1], Path(sys.argv[2])
    {"deaf": deaf, "parent": parent}[name](place)
    (place / "ready").touch()
    # Not `signal.pause`: a signal may reach the other thread, and would go unnoticed here.
    while True:
        Event().wait(0.02)
