"""That an administrator looked at what a version would do to the journeys under way.

What is asked of a journey follows from what was answered, which administrators do not read.
"""

from __future__ import annotations

from datetime import datetime

from domain.casework.desk.looks import LOOKS_COUNT_FOR
from domain.casework.office import Office
from domain.db.session import Books

LOOKED_AT_IMPACT = "looked_at_impact"


def note_look_at_impact(office: Office, key: str, to: int, by: str) -> None:
    """Once an hour for each user and version."""
    actor, about, now = f"user:{by}", f"pathway:{key}@{to}", office.clock.now()
    with office.store.reading() as books:
        if _looked_lately(books, actor, about, now):
            return
    with office.store.writing() as books:
        books.site_events.hold(actor)
        if not _looked_lately(books, actor, about, now):
            books.site_events.add(now, actor, LOOKED_AT_IMPACT, about)


def _looked_lately(books: Books, actor: str, about: str, now: datetime) -> bool:
    last = books.site_events.last_at(actor, LOOKED_AT_IMPACT, about)
    return last is not None and now < last + LOOKS_COUNT_FOR
