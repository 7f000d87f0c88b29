"""What processes cost, as Linux counts it: CPU seconds and memory of a process with all its own."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Part:
    """A process and what it starts. What it starts may be counted under a name of its own."""

    name: str
    pid: int
    children: str = ""


@dataclass(frozen=True, slots=True)
class _Stat:
    """`ended`: the CPU time of children that ended and were waited for."""

    pid: int
    parent: int
    own: float
    ended: float


@dataclass(frozen=True, slots=True)
class Processes:
    """All processes of this machine at one moment."""

    by_pid: Mapping[int, _Stat]
    children: Mapping[int, tuple[int, ...]]

    @classmethod
    def now(cls) -> Self:
        by_pid = {stat.pid: stat for stat in _stats()}
        children: defaultdict[int, list[int]] = defaultdict(list)
        for stat in by_pid.values():
            children[stat.parent].append(stat.pid)
        return cls(by_pid, {pid: tuple(sorted(many)) for pid, many in children.items()})

    def below(self, pid: int) -> Iterator[int]:
        for child in self.children.get(pid, ()):
            yield child
            yield from self.below(child)

    def cpu(self, parts: list[Part]) -> dict[str, float]:
        """Seconds by name, since each process began, with those of its children that ended."""
        spent: defaultdict[str, float] = defaultdict(float)
        for part in parts:
            if part.pid not in self.by_pid:
                continue
            root, living = self.by_pid[part.pid], [*self.below(part.pid)]
            begun = sum(self.by_pid[pid].own + self.by_pid[pid].ended for pid in living)
            spent[part.name] += root.own
            spent[part.children or part.name] += root.ended + begun
        return dict(spent)

    def pids(self, parts: list[Part]) -> list[int]:
        return [pid for part in parts for pid in (part.pid, *self.below(part.pid))]


def memory(pids: list[int]) -> int:
    """In bytes. What several processes share is counted once (Linux: PSS)."""
    return sum(_pss(pid) for pid in pids)


def words_of(pid: int) -> list[str]:
    """The command line that started it; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    return []


def machine() -> dict[str, str]:
    memory_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{memory_bytes / 2**30:.0f} GiB",
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def _stats() -> Iterator[_Stat]:
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # After the name, which may hold anything.
            fields = place.read_text().rpartition(")")[2].split()
            times = [int(field) / TICKS for field in fields[11:15]]
            yield _Stat(int(place.parent.name), int(fields[1]), sum(times[:2]), sum(times[2:]))


def _pss(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
