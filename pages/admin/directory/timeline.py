"""Who holds a role where, and when, as bars over one stretch of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.areas.area_map import Area
from domain.directory.agencies import Agency, Assignment, Directory

Standing = Literal["ended", "now", "to_come"]
_AROUND = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Bar:
    """`number` is the assignment's in the directory; `x` and `width` are hundredths of the whole.
    `last` is the last day on which the agency really holds the role.
    """

    number: int
    assignment: Assignment
    agency: Agency | None
    last: date | None
    standing: Standing
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One area; None: everywhere. `held`: somebody holds the role there today."""

    area: Area | None
    bars: tuple[Bar, ...]

    @property
    def held(self) -> bool:
        return any(bar.standing == "now" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Timeline:
    lanes: tuple[Lane, ...]
    today: float


def timeline_of(directory: Directory, role: str, today: date) -> Timeline:
    """The areas by their names, in each the earliest first."""
    numbered = enumerate(directory.assignments, start=1)
    held = [(number, one) for number, one in numbered if one.role == role]
    stretch = _stretch([one for _, one in held], today)
    bars = [_bar(number, one, directory, stretch, today) for number, one in held]
    areas = sorted({bar.assignment.area or "" for bar in bars})
    lanes = [_lane(directory, area, bars) for area in areas]
    lanes.sort(key=lambda lane: lane.area.title.vi if lane.area else "")
    return Timeline(tuple(lanes), stretch.place(today))


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: date
    last: date

    def place(self, day: date) -> float:
        within = min(max(day, self.first), self.last)
        return round(100 * ((within - self.first) / (self.last - self.first)), 2)


def _stretch(held: Iterable[Assignment], today: date) -> _Stretch:
    held = list(held)
    days = [today, *(one.valid_from for one in held), *(one.valid_to or today for one in held)]
    return _Stretch(min(days) - _AROUND, max(days) + _AROUND)


def _bar(
    number: int, held: Assignment, directory: Directory, stretch: _Stretch, today: date
) -> Bar:
    agency = directory.agency(held.agency)
    lasts = [day for day in (held.valid_to, agency.valid_to if agency else None) if day]
    last = min(lasts, default=None)
    x, end = stretch.place(held.valid_from), stretch.place(last) if last else 100.0
    return Bar(number, held, agency, last, _standing(held, last, today), x, round(end - x, 2))


def _standing(held: Assignment, last: date | None, today: date) -> Standing:
    if held.valid_from > today:
        return "to_come"
    return "ended" if last is not None and last < today else "now"


def _lane(directory: Directory, area: str, bars: Sequence[Bar]) -> Lane:
    own = [bar for bar in bars if (bar.assignment.area or "") == area]
    own.sort(key=lambda bar: (bar.assignment.valid_from, bar.assignment.rank))
    return Lane(directory.map.get(area) if area else None, tuple(own))
