"""More journeys than one press should move: a form carries them from piece to piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Self

AT_A_TIME = 100
"""A second's work or two: whoever waits for the page sees how far it is."""
AT_MOST = 5000
"""So many have room in a form, about 35 bytes each as it is sent."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Journeys in one control of a form, each with the mark of what was found of it. By no other
    move does it go, and no other is undone.
    """

    marks: Mapping[str, str]

    @classmethod
    def of(cls, found: Iterable[tuple[str, str]]) -> Self:
        """The first of them; none where one page shows them all."""
        marks = dict(islice(found, AT_MOST))
        return cls(marks if len(marks) > AT_A_TIME else {})

    @classmethod
    def read(cls, text: str) -> Self:
        placed = (each.partition("=") for each in text.split())
        return cls({journey: mark for journey, _, mark in placed})

    @property
    def text(self) -> str:
        return " ".join(f"{journey}={mark}" for journey, mark in self.marks.items())

    def parted(self) -> tuple[Self, Self]:
        """The next ones, and those that come after them."""
        each = iter(self.marks.items())
        return type(self)(dict(islice(each, AT_A_TIME))), type(self)(dict(each))
