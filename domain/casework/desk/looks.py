"""That somebody looked at a case at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.casework.office import Office
from domain.db.session import Books
from domain.trail.chain import NoteKind

LOOKED: NoteKind = "looked"
LOOKS_COUNT_FOR = timedelta(hours=1)
"""Reading a page anew within that time is the same look."""


def note_look(office: Office, journey_id: str, by: str) -> None:
    """Once an hour for each user and journey."""
    actor, now = f"user:{by}", office.clock.now()
    with office.store.reading() as books:
        if _looked_lately(books, journey_id, actor, now):
            return
    with office.store.writing() as books:
        row = books.journeys.lock(journey_id)
        if row is not None and not _looked_lately(books, journey_id, actor, now):
            books.trails.add(row, LOOKED, now, actor, "{}")


def _looked_lately(books: Books, journey_id: str, actor: str, now: datetime) -> bool:
    last = books.trails.last_at(journey_id, LOOKED, actor)
    return last is not None and now < last + LOOKS_COUNT_FOR
