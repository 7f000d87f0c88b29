"""What was measured, as a table for people and as JSON for later."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks.measuring import Answered, Spent
from benchmarks.processes import machine

LIBRARIES = ("prefect", "sqlalchemy", "fastapi", "pydantic")


def say(line: str) -> None:
    """Progress goes where it does not mix with the results."""
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


def circumstances(database: str) -> dict[str, str]:
    libraries = {name: version(name) for name in LIBRARIES}
    sqlite = {"sqlite": sqlite3.sqlite_version} if database == "sqlite" else {}
    return machine() | libraries | sqlite | {"database": database}


def lay_out(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    print()


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and between what the repetitions lay."""
    if not values:
        return "–"
    low, middle, high = min(values), median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def percentile(values: Sequence[float], percent: int) -> float:
    """Of at least one value."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if values[1:] else values[0]


def times(answered: Sequence[Answered]) -> tuple[str, str, str, str]:
    """p50, p95, the longest, and how many answers were lost, over all repetitions."""
    waits = [wait for one in answered for wait in one.waits]
    came = [wait for wait in waits if wait is not None]
    if not came:
        return ("–", "–", "–", str(len(waits)))
    p50, p95 = percentile(came, 50), percentile(came, 95)
    return (f"{p50:.2f}", f"{p95:.2f}", f"{max(came):.2f}", str(len(waits) - len(came)))


def cpu_per_answer(answered: Answered, idle: Spent, part: str | None = None) -> float:
    """In seconds, without what the same processes spend when nobody answers."""
    resting = _cpu(idle, part) / idle.seconds * answered.spent.seconds
    return (_cpu(answered.spent, part) - resting) / len(answered.waits)


def save(path: Path, data: object) -> None:
    text = json.dumps(data, default=_plain, indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def _cpu(spent: Spent, part: str | None) -> float:
    return sum(spent.cpu.values()) if part is None else spent.cpu.get(part, 0.0)


def _plain(thing: object) -> object:
    if is_dataclass(thing) and not isinstance(thing, type):
        return asdict(thing)
    raise TypeError(type(thing).__name__)
