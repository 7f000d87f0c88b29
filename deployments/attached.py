"""`python -m deployments.attached MODULE …` is `python -m MODULE …`, ended with who started it.

Whoever starts it holds the other end of its standard input. Killed outright, they let go of it;
nothing that they started stays behind then, and keeps their ports, whatever it has to do yet.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from threading import Event, Thread

PATIENCE_SECONDS = 20


def _end_when_let_go() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(PATIENCE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    Thread(target=_end_when_let_go, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
