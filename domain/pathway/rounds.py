"""The calendar of what repeats: the rounds of a step, and those of a duty."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.pathway.template import Period

_Day = TypeVar("_Day", date, datetime)


def next_round(first: datetime, every: Period, zone: ZoneInfo, after: datetime) -> datetime:
    """The first date of the calendar begun at `first` that is later than `after`.

    Rounds keep the day and the hour of the first in `zone`; a day that a month lacks is its
    last. A round answered late does not make the missed ones come in a heap.
    """
    begun = first.astimezone(zone)
    number = 1
    while (moment := nth(begun, every, number).astimezone(first.tzinfo)) <= after:
        number += 1
    return moment


def nth(begun: _Day, every: Period, number: int) -> _Day:
    """So many periods later; a day that the month lacks is its last."""
    if every.months is None:
        return begun + timedelta(days=number * (every.days or 1))
    months = begun.month - 1 + number * every.months
    year, month = begun.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return begun.replace(year=year, month=month, day=min(begun.day, last))
