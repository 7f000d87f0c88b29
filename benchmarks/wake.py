"""From an answer to the next notice: `python -m benchmarks.wake`.

Journeys of eight steps, each with a page, a name and tags in Prefect: the plain Prefect way and
ours, one after the other, on one Prefect server.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from cyclopts import run

from benchmarks.bench import Bench, Measured
from benchmarks.databases import Kind, databases
from benchmarks.measuring import Answered
from benchmarks.our_way import our_way
from benchmarks.plain_way import plain_way
from benchmarks.report import circumstances, cpu_per_answer, lay_out, save, say, spread, times
from benchmarks.site import Site, running_site
from benchmarks.ways import Way

FEW = 10
MEBI = 2**20


def wake(
    *,
    database: Kind = "sqlite",
    journeys: int = 40,
    steps: Literal[2, 4, 8] = 8,
    rate: float = 2.0,
    repetitions: int = 3,
    idle: float = 60.0,
    only: Literal["ours", "plain"] | None = None,
    json: Path | None = None,
) -> None:
    """Measure what one answer costs, the plain Prefect way and ours.

    Parameters
    ----------
    database:
        of Prefect and of ours
    journeys:
        that wait, and get an answer each when answers come by the clock
    rate:
        answers a second when they come by the clock
    repetitions:
        of each measurement; fewer than the steps
    idle:
        seconds in which nobody answers, to know what that costs
    json:
        a file for everything that was measured
    """
    if repetitions >= steps:
        raise SystemExit("A journey of so few steps cannot be answered so often.")
    with _ways(database, only) as ways:
        bench = Bench(ways, steps)
        try:
            _measure(bench, journeys, idle, repetitions, rate)
        finally:
            # What was measured until something broke is not lost.
            _give(bench, circumstances(database), rate, json)


def _measure(
    bench: Bench, journeys: int, idle_seconds: float, repetitions: int, rate: float
) -> None:
    bench.have_waiting(min(FEW, journeys))
    bench.rest(idle_seconds)
    for _ in range(repetitions):
        bench.one_at_a_time()
    bench.have_waiting(journeys)
    for _ in range(repetitions):
        bench.by_the_clock(rate)
    bench.count_task_runs()


def _give(bench: Bench, where: Mapping[str, str], rate: float, json: Path | None) -> None:
    _tell(where, bench.measured, f"{rate:g} a second")
    if json is not None:
        save(json, {"where": where, "rate": rate, "measured": bench.measured})


@contextmanager
def _ways(database: Kind, only: str | None) -> Iterator[Sequence[Way]]:
    with ExitStack() as stack:
        home = tempfile.TemporaryDirectory(prefix="referral-bench-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(home))
        say("the site starts")
        site: Site = stack.enter_context(
            running_site(folder, stack.enter_context(databases(database)))
        )
        ways: list[Way] = []
        if only != "ours":
            ways.append(stack.enter_context(plain_way(site, folder)))
        if only != "plain":
            ways.append(stack.enter_context(our_way(site)))
        yield ways


def _tell(where: Mapping[str, str], measured: Mapping[str, Measured], by_the_clock: str) -> None:
    print(", ".join(f"{name} {value}" for name, value in where.items()), end="\n\n")
    answered = [
        (name, how, found, many)
        for name, found in measured.items()
        for how, many in (("one at a time", found.singly), (by_the_clock, found.by_the_clock))
    ]
    lay_out([
        ("", "", "CPU s per answer", "p50 s", "p95 s", "longest s", "lost"),
        *((name, how, _cost(found, many), *times(many)) for name, how, found, many in answered),
    ])  # fmt: skip
    parts = sorted({part for found in measured.values() for part in found.idle.cpu})
    lay_out([
        ("CPU s", "", *parts),
        *((name, how, *_costs(found, many, parts)) for name, how, found, many in answered),
        *((name, "idle, a minute", *_idle(found, parts)) for name, found in measured.items()),
    ])  # fmt: skip
    lay_out([
        ("", "MiB while so many wait", "task runs of so many steps"),
        *((name, *_growth(found)) for name, found in measured.items()),
    ])  # fmt: skip


def _cost(found: Measured, many: Sequence[Answered], part: str | None = None) -> str:
    return spread([cpu_per_answer(one, found.idle, part) for one in many])


def _costs(found: Measured, many: Sequence[Answered], parts: Sequence[str]) -> list[str]:
    return [_cost(found, many, part) if part in found.idle.cpu else "–" for part in parts]


def _idle(found: Measured, parts: Sequence[str]) -> list[str]:
    minutes = found.idle.seconds / 60
    return [f"{found.idle.cpu.get(part, 0.0) / minutes:.2f}" for part in parts]


def _growth(found: Measured) -> tuple[str, str]:
    memory = [f"{waiting}: {used / MEBI:.0f}" for waiting, used in sorted(found.memory.items())]
    tasks = [f"{steps}: {count}" for steps, count in sorted(found.task_runs.items())]
    return ", ".join(memory), ", ".join(tasks)


if __name__ == "__main__":
    run(wake)
