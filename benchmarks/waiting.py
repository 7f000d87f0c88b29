"""What many waiting journeys cost: `python -m benchmarks.waiting`.

Beside ten, and with many: all processes while nobody answers, a sweep, and one answer at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from cyclopts import run
from prefect.client.orchestration import SyncPrefectClient, get_client

from benchmarks.databases import Kind, databases
from benchmarks.measuring import PATIENCE, Answered, Spent, idle, one_at_a_time, spending
from benchmarks.our_way import Ours, our_way
from benchmarks.processes import Processes, memory
from benchmarks.report import circumstances, cpu_per_answer, lay_out, save, say, spread, times
from benchmarks.seeding import seed
from benchmarks.site import running_site, until
from tasks.engine import start_run

FEW = 10
ANSWERS = 20
SWEEPS = 3
MINUTE = 60
BETWEEN_SWEEPS = range(15, 40)
"""Of the seconds of a minute: the scheduled sweep is over, and the next one far."""

KIBI, MEBI = 2**10, 2**20


@dataclass(frozen=True, slots=True)
class Sweep:
    """`took`: seconds from its first line to its last."""

    took: float
    spent: Spent


@dataclass(frozen=True, slots=True)
class Waiting:
    """`memory` of all processes, in bytes."""

    journeys: int
    idle: Spent
    sweeps: tuple[Sweep, ...]
    answered: Answered
    memory: int


def waiting(
    *,
    database: Kind = "sqlite",
    journeys: int = 1000,
    idle: float = 120.0,
    json: Path | None = None,
) -> None:
    """Measure what waiting journeys cost.

    Parameters
    ----------
    database:
        of Prefect and of ours
    journeys:
        that wait
    idle:
        seconds in which nobody answers, whole minutes: there is a sweep in each
    json:
        a file for everything that was measured
    """
    found: list[Waiting] = []
    try:
        with ExitStack() as stack:
            ours = _site(stack, database)
            client = stack.enter_context(get_client(sync_client=True))
            known: list[str] = []
            found.extend(
                _with_waiting(ours, client, known, count, idle) for count in (FEW, journeys)
            )
    finally:
        # What was measured until something broke is not lost.
        _give(found, circumstances(database), json)


def _site(stack: ExitStack, database: Kind) -> Ours:
    home = tempfile.TemporaryDirectory(prefix="referral-bench-", ignore_cleanup_errors=True)
    folder = Path(stack.enter_context(home))
    kept_in = stack.enter_context(databases(database))
    return stack.enter_context(our_way(stack.enter_context(running_site(folder, kept_in))))


def _give(found: Sequence[Waiting], where: dict[str, str], json: Path | None) -> None:
    _tell(where, found)
    if json is not None:
        save(json, {"where": where, "measured": found})


def _with_waiting(
    ours: Ours, client: SyncPrefectClient, known: list[str], count: int, seconds: float
) -> Waiting:
    say(f"{count} journeys are to wait")
    known += seed(ours, count - len(known))
    _sweep(ours, client)
    used = memory(Processes.now().pids(ours.parts()))
    say(f"{seconds:g} s without an answer")
    resting_cost = idle(ours, seconds)
    say("sweeps")
    sweeps = tuple(_sweep(ours, client) for _ in range(SWEEPS))
    say("answers")
    answered = one_at_a_time(ours, ([*reversed(known)] * ANSWERS)[:ANSWERS])
    return Waiting(count, resting_cost, sweeps, answered, used)


def _sweep(ours: Ours, client: SyncPrefectClient) -> Sweep:
    until(lambda: datetime.now(UTC).second in BETWEEN_SWEEPS, within=2 * MINUTE)
    run_id = start_run("sweep/sweep", {}, idempotency_key=uuid4().hex, name="sweep", tags=())

    def is_over() -> bool:
        state = client.read_flow_run(run_id).state
        return state is not None and state.is_final()

    spent = spending(ours.parts, lambda: until(is_over, within=PATIENCE))
    return Sweep(client.read_flow_run(run_id).total_run_time.total_seconds(), spent)


def _cpu_of(sweep: Sweep, idle: Spent) -> float:
    """In seconds. What is spent anyway, without the sweep of each minute, is taken off."""
    seconds, anyway = sweep.spent.seconds, sum(idle.cpu.values()) / idle.seconds
    return (sum(sweep.spent.cpu.values()) - anyway * seconds) / (1 - seconds / MINUTE)


def _tell(where: dict[str, str], found: Sequence[Waiting]) -> None:
    print(", ".join(f"{name} {value}" for name, value in where.items()), end="\n\n")
    parts = sorted({part for one in found for part in one.idle.cpu})
    lay_out([
        ("waiting", "idle: CPU s a minute", *parts),
        *((str(one.journeys), *_idle(one, parts)) for one in found),
    ])  # fmt: skip
    lay_out([
        ("waiting", "sweep: s", "CPU s", "MiB of all processes", "KiB more for each"),
        *((str(one.journeys), *_swept(one), *_memory(one, found[0])) for one in found),
    ])  # fmt: skip
    lay_out([
        ("waiting", "CPU s per answer", "p50 s", "p95 s", "longest s", "lost"),
        *((str(one.journeys), *_answered(one)) for one in found),
    ])  # fmt: skip


def _idle(one: Waiting, parts: Sequence[str]) -> tuple[str, ...]:
    minutes = one.idle.seconds / MINUTE
    each = (f"{one.idle.cpu.get(part, 0.0) / minutes:.2f}" for part in parts)
    return (f"{sum(one.idle.cpu.values()) / minutes:.2f}", *each)


def _swept(one: Waiting) -> tuple[str, str]:
    took = spread([sweep.took for sweep in one.sweeps])
    return took, spread([_cpu_of(sweep, one.idle) for sweep in one.sweeps])


def _memory(one: Waiting, few: Waiting) -> tuple[str, str]:
    more = one.journeys - few.journeys
    each = f"{(one.memory - few.memory) / KIBI / more:.1f}" if more else "–"
    return f"{one.memory / MEBI:.0f}", each


def _answered(one: Waiting) -> tuple[str, ...]:
    return (f"{cpu_per_answer(one.answered, one.idle):.2f}", *times([one.answered]))


if __name__ == "__main__":
    run(waiting)
