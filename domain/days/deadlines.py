from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StrictInt, model_validator

from domain.clock import utc
from domain.days.working_days import WorkCalendar
from domain.faults import Wrong
from domain.frozen import Frozen
from domain.texts import say

LimitUnit = Literal["calendar_days", "working_days", "hours", "at_once"]
LONGEST = 10_000
END_OF_DAY = time(23, 59, 59)


class Limit(Frozen):
    """How long an agency has. “ngày” in the law is calendar days, “ngày làm việc” working days."""

    amount: Annotated[StrictInt, Field(ge=0, le=LONGEST)]
    unit: LimitUnit

    @model_validator(mode="before")
    @classmethod
    def _at_once_needs_no_amount(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("unit") == "at_once":
            return {"amount": 0, **data}
        return data

    @model_validator(mode="after")
    def _amount_fits_the_unit(self) -> Self:
        if self.unit == "at_once" and self.amount:
            raise Wrong(
                say("“at_once” is given an amount."),
                say("Leave the amount out, or choose another unit."),
            )
        if self.unit == "hours" and not self.amount:
            raise Wrong(
                say("A limit of 0 hours is no limit."),
                say("Write “unit: at_once”, or at least 1 hour."),
            )
        return self


def due_at(limit: Limit, asked_at: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """The last moment to answer, in UTC.

    Days end at 23:59:59 in `zone`, and the day of asking is not counted; hours are counted
    exactly. Raises ValueError if `asked_at` has no time zone.
    """
    if limit.unit in {"at_once", "hours"}:
        return utc(asked_at) + timedelta(hours=limit.amount)
    last_day = utc(asked_at).astimezone(zone).date()
    if limit.unit == "calendar_days":
        last_day += timedelta(days=limit.amount)
    else:
        last_day = calendar.nth_working_day_after(last_day, limit.amount)
    return datetime.combine(last_day, END_OF_DAY, zone).astimezone(UTC)
