"""What the pages about pathways need of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.casework.versions.in_use import InUse


class Pathways(Protocol):
    def in_use(self) -> Sequence[InUse]:
        """The version in use of each that is published."""
        ...
