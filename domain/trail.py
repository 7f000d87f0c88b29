"""The audit trail: each journey's lines are a hash chain.

A line chains a salted digest of its payload, not the payload: what must be erased can be,
and the chain still holds. Nobody can guess an erased payload from its digest without the
salt, which is erased with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.clock import utc

NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `seq` counts from 1 within its journey; `at` is UTC."""

    journey: str
    seq: int
    kind: str
    at: datetime
    actor: str
    payload_digest: str
    digest: str


def payload_digest(salt: bytes, payload: str, sealed: str | None) -> str:
    whole = salt + payload.encode() + b"\0" + (sealed or "").encode()
    return hashlib.sha256(whole).hexdigest()


def next_line(
    previous: str, journey: str, seq: int, kind: str, at: datetime, actor: str, payload: str
) -> Line:
    """The line after the one whose digest is `previous`; `payload` is the payload's digest."""
    parts = [previous, journey, seq, kind, utc(at).isoformat(), actor, payload]
    digest = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    return Line(journey, seq, kind, utc(at), actor, payload, digest)


def first_broken(lines: Iterable[Line]) -> Line | None:
    """The first line of a journey's chain that does not hold, or None."""
    previous = NOTHING_BEFORE
    for seq, line in enumerate(lines, start=1):
        expected = next_line(
            previous, line.journey, seq, line.kind, line.at, line.actor, line.payload_digest
        )
        if expected != line:
            return line
        previous = line.digest
    return None
