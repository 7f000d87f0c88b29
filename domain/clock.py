from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware and in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FileClock:
    """Stands at the moment written in a file, until somebody writes another.

    The file is read at each call, so one `move_to` moves every process of a test or a training.
    """

    path: Path

    def now(self) -> datetime:
        return utc(datetime.fromisoformat(self.path.read_text(encoding="ascii").strip()))

    def move_to(self, moment: datetime) -> None:
        # Replaced in one go: no other process may read half a moment.
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        fresh.write_text(utc(moment).isoformat(), encoding="ascii")
        fresh.replace(self.path)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC; raises ValueError for one that has no time zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC)


def day_in(zone: str, moment: datetime) -> date:
    """The day that it is there at that moment; `zone` as IANA names it."""
    return moment.astimezone(ZoneInfo(zone)).date()
