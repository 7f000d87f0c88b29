"""What the pages about journeys under way need of casework. All of it may block."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.casework.versions.impact import Impact
from domain.casework.versions.moving import Fitting, Outcome
from domain.casework.versions.naming import Names
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of some of very many. `last` was looked at last, `left` are still to be."""

    outcomes: Sequence[Outcome]
    last: str | None
    left: int


class Moves(Protocol):
    """Of the journeys in the user's areas, and of no other."""

    def impact(
        self, key: str, to: int | None, names: Names, user: User, *, noted: bool = True
    ) -> Impact:
        """An event of the site, unless nobody gets to see it. Raises NotPublished, and CannotMove
        for names that no version has.
        """
        ...

    def what_fits(self, key: str, to: int | None, names: Names) -> Fitting:
        """Raises NotPublished."""
        ...

    def move(
        self, key: str, to: int, names: Names, seen: Mapping[str, str], user: User
    ) -> Sequence[Outcome]:
        """Each in `seen`, with the mark of what was shown of it."""
        ...

    def undo(self, key: str, journeys: Sequence[str], user: User) -> Sequence[Outcome]: ...

    def move_next(
        self,
        key: str,
        to: int,
        names: Names,
        shown: Collection[str],
        after: str | None,
        user: User,
    ) -> Progress:
        """Some more of all that can, each only by a move whose mark is among those `shown`. Raises
        NotPublished and CannotMove.
        """
        ...

    def undo_next(self, key: str, until: datetime, after: str | None, user: User) -> Progress:
        """Some more of all that were moved until then."""
        ...

    def retire(self, key: str, number: int, user: User) -> None:
        """Raises NotPublished and CannotDo."""
        ...
