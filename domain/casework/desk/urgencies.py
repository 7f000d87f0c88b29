"""Which journeys are urgent: somebody may be in danger, or has to act within hours and has not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from domain.db.session import Books
from domain.journey.reaching import is_pressing
from domain.letters.notices import URGENT


def urgent_among(books: Books, journeys: Collection[str] | None = None) -> frozenset[str]:
    """Of those that are open; of all of them where none are named."""
    listed = {item.journey for item in books.leads.open() if item.reason in URGENT}
    waiting = books.trails.asked_and_waiting(journeys)
    pressing = {journey for journey, asked in waiting if is_pressing(asked)}
    found = listed | pressing
    return frozenset(found if journeys is None else found.intersection(journeys))


def pressing_cases(books: Books, areas: Collection[str | None] | None) -> Sequence[str]:
    """In which somebody has to act within hours; the newest first, `areas` as in `lies_in`."""
    asked_in = books.trails.asked_in_cases(areas)
    return tuple(dict.fromkeys(journey for journey, asked in asked_in if is_pressing(asked)))
