"""Whether the trails are as they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.db.session import Store
from domain.trail.chain import How

NEWEST = 1000


@dataclass(frozen=True, slots=True)
class BrokenTrail:
    """`line` and `how` as in `domain.trail.chain.Broken`."""

    journey: str
    line: int
    how: How


@dataclass(frozen=True, slots=True)
class Audit:
    """How many were read, and what was found. `lost` journeys are gone with their trails.

    `erased` counts the lines, of journeys that are over, that keep only the digest of what they
    said.
    """

    journeys: int
    lines: int
    erased: int
    broken: tuple[BrokenTrail, ...]
    lost: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not (self.broken or self.lost)


def audit(store: Store) -> Audit:
    """Reads every trail, one journey at a time. Needs no key: what is sealed stays so."""
    journeys = lines = erased = 0
    broken = []
    with store.reading() as books:
        for trail in books.trails.examine():
            journeys, lines, erased = journeys + 1, lines + trail.lines, erased + trail.erased
            if trail.broken is not None:
                broken.append(BrokenTrail(trail.journey, trail.broken.seq, trail.broken.how))
        lost = tuple(books.trails.lost_journeys())
    return Audit(journeys, lines, erased, tuple(broken), lost)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """Something that was done to no journey. `kind` as they are named where they are written."""

    at: datetime
    actor: str
    kind: str
    about: str | None


def site_events(store: Store) -> Sequence[SiteLine]:
    """The newest thousand, the newest first."""
    with store.reading() as books:
        return [
            SiteLine(row.at, row.actor, row.kind, row.about)
            for row in books.site_events.newest(NEWEST)
        ]
