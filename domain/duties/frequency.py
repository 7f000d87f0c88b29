"""How often a duty is asked, and which days each asking is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.pathway.rounds import nth
from domain.pathway.template import Duty, Period
from domain.policy.province_policy import DutyTerms

MONTHS_OF_A_YEAR = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both of them in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Frequency:
    """Rounds begin on the site's day `first`, and then each time a period has passed."""

    every: Period
    first: date

    def begun(self, on: date) -> date | None:
        """When the round that is under way that day began; None before the first."""
        number = self._number(on)
        return self._start(number) if number >= 0 else None

    def after(self, day: date) -> date:
        """When the next round begins."""
        return self._start(max(self._number(day) + 1, 0))

    def ahead(self, begins: date) -> Span:
        """The period that begins with that round."""
        return Span(begins, self._start(self._number(begins) + 1) - DAY)

    def back(self, begins: date) -> Span:
        """The period that is over when that round begins."""
        return Span(self._start(self._number(begins) - 1), begins - DAY)

    def _start(self, number: int) -> date:
        return nth(self.first, self.every, number)

    def _number(self, day: date) -> int:
        """Of the period that the day is in; below 0 before the first."""
        if self.every.months is None:
            return (day - self.first).days // (self.every.days or 1)
        months = (day.year - self.first.year) * MONTHS_OF_A_YEAR + day.month - self.first.month
        number = months // self.every.months
        return number if self._start(number) <= day else number - 1


def frequency_of(duty: Duty, terms: DutyTerms | None, known_since: date) -> Frequency | None:
    """By the policy's terms, else by the duty's own source; None where neither says how often.

    Where no policy names the first day, the design does: rounds begin with the month (of a year or
    more: the year), and the first is the next to begin after `known_since`, the day on which it was
    first said here how often. A stage of some years begins with that year, and its review is asked
    when it is over.
    """
    every = (terms.every if terms else None) or duty.every
    if every is None:
        return None
    if terms is not None and terms.first is not None:
        return Frequency(every, terms.first)
    return Frequency(every, nth(_start(every, known_since), every, 1))


def _start(every: Period, day: date) -> date:
    if every.months is None:
        return day
    return day.replace(day=1) if every.months < MONTHS_OF_A_YEAR else day.replace(month=1, day=1)


def too_soon(begins: date, last: date, frequency: Frequency) -> bool:
    """Less than a period after the last round: the days of asking were changed between the two."""
    return begins < nth(last, frequency.every, 1)
