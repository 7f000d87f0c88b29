"""Flows that do to their worker what journeys may do, and worse."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State

from tasks import engine
from tasks.discretion import story
from tests.patience import eventually

BADGE = "Chờ Công an TP"
END = "Hoàn thành"
SECRET = "hoa.nguyen@example.vn"


@story("visit")
def visit(folder: str = "", name: str = "") -> State[None]:
    """Waits the first time, and ends the second."""
    if sign(folder, name) == 1:
        return engine.suspend(BADGE, still_wanted=lambda: True)
    return engine.finish(END)


@story("stay")
def stay(folder: str = "", name: str = "", then: str = "end") -> State[None]:
    """Takes as long as nobody lets it go."""
    sign(folder, name)
    eventually((Path(folder) / "go").exists, within=100)
    if then == "wait":
        return engine.suspend(BADGE, still_wanted=lambda: True)
    return engine.finish(END)


@flow(name="leaver")
def leaver(folder: str = "", name: str = "") -> None:
    sys.exit(f"550 no mailbox for {SECRET}")


@flow(name="interrupted")
def interrupted(folder: str = "", name: str = "") -> None:
    raise KeyboardInterrupt(SECRET)


def sign(folder: str, name: str) -> int:
    """Which process it is, and which client of Prefect's; how often it was there."""
    with get_client(sync_client=True) as client:
        line = f"{os.getpid()} {id(client)}\n"
    place = Path(folder) / name
    with place.open("a", encoding="utf-8") as lines:
        lines.write(line)
    return len(place.read_text(encoding="utf-8").splitlines())
