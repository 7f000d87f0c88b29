from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Row, Select, String, cast, func, not_, or_, select, union
from sqlalchemy.orm import Session

from domain.db.journeys import lies_in
from domain.db.tables import Case, Draft, Event, File, Journey, LeadItem, Notice, Payload, Request
from domain.journey.facts import FACT, FACT_KINDS, AnyFact, Asked
from domain.trail.chain import (
    Broken,
    Found,
    Line,
    NoteKind,
    first_broken,
    is_over,
    next_line,
    payload_digest,
)
from domain.values import Values

SALT_BYTES = 16
ROWS_AT_A_TIME = 500
LONGEST_BEGINNING = 80
"""In bytes: version and key."""
_LINE = (Event.seq, Event.kind, Event.at, Event.actor, Event.payload_digest, Event.digest)
_WITH_VALUES = ("proposed", "answered", "corrected", "correction_wanted")
_SAID = (Payload.salt, Payload.body, Payload.sealed)
_NUMBER = cast(func.substr(Request.id, func.length(Request.journey) + 2), Integer)
"""Of the line that a request was asked by: from the request to it, not through all lines."""
_ASKED = (
    select(Event.journey, Event.at, Payload.body)
    .join(Payload, (Payload.journey == Event.journey) & (Payload.seq == Event.seq))
    .join(Request, (Request.journey == Event.journey) & (Event.seq == _NUMBER))
    .join(Journey, Journey.id == Event.journey)
    .where(Request.status == "waiting", Journey.status == "open")
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact and the trail line that holds it. `sealed` are its texts, still closed."""

    seq: int
    fact: AnyFact
    sealed: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a trail with its body, which is JSON."""

    journey: str
    seq: int
    kind: str
    at: datetime
    actor: str
    body: str


@dataclass(frozen=True, slots=True)
class Examined:
    """A journey's trail; of `erased` lines only the digest of what they said is left, rightly."""

    journey: str
    lines: int
    erased: int
    broken: Broken | None


class Trails:
    """The trail of each journey. The caller holds the journey's row locked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_fact(
        self, journey: Journey, fact: AnyFact, actor: str, sealed: str | None = None
    ) -> int:
        body = fact.model_dump_json(exclude={"at", "kind"})
        return self._chain(journey, fact.kind, fact.at, actor, body, sealed)

    def add(
        self,
        journey: Journey,
        kind: NoteKind,
        at: datetime,
        actor: str,
        body: str,
        sealed: str | None = None,
    ) -> int:
        """Chain one more line on the journey and return its number."""
        return self._chain(journey, kind, at, actor, body, sealed)

    def _chain(
        self, journey: Journey, kind: str, at: datetime, actor: str, body: str, sealed: str | None
    ) -> int:
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

    def asked_and_waiting(self, journeys: Collection[str] | None) -> Iterator[tuple[str, Asked]]:
        """How each request was asked that open journeys wait for: all of them, or these."""
        wanted = _ASKED if journeys is None else _ASKED.where(Journey.id.in_(journeys))
        return self._asked(wanted)

    def asked_in_cases(self, areas: Collection[str | None] | None) -> Iterator[tuple[str, Asked]]:
        """Likewise of the cases of `areas`, as in `lies_in`; of the newest first."""
        of_cases = _ASKED.where(Journey.duty.is_(None), lies_in(areas))
        return self._asked(of_cases.order_by(Journey.opened_at.desc(), Journey.id.desc()))

    def _asked(self, wanted: Select[Any]) -> Iterator[tuple[str, Asked]]:
        for journey, at, body in self._session.execute(wanted):
            yield journey, Asked.model_validate_json(_whole("asked", at, body))

    def lines(self, journey_id: str) -> Sequence[Line]:
        events = self._session.scalars(
            select(Event).where(Event.journey == journey_id).order_by(Event.seq)
        )
        return [
            Line(e.journey, e.seq, e.kind, e.at, e.actor, e.payload_digest, e.digest)
            for e in events
        ]

    def last_at(
        self, journey_id: str, kind: str, actor: str, body: str | None = None
    ) -> datetime | None:
        """When somebody last did something of that kind there, or exactly what `body` says."""
        wanted = select(Event.at).where(
            Event.journey == journey_id, Event.kind == kind, Event.actor == actor
        )
        if body is not None:
            same = (Payload.journey == Event.journey) & (Payload.seq == Event.seq)
            wanted = wanted.join(Payload, same).where(Payload.body == body)
        found: datetime | None = self._session.scalar(wanted.order_by(Event.seq.desc()).limit(1))
        return found

    def was_read_by_a_user(self, journey_id: str, body: str) -> bool:
        """Whether one has looked at exactly what `body` says."""
        same = (Payload.journey == Event.journey) & (Payload.seq == Event.seq)
        by_a_user = Event.actor.startswith("user:")
        read = (
            select(Event.seq)
            .join(Payload, same)
            .where(
                Event.journey == journey_id, Event.kind == "read", by_a_user, Payload.body == body
            )
        )
        return self._session.scalar(read.limit(1)) is not None

    def first_broken(self, journey: Journey) -> int | None:
        """The number of the first line that does not hold, or None when all hold."""
        (examined,) = self.examine(journey.id)
        return examined.broken.seq if examined.broken else None

    def examine(self, journey_id: str | None = None) -> Iterator[Examined]:
        """The trail of one journey, or of each. One statement, so that no writer comes between."""
        rows = self._session.execute(_trails(journey_id))
        for (journey, last_seq, last_digest), lines in groupby(rows, key=itemgetter(0, 1, 2)):
            found = [_found(journey, row) for row in lines if row.seq is not None]
            yield Examined(
                journey,
                lines=len(found),
                erased=sum(payload is None for _, payload in found) if is_over(found) else 0,
                broken=first_broken(found, last_seq, last_digest),
            )

    def lost_journeys(self) -> Sequence[str]:
        """Journeys that are not there, though rows name them or their case has a later one."""
        named = [
            select(table.journey.label("id"))
            for table in (Event, Payload, Request, Notice, LeadItem)
        ]
        before = Journey.case_code + "/" + cast(Journey.number - 1, String)
        later = select(before).where(Journey.number > 1)
        first = select(Case.code + "/1")
        wanted = union(*named, later, first).subquery()
        return self._session.scalars(
            select(wanted.c.id).where(wanted.c.id.not_in(select(Journey.id))).order_by(wanted.c.id)
        ).all()

    def answers_of_open_journeys(self) -> Iterator[tuple[str, Values]]:
        """The journey and what was answered, or should have been, whatever became of it."""
        rows = self._session.execute(
            select(Payload.journey, Payload.body)
            .join(Event, (Event.journey == Payload.journey) & (Event.seq == Payload.seq))
            .join(Journey, Journey.id == Payload.journey)
            .where(Journey.status == "open", Event.kind.in_(_WITH_VALUES))
        )
        for journey, body in rows:
            yield journey, json.loads(body)["values"]

    def of_case(self, code: str, kinds: Collection[str]) -> Sequence[Said]:
        """What lines of these kinds say, over all journeys of the case, as it was written down.

        In the order of the trails, and not of `at`: no two machines' clocks agree, and what was
        withdrawn comes after it was given.
        """
        rows = self._session.execute(
            select(
                Event.journey,
                Event.seq,
                Event.kind,
                Event.at,
                Event.actor,
                Payload.body,
            )
            .join(Payload, (Payload.journey == Event.journey) & (Payload.seq == Event.seq))
            .join(Journey, Journey.id == Event.journey)
            .where(Journey.case_code == code, Event.kind.in_(kinds))
            .order_by(Journey.number, Event.seq)
        )
        return [Said(*row) for row in rows]

    def sealed_by_none_of(self, beginnings: Sequence[str]) -> str | None:
        """How a text, a draft or a file begins that begins with none of these."""
        for column in (Payload.sealed, Draft.sealed):
            known = [column.startswith(each, autoescape=True) for each in beginnings]
            unknown = select(column).where(column.is_not(None), not_(or_(*known))).limit(1)
            if (found := self._session.scalar(unknown)) is not None:
                return found
        others = [func.substr(File.sealed, 1, len(each)) != each.encode() for each in beginnings]
        begun = self._session.scalar(
            select(func.substr(File.sealed, 1, LONGEST_BEGINNING)).where(*others).limit(1)
        )
        return begun.decode("ascii", "replace") if begun is not None else None

    def payload(self, journey_id: str, seq: int) -> Payload | None:
        return self._session.get(Payload, (journey_id, seq))


def _whole(kind: str, at: datetime, body: str) -> str:
    """The fact as it was given: kind and moment stand in the line itself."""
    rest = body.removeprefix("{")
    comma = "" if rest == "}" else ","
    return f'{{"kind":"{kind}","at":"{at.isoformat()}"{comma}{rest}'


def _trails(journey_id: str | None) -> Select[Any]:
    wanted = (
        select(Journey.id, Journey.last_seq, Journey.last_digest, *_LINE, *_SAID)
        .outerjoin(Event, Event.journey == Journey.id)
        .outerjoin(Payload, (Payload.journey == Event.journey) & (Payload.seq == Event.seq))
        .order_by(Journey.id, Event.seq)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    return wanted if journey_id is None else wanted.where(Journey.id == journey_id)


def _found(journey: str, row: Row[Any]) -> Found:
    line = Line(journey, row.seq, row.kind, row.at, row.actor, row.payload_digest, row.digest)
    if row.salt is None:
        return line, None
    return line, payload_digest(row.salt, row.body, row.sealed)
