"""The audit trail: each journey's lines are a hash chain.

A line chains a salted digest of its payload, not the payload: what must be erased can be,
and the chain still holds. Nobody can guess an erased payload from its digest without the
salt, which is erased with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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


NoteKind = Literal[
    "looked", "read",
    "took_identity", "read_identity", "reading_refused", "answer_refused",
    "consent_given", "consent_refused", "consent_overridden", "consent_withdrawn",
    "code_made", "code_asked_for", "code_locked",
    "reader_called", "words_read", "link_reissued", "link_opened", "links_given_up",
]  # fmt: skip
"""Of the lines that are no fact, since the fold has no need of them."""

Found = tuple[Line, str | None]
"""A line, and the digest of the payload that is there for it: None when that was erased."""

How = Literal["changed", "emptied", "missing", "cut_off", "added"]
# By the kinds of their lines.
ENDINGS, UNDONE = {"closed", "handed_over", "stopped"}, "resumed"


@dataclass(frozen=True, slots=True)
class Broken:
    """`seq` is the line that does not hold; of `missing` and `cut_off` the first not there."""

    seq: int
    how: How


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


def is_over(found: Sequence[Found]) -> bool:
    """By its lines, since the journey's row is in no chain; a stop is one until it is undone."""
    told = [line.kind for line, _ in found if line.kind in {*ENDINGS, UNDONE}]
    return bool(told) and told[-1] in ENDINGS


def first_broken(found: Sequence[Found], last_seq: int, last_digest: str) -> Broken | None:
    """The first line of a journey's trail that does not hold, or None when all of it does.

    `found` are its lines by their numbers; `last_seq` and `last_digest` are its end as the
    journey itself remembers it. Of a journey that is over a payload may be erased; an open one is
    planned from all that its lines say. A trail without a line is broken: a journey is opened with
    its first.
    """
    may_be_erased = is_over(found)
    seq, previous = 0, NOTHING_BEFORE
    for seq, (line, payload) in enumerate(found, start=1):
        if line.seq > seq:
            return Broken(seq, "missing")
        if seq > last_seq:
            return Broken(seq, "added")
        expected = next_line(
            previous, line.journey, seq, line.kind, line.at, line.actor, line.payload_digest
        )
        if line != expected or payload not in (None, line.payload_digest):
            return Broken(seq, "changed")
        if payload is None and not may_be_erased:
            return Broken(seq, "emptied")
        previous = line.digest
    if seq < max(last_seq, 1):
        return Broken(seq + 1, "cut_off")
    return Broken(seq, "changed") if previous != last_digest else None
