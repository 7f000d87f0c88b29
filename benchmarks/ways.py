"""What is measured must be able to do the same things."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from benchmarks.letters import Letters
from benchmarks.processes import Part


class NotTaken(Exception):
    """The journey would not take an answer."""


class Way(Protocol):
    name: str
    letters: Letters

    def parts(self) -> list[Part]:
        """Every process that works for it, those that it shares too."""

    def open(self, steps: int) -> str:
        """Begin a journey of so many steps; gives its id."""

    def answer(self, journey: str) -> None:
        """Answer what the journey asked last. Raises NotTaken."""

    def run_of(self, journey: str) -> UUID:
        """Its flow run."""
