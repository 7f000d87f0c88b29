"""A journey's row, held while something happens to it: its pathway, its facts, its state.

The one way in which a fact is written: into the trail, into the state, and into the rows
of requests and links that follow from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Self

from domain.casework.administration.publishing import areas_in_use, pathway_version
from domain.casework.chronicle import Chronicle
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey, Request
from domain.db.trails import Recorded
from domain.duties.recurring import Round, as_pathway
from domain.errors import ReferralError
from domain.journey.facts import (
    Answered,
    AnyFact,
    Asked,
    Closed,
    Corrected,
    Delegated,
    Moved,
    Proposed,
    Reassigned,
    RequestKey,
    Skipped,
    Withdrawn,
)
from domain.journey.fold_and_plan import fold
from domain.journey.folding import apply
from domain.journey.renaming import step_named
from domain.journey.state import State
from domain.pathway.template import Field, Pathway
from domain.texts import nfc, say
from domain.trail.chain import NoteKind


class NoSuchJourney(ReferralError):
    """No journey has this id."""


class Dossier:
    def __init__(self, office: Office, books: Books, row: Journey) -> None:
        self.office = office
        self.books = books
        self.row = row
        self.round: Round | None = books.duties.of_journey(row.id) if row.duty else None
        self.chronicle = self._chronicle()
        self.pathway: Pathway = self.pathway_of(row.version)
        self.state: State = fold(record.fact for record in self.chronicle.written)

    @classmethod
    def locked(cls, office: Office, books: Books, journey_id: str) -> Self:
        """Raises NoSuchJourney."""
        row = books.journeys.lock(journey_id)
        if row is None:
            raise NoSuchJourney(say("There is no journey {id}.", id=journey_id))
        return cls(office, books, row)

    @classmethod
    def read(cls, office: Office, books: Books, journey_id: str) -> Self:
        """To look at only. Raises NoSuchJourney."""
        row = books.journeys.find(journey_id)
        if row is None:
            raise NoSuchJourney(say("There is no journey {id}.", id=journey_id))
        return cls(office, books, row)

    @property
    def recorded(self) -> Sequence[Recorded]:
        """The facts by the names of the version by which the journey goes."""
        return self.chronicle.told

    @cached_property
    def told_pathway(self) -> Pathway:
        """The pathway with all that was asked, also of versions before: to show it."""
        return self.chronicle.with_former_steps(self.pathway, self.pathway_of)

    def form_answered(self, line: int, key: RequestKey) -> tuple[Field, ...]:
        """The form to which that line was said, by today's names."""
        return self.chronicle.form_told(line, key.item, self.pathway_of)

    def pathway_of(self, version: int) -> Pathway:
        pathway = pathway_version(self.books, self.row.pathway, version)
        if self.round is None:
            return pathway
        area = areas_in_use(self.books).get(self.row.area) if self.row.area else None
        duty = pathway.duty(self.round.duty)
        asked_on = self.row.opened_at.astimezone(self.office.zone).date()
        return as_pathway(pathway, duty, area.title if area else None, self.round, asked_on)

    def _chronicle(self) -> Chronicle:
        return Chronicle(self.books.trails.facts(self.row.id), self.row.version)

    def record(self, fact: AnyFact, actor: str, texts: Mapping[str, str] | None = None) -> int:
        """Write one fact, its free texts sealed. Returns its trail line's number."""
        seq = self.row.last_seq + 1
        sealed = self._seal(seq, texts) if texts else None
        before = self.state
        self.state = apply(self.state, fact)
        self.books.trails.add_fact(self.row, fact, actor, sealed)
        self._follow(fact, seq, before)
        if isinstance(fact, Answered | Corrected | Proposed):
            self.books.drafts.forget_of_request(self.request_row(fact.key).id)
        if isinstance(fact, Moved):
            self._go_by(fact)
        return seq

    def note(
        self, kind: NoteKind, actor: str, body: str, texts: Mapping[str, str] | None = None
    ) -> int:
        """Write a trail line that the fold does not need; `body` is JSON without free texts."""
        sealed = self._seal(self.row.last_seq + 1, texts) if texts else None
        return self.books.trails.add(self.row, kind, self.office.clock.now(), actor, body, sealed)

    def texts(self, seq: int) -> dict[str, str]:
        """The free texts of a fact, opened."""
        payload = self.books.trails.payload(self.row.id, seq)
        if payload is None or payload.sealed is None:
            return {}
        opened = self.office.sealer.unseal(payload.sealed, f"{self.row.id}/{seq}")
        return self.chronicle.texts_told(seq, json.loads(opened))

    def line_of(self, fact: AnyFact) -> int:
        """The number of a fact's trail line, the last if the same was said twice in one moment.

        Raises StopIteration for one that is not written.
        """
        facts = reversed(self._chronicle().told)
        return next(record.seq for record in facts if record.fact == fact)

    def newest_line(self, step: str, item: str | None) -> int:
        """The number of the last fact of what was asked under this name, or of leaving it out."""
        return max((r.seq for r in self.recorded if _is_about(r.fact, step, item)), default=0)

    def want_attention(self) -> None:
        """The flow has something to see."""
        self.row.wanted_seq += 1

    def request_row(self, key: RequestKey) -> Request:
        row = self.books.requests.by_key(self.row.id, key)
        if row is None:
            raise LookupError(f"{self.row.id} has no request {key}")
        return row

    def _seal(self, seq: int, texts: Mapping[str, str]) -> str:
        body = nfc(json.dumps(dict(texts), ensure_ascii=False))
        return self.office.sealer.seal(body, f"{self.row.id}/{seq}")

    def _follow(self, fact: AnyFact, seq: int, before: State) -> None:
        """Let the rows of requests and links follow the fact."""
        match fact:
            case Asked():
                self._add_request(fact, seq)
            case Answered() | Corrected():
                row = self.request_row(fact.key)
                row.status, row.changed_at = fact.verdict, fact.at
            case Withdrawn():
                self._close(fact.key, fact)
            case Skipped():
                for request in before.waiting:
                    if not self.state.requests[request.key].waits:
                        self._close(request.key, fact)
            case Reassigned():
                row = self.request_row(fact.key)
                row.agency, row.changed_at = fact.agency, fact.at
                self.books.requests.revoke_links(row.id, fact.at, "moved")
            case Delegated():
                row = self.request_row(fact.key)
                row.changed_at = fact.at
                self.books.requests.revoke_links(row.id, fact.at, "delegated", fact.before)
            case Closed():
                self.row.status, self.row.end, self.row.ended_at = "ended", fact.end, fact.at
            case _:
                pass

    def _go_by(self, move: Moved) -> None:
        """Rows are named as the facts are told."""
        if move.steps:
            names = partial(step_named, move)
            self.books.requests.rename_steps(self.row.id, names)
            self.books.leads.rename_steps(self.row.id, names)
            self.books.notices.rename_steps(self.row.id, names)
        self.row.version = move.to_version
        self.chronicle = self._chronicle()
        self.pathway = self.pathway_of(move.to_version)
        self.__dict__.pop("told_pathway", None)

    def _add_request(self, fact: Asked, seq: int) -> None:
        self.books.requests.add(
            Request(
                id=f"{self.row.id}/{seq}",
                journey=self.row.id,
                step=fact.key.step,
                item=fact.key.item or "",
                occurrence=fact.key.occurrence,
                attempt=fact.key.attempt,
                agency=fact.agency,
                status="waiting",
                changed_at=fact.at,
            )
        )

    def _close(self, key: RequestKey, fact: Withdrawn | Skipped) -> None:
        row = self.request_row(key)
        row.status, row.changed_at = "withdrawn", fact.at
        self.books.requests.revoke_links(row.id, fact.at, "withdrawn")


def _is_about(fact: AnyFact, step: str, item: str | None) -> bool:
    if isinstance(fact, Skipped):
        return fact.step == step and (fact.item is None or fact.item == item)
    key = getattr(fact, "key", None)
    return isinstance(key, RequestKey) and (key.step, key.item) == (step, item)
