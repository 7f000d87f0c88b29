"""Kinds of value in the files that administrators write."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator

from domain.faults import Wrong
from domain.frozen import Frozen
from domain.texts import nfc, say


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Wrong(
            say("“{name}” is not a time zone.", name=name),
            say("Write one as in the time zone database; for Vietnam: Asia/Ho_Chi_Minh."),
        ) from None
    return name


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(nfc),
]
ZoneName = Annotated[str, StringConstraints(max_length=60), AfterValidator(_known_zone)]


class Dated(Frozen):
    """In force from the first day to the last, both included; without a last day, until further
    notice. Days are those of the place that it speaks of.
    """

    valid_from: date = date.min
    valid_to: date | None = None

    @field_validator("valid_to")
    @classmethod
    def _not_before_it_begins(cls, last: date | None, others: ValidationInfo) -> date | None:
        first = others.data.get("valid_from")
        if last is not None and first is not None and last < first:
            raise Wrong(
                say("The last day, {last}, is before the first, {first}.", last=last, first=first),
                say("Check both dates; the last day is still in force."),
            )
        return last

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
