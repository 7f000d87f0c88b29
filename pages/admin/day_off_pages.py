"""The days off of a year and the weekends worked; what the office knows better, over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from starlette.responses import Response

from domain.casework.administration.keeping_days import KeptDays
from domain.casework.administration.publishing import Overtaken
from domain.days.day_table import DayTableFaults, SpecialDay
from domain.days.working_days import LIBRARY
from domain.editing.tree import Tree
from domain.faults import parts_of
from domain.texts import Message, say
from domain.users.user import User
from domain.workbook.tables import Column
from pages.admin.directory.controls import Offered, controls, entry_typed, faults_shown, shown
from pages.admin.directory.entries import done_at, made_from
from pages.entrance.guarding import ADMIN, Guard, NotThere, Visit

CALENDAR = f"{ADMIN}/calendar"
FIRST_YEAR, LAST_YEAR = 1902, 2099
"""What can be worked out."""

_COLUMNS = (
    Column(("day",), say("Day"), "date", needed=True),
    Column(("worked",), say("What it is"), needed=True, choices=("off", "worked")),
    Column(("title", "vi"), say("Name in Vietnamese"), needed=True),
    Column(("title", "en"), say("Name in English")),
    Column(("source",), say("Who decided it"), needed=True),
)


class Days(Protocol):
    """All may block: called in a thread."""

    def kept(self) -> KeptDays: ...

    def of_year(self, year: int) -> Sequence[SpecialDay]:
        """In order."""
        ...

    def change(self, user: User, day: date, line: Tree | None, made_from: int) -> int:
        """Raises DayTableFaults and Overtaken, and then nothing is kept."""
        ...

    def today(self) -> date: ...


@dataclass(frozen=True, slots=True)
class _Told:
    values: Mapping[str, str]
    beside: Mapping[str, Message] = field(default_factory=dict)
    others: Sequence[Message] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Calendar:
    days: Days

    def show(self, visit: Visit) -> Response:
        """With the line of `?day=` in the form, to be changed."""
        asked = visit.request.query_params.get("day", "")
        lines = {one.day.isoformat(): one for one in self.days.kept().table.days}
        line = lines.get(asked)
        entry = line.model_dump(mode="json") if line is not None else {"day": asked}
        worked = {} if line is None else {"worked": "worked" if line.worked else "off"}
        return self._page(visit, _Told(shown(_COLUMNS, {**entry, **worked})))

    def keep(self, visit: Visit) -> Response:
        entry, wrong = entry_typed(_COLUMNS, visit.typed)
        values = {column: visit.typed.one(column) for column in shown(_COLUMNS, {})}
        missing = {name: _MISSING for name in ("day", "worked") if name not in entry}
        if told := missing | wrong:
            return self._page(visit, _Told(values, told, status=422))
        line = {**entry, "worked": entry["worked"] == "worked"}
        return self._change(visit, date.fromisoformat(str(entry["day"])), line, _Told(values))

    def remove(self, visit: Visit) -> Response:
        day = visit.request.path_params["day"]
        if day not in {one.day.isoformat() for one in self.days.kept().table.days}:
            raise NotThere
        told = _Told(shown(_COLUMNS, {}))
        return self._change(visit, date.fromisoformat(day), None, told)

    def _change(self, visit: Visit, day: date, line: Tree | None, told: _Told) -> Response:
        try:
            self.days.change(visit.user, day, line, made_from(visit))
        except DayTableFaults as no:
            # Whichever line it is by now, no other than this one is new.
            place = tuple(parts_of(no.faults[0].place))[:2]
            beside, others = faults_shown(_COLUMNS, place, no.faults, {})
            return self._page(visit, _Told(told.values, beside, others, 422))
        except Overtaken as no:
            return self._page(visit, _Told(told.values, others=[no.message], status=409))
        act = visit.request.url.path.rpartition("/")[2]
        return visit.go_to(f"{CALENDAR}?year={day.year}&done={act}")

    def _page(self, visit: Visit, told: _Told) -> Response:
        year, kept = self._year(visit), self.days.kept()
        # What others have kept meanwhile is seen only once the page has told of it.
        unseen = told.status == 422  # noqa: PLR2004
        return visit.page(
            "admin/calendar.html",
            told.status,
            seen=made_from(visit) if unseen else kept.version,
            year=year, years=(FIRST_YEAR, LAST_YEAR), days=self.days.of_year(year), kept=kept,
            own={one.day for one in kept.table.days}, told=told, library=LIBRARY,
            controls=controls(_COLUMNS, Offered((), (), {})), done=done_at(visit),
        )  # fmt: skip

    def _year(self, visit: Visit) -> int:
        asked = visit.request.query_params.get("year", "") or visit.typed.one("year")
        known = asked.isascii() and asked.isdecimal() and len(asked) == len(str(LAST_YEAR))
        year = int(asked) if known else self.days.today().year
        return min(max(year, FIRST_YEAR), LAST_YEAR)


def add_calendar(guard: Guard, days: Days) -> None:
    calendar = Calendar(days)
    guard.shows(CALENDAR, "define", calendar.show)
    guard.does(f"{CALENDAR}/change", "publish", calendar.keep)
    guard.does(f"{CALENDAR}/{{day}}/remove", "publish", calendar.remove)


_MISSING = say("Please fill this in.")
