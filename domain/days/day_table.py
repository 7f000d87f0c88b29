"""The administrator's table of days: what is worked and what is off, over the public holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, StrictBool, ValidationError

from domain.days.working_days import LIBRARY, public_days, vietnam_calendar
from domain.faults import Fault, Faults, faults_of, place_of
from domain.frozen import Frozen
from domain.reading import read_yaml
from domain.texts import Label, Message, say
from domain.written import Text

FARTHEST = 10
"""How many years a day that is written down may be away: what is farther is a slip (design)."""


class DayTableFaults(Faults):
    """A table of days that cannot be taken as it is written."""


def _in_both_languages(title: object) -> object:
    if isinstance(title, str):
        return {"vi": title, "en": title}
    if isinstance(title, dict) and len(title) == 1:
        (only,) = title.values()
        return {"vi": only, "en": only, **title}
    return title


class Day(Frozen):
    """A day that is worked or off, whatever is said of it elsewhere; `source` names who decided."""

    day: date
    worked: StrictBool
    title: Annotated[Label, BeforeValidator(_in_both_languages)]
    source: Text


class DayTable(Frozen):
    days: tuple[Day, ...]

    @property
    def exceptions(self) -> Mapping[date, bool]:
        return {line.day: line.worked for line in self.days}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says, or that the table speaks of."""

    day: date
    worked: bool
    title: Label | Message
    origin: Literal["library", "table"]
    source: str


def read_day_table(source: str | Path) -> DayTable:
    """Raises NotYaml for what cannot be read, DayTableFaults with all that is wrong in it."""
    data = read_yaml(source)
    try:
        table = DayTable.model_validate(data)
    except ValidationError as error:
        raise DayTableFaults(faults_of(error, data)) from None
    if twice := tuple(_twice(table)):
        raise DayTableFaults(twice)
    return table


def check_years(table: DayTable, today: date) -> None:
    """Raises DayTableFaults. A table that is in use is not asked again as the years go by."""
    lines = enumerate(table.days, start=1)
    places = {place_of("days", str(number), "day"): line.day for number, line in lines}
    if far := tuple(far_faults(places, today)):
        raise DayTableFaults(far)


def far_faults(days: Mapping[str, date], today: date) -> Iterator[Fault]:
    """Of days by their place."""
    for place, day in days.items():
        if abs(day.year - today.year) > FARTHEST:
            yield Fault(
                place,
                say("{day} is more than {n} years away.", day=day, n=FARTHEST),
                say("Check the year."),
            )


def needless_lines(table: DayTable) -> Iterator[Message]:
    """Those that say what holds without them: they may stand, against changes of the library."""
    by_law = vietnam_calendar()
    for number, line in enumerate(table.days, start=1):
        if by_law.is_working(line.day) == line.worked:
            yield say(
                "{place}: {day} is so without this line as well. It may stay.",
                place=place_of("days", str(number)), day=line.day,
            )  # fmt: skip


def special_days(table: DayTable, year: int) -> tuple[SpecialDay, ...]:
    """Of the year, in order: what the library knows, but for what the table says."""
    known = {
        found.day: SpecialDay(found.day, found.worked, found.title, "library", LIBRARY_NAME)
        for found in public_days(year)
    }
    lines = {
        line.day: SpecialDay(line.day, line.worked, line.title, "table", line.source)
        for line in table.days
        if line.day.year == year
    }
    return tuple(day for _, day in sorted((known | lines).items()))


LIBRARY_NAME = f"holidays {LIBRARY}"


def _twice(table: DayTable) -> Iterator[Fault]:
    first: dict[date, int] = {}
    for number, line in enumerate(table.days, start=1):
        before = first.setdefault(line.day, number)
        if before != number:
            yield Fault(
                place_of("days", str(number), "day"),
                say("{day} stands in entry {n} already.", day=line.day, n=before),
                say("Keep one of the two."),
            )
