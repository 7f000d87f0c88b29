"""What the pages about pathways need of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.casework.versions.history import History, Text
from domain.casework.versions.in_use import InUse
from domain.pathway.differences import Difference
from domain.users.user import User


class Pathways(Protocol):
    """Each raises NotPublished for what there is not."""

    def in_use(self) -> Sequence[InUse]:
        """The version in use of each that is published."""
        ...

    def history(self, key: str) -> History: ...

    def text(self, key: str, number: int) -> Text: ...

    def under_way(self, key: str, user: User) -> Mapping[int, int]:
        """How many journeys of the user's areas are on which version."""
        ...

    def differences(self, key: str, before: int, after: int) -> Sequence[Difference]: ...
