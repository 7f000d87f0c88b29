"""Very many journeys moved, or moved back, some at a time, each in a transaction of its own.

Whatever ends the process in between: what was moved is moved, and the others are looked at anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.versions.impact import undoable
from domain.casework.versions.moving import looked_at, mark_of, target
from domain.casework.versions.naming import Names
from domain.db.session import Books
from domain.db.tables import Journey

AT_A_TIME = 100
"""A second's work or two: whoever waits for the page sees how far it is."""
NOT_SHOWN = ""
"""The mark of no move."""

Areas = Collection[str | None] | None
"""As in `lies_in`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Of the journeys that were looked at, those that can go, each with the mark of a move that was
    shown. `last` is the one that was looked at last, `left` how many come after it.
    """

    journeys: Mapping[str, str]
    last: str | None
    left: int


def next_to_move(
    office: Office,
    key: str,
    to: int,
    names: Names,
    shown: Collection[str],
    after: str | None,
    areas: Areas = None,
) -> Piece:
    """`shown` are the marks of all moves that were shown: no journey is moved otherwise. `after` is
    the `last` of the piece before. Raises NotPublished and CannotMove.
    """
    with office.store.reading() as books:
        target(books, key, to, names)
        there = [row for row in books.journeys.on_pathway(key, areas) if row.version != to]
        rows, left = _next(books, there, after)
        marks, now = {}, office.clock.now()
        for row in rows:
            _, move = looked_at(Dossier(office, books, row), to, names, now)
            if move.possible:
                marks[row.id] = mark if (mark := mark_of(move)) in shown else NOT_SHOWN
        return Piece(marks, rows[-1].id if rows else after, left)


def next_to_move_back(
    office: Office, key: str, until: datetime, after: str | None, areas: Areas = None
) -> Piece:
    """What was moved after `until` was not there when the others were shown."""
    with office.store.reading() as books:
        rows, left = _next(books, books.journeys.on_pathway(key, areas), after)
        moved = (undoable(Dossier(office, books, row), office.clock.now()) for row in rows)
        back = {one.journey: NOT_SHOWN for one in moved if one is not None and one.at <= until}
        return Piece(back, rows[-1].id if rows else after, left)


def _next(
    books: Books, there: Sequence[Journey], after: str | None
) -> tuple[Sequence[Journey], int]:
    """Those behind it, whether or not it is under way still, and how many come after them."""
    before = books.journeys.find(after) if after is not None else None
    if before is not None:
        there = [row for row in there if _place(row) > _place(before)]
    return there[:AT_A_TIME], len(there[AT_A_TIME:])


def _place(row: Journey) -> tuple[datetime, str]:
    return row.opened_at, row.id
