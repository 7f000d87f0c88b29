"""Who takes over what an agency had, from a day on; whether that is plain or a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from domain.faults import Wrong
from domain.frozen import Frozen, Id
from domain.texts import say
from domain.written import Text


def _each_once(agencies: tuple[str, ...]) -> tuple[str, ...]:
    for place, agency in enumerate(agencies):
        if agency in agencies[:place]:
            raise Wrong(
                say("“{agency}” stands here twice.", agency=agency),
                say("Name each agency once."),
            )
    return agencies


class Succession(Frozen):
    """From the day `on` (the site's), what the agency had is with those of `to`.

    Each of them has the roles that it is assigned from then on.
    """

    agency: Id
    on: date
    to: Annotated[tuple[Id, ...], Field(min_length=1), AfterValidator(_each_once)]
    legal_basis: Text


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of one request of an agency that is succeeded.

    `candidates` are those of `to` that hold its role in its area on the day.
    """

    succession: Succession
    candidates: tuple[str, ...]

    @classmethod
    def by(cls, succession: Succession, holders: Iterable[str]) -> Self:
        return cls(succession, tuple(each for each in holders if each in succession.to))

    @property
    def to(self) -> str | None:
        """None: several have it or none, and a person decides."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def choices(self) -> tuple[str, ...]:
        """Whom the person may think of."""
        return self.candidates or self.succession.to
