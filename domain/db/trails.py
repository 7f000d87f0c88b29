from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.db.tables import Event, Journey, Payload
from domain.facts import FACT, FACT_KINDS, AnyFact
from domain.trail import NOTHING_BEFORE, Line, first_broken, next_line, payload_digest

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact and the trail line that holds it. `sealed` are its texts, still closed."""

    seq: int
    fact: AnyFact
    sealed: str | None


class Trails:
    """The trail of each journey. The caller holds the journey's row locked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_fact(
        self, journey: Journey, fact: AnyFact, actor: str, sealed: str | None = None
    ) -> int:
        body = fact.model_dump_json(exclude={"at", "kind"})
        return self.add(journey, fact.kind, fact.at, actor, body, sealed)

    def add(
        self,
        journey: Journey,
        kind: str,
        at: datetime,
        actor: str,
        body: str,
        sealed: str | None = None,
    ) -> int:
        """Chain one more line on the journey and return its number."""
        salt = secrets.token_bytes(SALT_BYTES)
        line = next_line(
            journey.last_digest,
            journey.id,
            journey.last_seq + 1,
            kind,
            at,
            actor,
            payload_digest(salt, body, sealed),
        )
        self._session.add(
            Event(
                journey=line.journey, seq=line.seq, kind=line.kind, at=line.at,
                actor=line.actor, payload_digest=line.payload_digest, digest=line.digest,
            )
        )  # fmt: skip
        self._session.flush()
        self._session.add(
            Payload(journey=line.journey, seq=line.seq, salt=salt, body=body, sealed=sealed)
        )
        journey.last_seq, journey.last_digest = line.seq, line.digest
        self._session.flush()
        return line.seq

    def facts(self, journey_id: str) -> Sequence[Recorded]:
        rows = self._session.execute(
            select(Event.seq, Event.kind, Event.at, Payload.body, Payload.sealed)
            .join(Payload, (Payload.journey == Event.journey) & (Payload.seq == Event.seq))
            .where(Event.journey == journey_id, Event.kind.in_(FACT_KINDS))
            .order_by(Event.seq)
        )
        return [
            Recorded(seq, FACT.validate_json(_whole(kind, at, body)), sealed)
            for seq, kind, at, body, sealed in rows
        ]

    def lines(self, journey_id: str) -> Sequence[Line]:
        events = self._session.scalars(
            select(Event).where(Event.journey == journey_id).order_by(Event.seq)
        )
        return [
            Line(e.journey, e.seq, e.kind, e.at, e.actor, e.payload_digest, e.digest)
            for e in events
        ]

    def first_broken(self, journey: Journey) -> int | None:
        """The number of the first line that does not hold, or None when all hold.

        A line may have been changed, taken out, moved, or given another payload, and the last
        ones may have been cut off. A payload that was erased is no fault.
        """
        lines = self.lines(journey.id)
        broken = [line.seq for line in lines if not self._holds_payload(line)]
        if (line := first_broken(lines)) is not None:
            broken.append(line.seq)
        end = (lines[-1].seq, lines[-1].digest) if lines else (0, NOTHING_BEFORE)
        if not broken and end != (journey.last_seq, journey.last_digest):
            return len(lines) + 1
        return min(broken, default=None)

    def _holds_payload(self, line: Line) -> bool:
        payload = self.payload(line.journey, line.seq)
        if payload is None:
            return True
        return payload_digest(payload.salt, payload.body, payload.sealed) == line.payload_digest

    def payload(self, journey_id: str, seq: int) -> Payload | None:
        return self._session.get(Payload, (journey_id, seq))


def _whole(kind: str, at: datetime, body: str) -> str:
    """The fact as it was given: kind and moment stand in the line itself."""
    rest = body.removeprefix("{")
    comma = "" if rest == "}" else ","
    return f'{{"kind":"{kind}","at":"{at.isoformat()}"{comma}{rest}'
