"""What the pages about journeys under way need of casework. All of it may block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.casework.versions.impact import Impact
from domain.casework.versions.moving import Fitting, Outcome
from domain.casework.versions.naming import Names
from domain.users.user import User


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
        """Each in `seen`, with the mark of what was found of it. Of one that is not there for the
        user no more is told.
        """
        ...

    def undo(self, key: str, seen: Mapping[str, str], user: User) -> Sequence[Outcome]:
        """Likewise, with the mark of its last move."""
        ...

    def retire(self, key: str, number: int, user: User) -> None:
        """Raises NotPublished and CannotDo."""
        ...
