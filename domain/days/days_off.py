"""Which holidays lie within a time, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from domain.days.working_days import SATURDAY, WorkCalendar, public_days
from domain.texts import Label, Message, say

BY_THE_TABLE = say("the table of days")


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Of holidays in a row, with the weekends between them: `lost` are the days of the week that
    nobody works for them.
    """

    first: date
    last: date
    lost: int
    titles: tuple[Label | Message, ...]

    @property
    def in_words(self) -> Message:
        """Such as 'Lunar New Year, days off: 5'."""
        titles = self.titles[0]
        for title in self.titles[1:]:
            titles = say("{one}, {other}", one=titles, other=title)
        return say("{title}, days off: {n}", title=titles, n=self.lost)


def days_off(calendar: WorkCalendar, first: date, last: date) -> tuple[DaysOff, ...]:
    """From the first day to the last, both of them counted. Weekends alone are none."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    runs = (list(run) for works, run in groupby(days, key=calendar.is_working) if not works)
    known = _titles(days)
    found = (_of_run(run, known) for run in runs)
    return tuple(each for each in found if each is not None)


def _of_run(run: Sequence[date], known: dict[date, Label | Message]) -> DaysOff | None:
    lost = [day for day in run if day.weekday() < SATURDAY]
    if not lost:
        return None
    titles = [known[day] for day in run if day in known]
    return DaysOff(run[0], run[-1], len(lost), tuple(_common(titles)) or (BY_THE_TABLE,))


def _titles(days: Sequence[date]) -> dict[date, Label | Message]:
    years = {day.year for day in days}
    return {one.day: one.title for year in years for one in public_days(year) if not one.worked}


def _common(titles: Sequence[Label | Message]) -> Iterator[Label | Message]:
    """The name that most of them bear: each day of Tết has a longer one of its own."""
    words = {title.in_("vi"): title for title in reversed(titles)}
    times = Counter({name: sum(name in other for other in words) for name in words})
    most = max(times.values(), default=0)
    yield from (words[name] for name in reversed(words) if times[name] == most)
