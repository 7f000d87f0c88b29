"""The table of days as administrators keep it on a page: one day at a time, each a version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import yaml

from domain.casework.administration.publishing import (
    CALENDAR,
    THE_CALENDAR,
    Overtaken,
    day_table_in_use,
    replace_day_table,
)
from domain.casework.office import Office
from domain.days.day_table import Day, DayTable, read_day_table
from domain.db.publications import PublishedElsewhere
from domain.db.session import Books
from domain.editing.tree import Tree
from domain.texts import say


@dataclass(frozen=True, slots=True)
class KeptDays:
    """The table in use; version 0 where there is none."""

    table: DayTable
    version: int


def days_kept(office: Office) -> KeptDays:
    with office.store.reading() as books:
        return _kept(books)


def change_day(office: Office, day: date, line: Tree | None, made_from: int, by: str) -> int:
    """The version that it makes: `line` says what that day is, None takes out what is said of it.
    No deadline that was counted moves by it.

    Raises DayTableFaults, and Overtaken where another has changed the same day since.
    """
    try:
        return _change(office, day, line, made_from, by)
    except PublishedElsewhere:
        return _change(office, day, line, made_from, by)


def _change(office: Office, day: date, line: Tree | None, made_from: int, by: str) -> int:
    with office.store.writing() as books:
        kept = _kept(books)
        row = books.publications.version(CALENDAR, THE_CALENDAR, made_from)
        seen = read_day_table(row.body) if row is not None else DayTable(days=())
        if _line(seen, day) != _line(kept.table, day):
            raise Overtaken(
                say(
                    "Another administrator has changed this day meanwhile. Please look at what is"
                    " there now, and keep yours if it is right."
                )
            )
        others = [one.model_dump(mode="json") for one in kept.table.days if one.day != day]
        own = [{**line, "day": day.isoformat()}] if line is not None else []
        days = sorted([*others, *own], key=lambda one: str(one["day"]))
        body = yaml.safe_dump({"days": days}, allow_unicode=True, sort_keys=False, width=100)
        return replace_day_table(office, books, body, by)


def _line(table: DayTable, day: date) -> Day | None:
    return next((one for one in table.days if one.day == day), None)


def _kept(books: Books) -> KeptDays:
    row = books.publications.latest(CALENDAR, THE_CALENDAR)
    return KeptDays(day_table_in_use(books), row.version if row is not None else 0)
