"""Which journeys are urgent: somebody may be in danger, or has to act within hours and has not."""

from __future__ import annotations

from collections.abc import Collection

from domain.db.session import Books
from domain.notices import URGENT
from domain.reaching import is_pressing


def urgent_among(books: Books, journeys: Collection[str] | None = None) -> frozenset[str]:
    """Of those that are open; of all of them where none are named."""
    listed = {item.journey for item in books.leads.open() if item.reason in URGENT}
    waiting = books.trails.asked_and_waiting(journeys)
    pressing = {journey for journey, asked in waiting if is_pressing(asked)}
    found = listed | pressing
    return frozenset(found if journeys is None else found.intersection(journeys))
