"""Sweeps one after the other, in a process of its own, until it is ended."""

from __future__ import annotations

from threading import Event

from flows.sweep import sweep

PAUSE_SECONDS = 1

if __name__ == "__main__":
    while not Event().wait(PAUSE_SECONDS):
        state = sweep(return_state=True)
        print(state.type.value, state.message or "", flush=True)  # noqa: T201 - the test reads it
