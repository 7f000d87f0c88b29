"""Flows that do to their worker what journeys may do, and worse."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext

from tasks import engine
from tasks.discretion import story
from tasks.wiring import the_office, the_settings
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


@story("letterhead")
def letterhead(folder: str = "", name: str = "") -> State[None]:
    told = f"{the_office().base_url} {the_settings().demo}"
    (Path(folder) / name).write_text(told, encoding="utf-8")
    return engine.finish(END)


@flow(name="leaver")
def leaver(folder: str = "", name: str = "") -> None:
    sys.exit(f"550 no mailbox for {SECRET}")


@flow(name="interrupted")
def interrupted(folder: str = "", name: str = "") -> None:
    raise KeyboardInterrupt(SECRET)


def sign(folder: str, name: str) -> int:
    """Which process it is, which client of Prefect's, of which deployment, and whether Prefect
    listens beside it if it is suspended; how often it was there.
    """
    with get_client(sync_client=True) as client:
        line = f"{os.getpid()} {id(client)} {deployment()} {is_watched()}\n"
    place = Path(folder) / name
    with place.open("a", encoding="utf-8") as lines:
        lines.write(line)
    return len(place.read_text(encoding="utf-8").splitlines())


def deployment() -> UUID | None:
    context = FlowRunContext.get()
    return context.flow_run.deployment_id if context and context.flow_run else None


def is_watched() -> bool:
    """As `prefect._flow_run_suspension` names the thread that it opens a socket in."""
    return any("observer_thread" in thread.name for thread in threading.enumerate())
