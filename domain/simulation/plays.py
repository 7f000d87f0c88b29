"""What a simulation shows: all that happened in it, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.directory.agencies import Contact
from domain.journey.carrying import Wait
from domain.journey.facts import AnyFact
from domain.journey.state import Request, State
from domain.letters.notices import Matter
from domain.pathway.template import End, Pathway


@dataclass(frozen=True, slots=True)
class Recorded:
    at: datetime
    fact: AnyFact


@dataclass(frozen=True, slots=True)
class Told:
    """What one contact is to hear, whenever it arrives. `request` as it stood then."""

    at: datetime
    kind: str
    ordinal: int
    contact: Contact
    request: Request


@dataclass(frozen=True, slots=True)
class Listed:
    """It stands on the lead's list from now on, and these contacts of the lead are told."""

    at: datetime
    about: str
    reason: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Unlisted:
    at: datetime
    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as it is handed over on a channel: about one matter, or several requests.

    `about` are those matters, as `unit_name` says them; `repeat`: the same went another way before.
    """

    at: datetime
    channel: str
    contact: Contact
    matters: tuple[Matter, ...]
    about: tuple[str, ...]
    repeat: bool


Happening = Recorded | Told | Listed | Unlisted | Arrived

LONGEST = timedelta(days=3 * 365)
MOST = 1_500
"""After so long, or so many happenings, a play is broken off: a round that nothing ends would go on
for ever, and each happening takes longer than the one before (design)."""


@dataclass(frozen=True, slots=True)
class Play:
    """All that happened, in order. `waits` is what stands on the lead's list at its end.

    `end` is None where the journey came to none: it waits for nobody but the lead, was stopped, or
    was broken off after `LONGEST` or `MOST`. `next_at` is when something would happen next, if it
    is broken off, or was played until a moment; `last_at` is that moment then.
    """

    pathway: Pathway
    entry: str
    area: str | None
    happenings: tuple[Happening, ...]
    state: State
    end: End | None
    began_at: datetime
    last_at: datetime
    broken_off: bool
    next_at: datetime | None
    waits: tuple[Wait, ...]

    @property
    def facts(self) -> tuple[AnyFact, ...]:
        return tuple(one.fact for one in self.happenings if isinstance(one, Recorded))
