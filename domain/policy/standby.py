"""Who is asked outside office hours what cannot wait until somebody is back at their desk."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from domain.days.deadlines import Limit
from domain.days.working_days import WorkCalendar
from domain.faults import Wrong
from domain.frozen import Frozen, Id
from domain.texts import say
from domain.time_of_day import TimeOfDay
from domain.written import Text


class Standby(Frozen):
    """Offices are open on working days from `opens` until `closes`, by their own clocks.

    `asks` says for a role which other one is asked in its place while they are closed; `source`
    names the decision. What has days can wait: it is asked as ever.
    """

    opens: TimeOfDay
    closes: TimeOfDay
    asks: Annotated[dict[Id, Id], Field(min_length=1)]
    source: Text
    origin: Literal["law", "design", "province"]

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.closes <= self.opens:
            raise Wrong(
                say("Offices close at {closes} here, and open later.", closes=self.closes),
                say("Write the office hours of a day. The night is all that is outside them."),
            )
        for role, asked in self.asks.items():
            if role == asked:
                raise Wrong(
                    say("“{role}” cannot stand by for itself.", role=role),
                    say("Name the role that is on call at night, or take the line out."),
                )
        return self

    def in_place_of(
        self, role: str, limit: Limit | None, now: datetime, zone: ZoneInfo, days: WorkCalendar
    ) -> str | None:
        """The role to ask now; None where the office is open, or it can wait for that."""
        urgent = limit is not None and limit.unit in {"at_once", "hours"}
        return self.asks.get(role) if urgent and not self.is_open(now, zone, days) else None

    def is_open(self, now: datetime, zone: ZoneInfo, days: WorkCalendar) -> bool:
        """At the minute at which it closes, an office is open no more."""
        local = now.astimezone(zone)
        return days.is_working(local.date()) and self.opens <= f"{local:%H:%M}" < self.closes
