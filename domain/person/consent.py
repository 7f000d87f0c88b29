"""Who agreed that who may know what of the person: a case's ledger, and what of it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from domain.frozen import Frozen, Id
from domain.pathway.template import PersonField

How = Literal["spoken", "written"]
Giver = Literal["person", "guardian"]
Basis = Literal["danger_to_life", "required_by_law", "court_order"]


class Scope(Frozen):
    """What was said is about these fields, for these roles. Without `steps`: whatever they do.
    `form` is the id of the form that it came by, if it came by one.
    """

    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    fields: Annotated[tuple[PersonField, ...], Field(min_length=1)]
    steps: tuple[Id, ...] = ()
    form: str | None = None

    def covers(self, role: str, step: str) -> bool:
        return role in self.roles and (not self.steps or step in self.steps)


class Given(Scope):
    """`until` is its last day, by the site's days; `giver` is who agreed."""

    kind: Literal["consent_given"] = "consent_given"
    until: date | None = None
    how: How
    giver: Giver


class Refused(Scope):
    """From then on what was agreed to before holds no more, as far as this reaches."""

    kind: Literal["consent_refused"] = "consent_refused"
    until: None = None


class Overridden(Scope):
    """Shown without consent, on a ground that is named. It ends when it is withdrawn."""

    kind: Literal["consent_overridden"] = "consent_overridden"
    until: date | None = None
    basis: Basis


class Withdrawn(Frozen):
    """Of the entries with these ids."""

    kind: Literal["consent_withdrawn"] = "consent_withdrawn"
    entries: tuple[str, ...]


Entered = Given | Refused | Overridden
Statement = Entered | Withdrawn
STATEMENT: TypeAdapter[Statement] = TypeAdapter(Annotated[Statement, Field(discriminator="kind")])
STATEMENT_KINDS = (
    "consent_given", "consent_refused", "consent_overridden", "consent_withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as it was written down in a journey."""

    id: str
    journey: str
    at: datetime
    by: str
    said: Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody agreed to or refused, and since when that was withdrawn."""

    id: str
    journey: str
    at: datetime
    by: str
    said: Entered
    ended_at: datetime | None = None

    def in_force(self, today: date) -> bool:
        return self.ended_at is None and (self.said.until is None or today <= self.said.until)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of a case, in order. `as_given`: all is agreed to, as a simulation has it."""

    entries: tuple[Entry, ...] = ()
    as_given: bool = False

    def standing(
        self, role: str, step: str, fields: Iterable[PersonField], today: date
    ) -> tuple[PersonField, ...]:
        """Those of the fields that may be shown today."""
        return tuple(self.grounds(role, step, fields, today))

    def grounds(
        self, role: str, step: str, fields: Iterable[PersonField], today: date
    ) -> dict[PersonField, Basis | None]:
        """Likewise, and why: the last word on each counts. None: the person agreed to it."""
        if self.as_given:
            return dict.fromkeys(fields)
        agreed: dict[PersonField, Basis | None] = {}
        overridden: dict[PersonField, Basis | None] = {}
        for entry in self.entries:
            if not entry.in_force(today) or not entry.said.covers(role, step):
                continue
            match entry.said:
                case Given(fields=given):
                    agreed |= dict.fromkeys(given)
                case Refused(fields=refused):
                    agreed = {field: None for field in agreed if field not in refused}
                case Overridden(fields=shown, basis=basis):
                    overridden |= dict.fromkeys(shown, basis)
        known = overridden | agreed
        return {field: known[field] for field in fields if field in known}

    def within(self, journey: str) -> Ledger:
        """As this journey sees it: what was agreed to for one province's police says nothing of the
        next one's, to which the case was handed over.
        """
        entries = (e for e in self.entries if e.journey == journey)
        return replace(self, entries=tuple(entries))

    @property
    def days_of_change(self) -> tuple[date, ...]:
        """The days from which something that was agreed to has run out."""
        ends = (e.said.until for e in self.entries if e.ended_at is None)
        return tuple(until + timedelta(days=1) for until in ends if until is not None)


NOTHING_AGREED = Ledger()
AS_GIVEN = Ledger(as_given=True)


def ledger(lines: Iterable[Line]) -> Ledger:
    """Of the statements in the order in which they were made."""
    entries: dict[str, Entry] = {}
    for line in lines:
        if isinstance(line.said, Withdrawn):
            entries |= _ended(entries, line.said.entries, line.at)
        else:
            entries[line.id] = Entry(line.id, line.journey, line.at, line.by, line.said)
    return Ledger(tuple(entries.values()))


def _ended(entries: dict[str, Entry], ids: Collection[str], at: datetime) -> dict[str, Entry]:
    return {
        entry.id: replace(entry, ended_at=at)
        for entry in entries.values()
        if entry.id in ids and entry.ended_at is None
    }
