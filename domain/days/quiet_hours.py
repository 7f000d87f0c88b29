"""The hours in which a contact is not to be disturbed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from domain.faults import Wrong
from domain.frozen import Frozen
from domain.texts import say
from domain.time_of_day import TimeOfDay


class QuietHours(Frozen):
    """From one time of day until another, which is the next day's where it is the earlier one."""

    begin: TimeOfDay = Field(alias="from")
    until: TimeOfDay

    @model_validator(mode="after")
    def _some_hours(self) -> Self:
        if self.begin == self.until:
            raise Wrong(
                say(
                    "Quiet hours from {time} until {time} would be the whole day.", time=self.until
                ),
                say("Write for example: from 21:00, until 06:30; or leave both out."),
            )
        return self

    def over_at(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The moment (UTC) at which those hours end in which `now` (aware) lies; None outside."""
        local = now.astimezone(zone)
        clock = f"{local:%H:%M}"
        if self.begin < self.until:
            quiet, tomorrow = self.begin <= clock < self.until, False
        else:
            quiet, tomorrow = not self.until <= clock < self.begin, clock >= self.begin
        if not quiet:
            return None
        day = local.date() + timedelta(days=int(tomorrow))
        return datetime.combine(day, time.fromisoformat(self.until), zone).astimezone(UTC)
