"""Small flows for what engine.py, discretion.py and reconciling.py promise.

A ledger, a file of one line for each answer, is what the database is to a journey: all that a flow
knows about where it stands.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.client.schemas.objects import State

from tasks import engine
from tasks.discretion import effect, story
from tasks.schedules import clear_schedule

BADGE = "Chờ Công an TP"
END = "Hoàn thành"
SECRET = "hoa.nguyen@example.vn"


@effect("Ghi nhận: {step}")
def record(step: str, words: str) -> str:
    return words


@effect("Gửi: {step}")
def quarrel(step: str) -> None:
    raise ValueError(f"550 no mailbox for {SECRET}")


@story("tale")
def tale(ledger: str = "", answers: int = 1, meanwhile: str = "") -> State[None]:
    """Ends once there are so many answers; `meanwhile` is one that comes when it was just read."""
    known = read(ledger)
    for number, words in enumerate(known):
        record(f"bước {number + 1}", words)
    if len(known) >= answers:
        return engine.finish(END)
    if meanwhile and not known:
        write(ledger, meanwhile)
    return engine.suspend(BADGE, still_wanted=lambda: read(ledger) == known)


@story("mishap")
def mishap(place: str = "") -> State[None]:
    if place == "task":
        quarrel("công an")
    raise LookupError(f"no row for {SECRET}")


@flow(name="unguarded")
def unguarded() -> None:
    raise LookupError(f"no row for {SECRET}")


@story("signature")
def signature(ledger: str = "") -> State[None]:
    run = engine.current_run()
    write(ledger, f"{run.id} {run.parameters['ledger']}")
    return engine.finish(END)


@story("round")
def round_of_the_schedule() -> State[None]:
    clear_schedule()
    return engine.finish("Xong")


def read(ledger: str) -> list[str]:
    path = Path(ledger)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def write(ledger: str, words: str) -> None:
    with Path(ledger).open("a", encoding="utf-8") as lines:
        lines.write(f"{words}\n")
