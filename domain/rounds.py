"""The calendar of a step that repeats."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.pathway import Period


def next_round(first: datetime, every: Period, zone: ZoneInfo, after: datetime) -> datetime:
    """The first date of the calendar begun at `first` that is later than `after`.

    Rounds keep the day and the hour of the first in `zone`; a day that a month lacks is its
    last. A round answered late does not make the missed ones come in a heap.
    """
    begun = first.astimezone(zone)
    number = 1
    while (moment := _nth(begun, every, number).astimezone(first.tzinfo)) <= after:
        number += 1
    return moment


def _nth(begun: datetime, every: Period, number: int) -> datetime:
    if every.months is None:
        return begun + timedelta(days=number * (every.days or 1))
    months = begun.month - 1 + number * every.months
    year, month = begun.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return begun.replace(year=year, month=month, day=min(begun.day, last))
