from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.metadata import version
from types import MappingProxyType

import holidays

from domain.texts import Label, Message, say

SATURDAY = 5
LIBRARY = version("holidays")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: Vietnam's public holidays, with a table of exceptions over them.

    The weekend is Saturday and Sunday. Tết, days off in lieu and swapped Saturdays are those that
    the `holidays` package knows (Labour Code 2019, Article 112, and the yearly decisions). The
    exceptions say True for a day that is worked and False for a day off, and always win.
    """

    version: str
    overrides: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))

    def is_working(self, day: date) -> bool:
        decided = self.overrides.get(day)
        return _is_working_by_law(day) if decided is None else decided

    def nth_working_day_after(self, day: date, n: int) -> date:
        """Count n working days, the given day not among them; for n = 0 the given day itself."""
        while n > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                n -= 1
        return day


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day off by law, or a day of the weekend that is worked for one."""

    day: date
    worked: bool
    title: Label | Message


def vietnam_calendar(overrides: Mapping[date, bool] = MappingProxyType({})) -> WorkCalendar:
    """The calendar as this installation knows it; its version changes whenever its days may."""
    lines = "\n".join(f"{day.isoformat()} {worked:d}" for day, worked in sorted(overrides.items()))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:12]
    return WorkCalendar(
        version=f"VN holidays-{LIBRARY} overrides-{digest}",
        overrides=MappingProxyType(dict(overrides)),
    )


def public_days(year: int) -> tuple[PublicDay, ...]:
    """What the `holidays` package knows of a year, in no order."""
    vi, en = (_known(year, language) for language in ("vi", "en_US"))
    off = [
        PublicDay(d, worked=False, title=Label(vi=vi[d], en=en[d])) for d in vi if d.year == year
    ]
    worked = [
        PublicDay(d, worked=True, title=WORKED) for d in vi.weekend_workdays if d.year == year
    ]
    return (*off, *worked)


WORKED = say("Worked in place of a day off")


def _is_working_by_law(day: date) -> bool:
    days_off, swapped_in = _by_law(day.year)
    return day in swapped_in or (day.weekday() < SATURDAY and day not in days_off)


@lru_cache(maxsize=64)
def _by_law(year: int) -> tuple[frozenset[date], frozenset[date]]:
    known = _known(year, "vi")
    return frozenset(known), frozenset(known.weekend_workdays)


def _known(year: int, language: str) -> holidays.HolidayBase:
    # A day off in one year can be made up for on a Saturday of its neighbour (5 January 2019 was
    # worked for 31 December 2018), and the library learns of it only when it has read both years.
    return holidays.country_holidays(
        "VN", years=range(year - 1, year + 2), expand=False, language=language
    )
