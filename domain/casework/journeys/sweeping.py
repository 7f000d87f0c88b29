"""What the sweep has to look after. Nothing here is remembered by a process: it is in the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.casework.office import Office


def due_journeys(office: Office) -> Iterator[str]:
    """Claimed some at a time, for this caller alone; each is given once."""
    given: set[str] = set()
    while fresh := set(some := _claim_due(office)) - given:
        yield from (journey for journey in some if journey in fresh)
        given |= fresh


def _claim_due(office: Office) -> tuple[str, ...]:
    with office.store.writing() as books:
        return tuple(books.journeys.claim_due(office.clock.now(), books.database_now()))


def unsent_notices(office: Office) -> tuple[str, ...]:
    with office.store.reading() as books:
        return tuple(books.notices.unsent(books.database_now(), office.clock.now()))


def unopened_notices(office: Office) -> tuple[str, ...]:
    """Those of which it is time to see whether somebody opened them."""
    with office.store.reading() as books:
        return tuple(books.notices.unopened(office.clock.now()))


def is_time_for(office: Office, chore: str, every: timedelta) -> bool:
    """True for one caller only."""
    with office.store.writing() as books:
        return books.chores.claim(chore, every, books.database_now())
