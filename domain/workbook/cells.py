"""What stands in a cell, as it was meant: people type into Excel, and Excel guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from domain.faults import Wrong
from domain.texts import nfc, say
from domain.workbook.tables import Kind

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{1,2}")


class Typed(NamedTuple):
    """What Excel keeps for a cell: its type, by its own letters, and the value."""

    type: str
    value: object

    @property
    def holds(self) -> bool:
        return self.value is not None and str(self.value).strip() != ""


def value_of(cell: Typed, kind: Kind) -> object:
    """The value as the YAML file has it, None for an empty cell. Raises Wrong."""
    if cell.type == "f":
        raise Wrong(
            say("A formula stands here, and what it comes to is not certain."),
            say("Copy the cell and paste it over itself as a value."),
        )
    if cell.type == "e":
        raise Wrong(
            say("Excel shows an error here: {error}.", error=str(cell.value)),
            say("Write the value itself."),
        )
    if not cell.holds:
        return None
    return _READERS[kind](nfc(cell.value).strip() if isinstance(cell.value, str) else cell.value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise Wrong(
        say("Excel took “{value}” for a number or a date, and may have changed it.",
            value=str(value)),
        say("Format the column as text, then write it anew."),
    )  # fmt: skip


def _code(value: object) -> str:
    # A spreadsheet likes to begin every cell with a capital.
    return _text(value).lower()


def _address(value: object) -> str:
    if isinstance(value, str):
        return value
    # Not mended: a digit more or less, and the link goes to a stranger.
    raise Wrong(
        say("“{value}” is a number here: Excel takes the 0 from the front of phone numbers.",
            value=str(value)),
        say("Format the column as text, then write the number anew, for example: 0912345678."),
    )  # fmt: skip


def _date(value: object) -> date:
    if isinstance(value, datetime):
        if value.time() == time.min:
            return value.date()
    elif isinstance(value, str) and (day := _written_day(value)) is not None:
        return day
    raise Wrong(
        say("“{value}” is not a date.", value=str(value)[:60]),
        say("Write the day, the month and the year, for example: 02/09/2026."),
    )


def _written_day(text: str) -> date | None:
    """Day before month, as in Việt Nam, or ISO. Raises Wrong for a year of two digits."""
    if _SHORT_YEAR.fullmatch(text):
        raise Wrong(
            say("It is not clear which year is meant by “{value}”.", value=text),
            say("Write the year with four digits, for example: 02/09/2026."),
        )
    typed = _DAY_FIRST.fullmatch(text)
    try:
        if typed is not None:
            return date(int(typed[3]), int(typed[2]), int(typed[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(value: object) -> str:
    """Hours and minutes, as Excel keeps a time or as they were typed; checked where both are."""
    return f"{value:%H:%M}" if isinstance(value, time) else _text(value)


def _number(value: object) -> object:
    """A whole number, also as a text or as 1.0. What is none is told where numbers are checked."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value


def _list(value: object) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", _text(value)) if part.strip()]


_READERS: Mapping[Kind, Callable[[object], object]] = {
    "text": _text,
    "code": _code,
    "address": _address,
    "date": _date,
    "time": _time,
    "number": _number,
    "list": _list,
}
