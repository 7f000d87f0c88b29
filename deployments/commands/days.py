"""`referral calendar`; the module may not be called as one of the standard library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.casework.administration.publishing import (
    check_day_table,
    day_table_in_use,
    publish_day_table,
)
from domain.days.day_table import DayTable, SpecialDay, needless_lines, special_days
from domain.reading import text_of
from domain.texts import say
from tasks.wiring import the_office

app = App(name="calendar")

Year = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=1902, lte=2099),  # what the library can work out
        help=str(say("Which year. Without it, this one.")),
    ),
]


@app.command(help=str(say("Put a file in the place of the table of days. No deadline moves.")))
def load(file: Path, /, *, by: By = None) -> None:
    table = publish_day_table(the_office(), text_of(file), f"user:{acting(by)}")
    tell(say("The table of days is in use, with {n} days.", n=len(table.days)))
    _note(table)


@app.command(help=str(say("Check a file and say all that is to be mended. Nothing is loaded.")))
def check(file: Path, /) -> None:
    table = check_day_table(the_office(), text_of(file))
    tell(say("{file} is sound, with {n} days.", file=file.name, n=len(table.days)))
    _note(table)


@app.command(help=str(say("The days off of a year and the weekends worked, each with its source.")))
def show(*, year: Year = None, as_json: AsJson = False) -> None:
    office = the_office()
    wanted = year or office.clock.now().astimezone(office.zone).year
    with office.store.reading() as books:
        days = special_days(day_table_in_use(books), wanted)
    if as_json:
        give([_data(day) for day in days])
    else:
        lay_out([_row(day) for day in days])


def _note(table: DayTable) -> None:
    for note in needless_lines(table):
        tell(note)


def _data(day: SpecialDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "worked": day.worked,
        "title": day.title.in_(site_language()),
        "origin": day.origin,
        "source": day.source,
    }


def _row(day: SpecialDay) -> tuple[str, ...]:
    worked = say("worked") if day.worked else say("off")
    language = site_language()
    return day.day.isoformat(), worked.in_(language), day.title.in_(language), day.source
