from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, model_validator

from domain.errors import ReferralError
from domain.reading import read_yaml
from domain.texts import Label, date_text, say

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class UnknownArea(ReferralError):
    """There is no area of that id."""


class Area(BaseModel):
    """A unit of the administrative map, and the days on which it was one.

    `valid_from` and `valid_to` are the first and the last day in force, None where no end is
    known. `became` is the area that took it over.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Id
    title: Label
    kind: Literal["province", "district", "commune"]
    parent: _Id | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    became: _Id | None = None
    source: Literal["article", "law"]

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        if self.became and not self.valid_to:
            raise ValueError(f"{self.id} became {self.became} on no known day")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"{self.id} ends before it begins")
        return self

    def in_force(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)


class Areas(BaseModel):
    """The map: each area stands after the one that it is part of, so there are no loops."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: tuple[Area, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        ids = [area.id for area in self.areas]
        for place, area in enumerate(self.areas):
            if area.id in ids[:place]:
                raise ValueError(f"{area.id} is listed twice")
            if area.parent not in {None, *ids[:place]}:
                raise ValueError(f"{area.parent}, the parent of {area.id}, is not listed before it")
            if area.became not in {None, *ids}:
                raise ValueError(f"{area.became}, which {area.id} became, is not listed")
        return self

    def get(self, area_id: str) -> Area | None:
        return next((area for area in self.areas if area.id == area_id), None)

    def within(self, area_id: str) -> tuple[Area, ...]:
        """The area, what it is part of, and so on up to its province; raises UnknownArea."""
        area = self.get(area_id)
        if area is None:
            raise UnknownArea(
                say("There is no area “{area}”. Please choose one from the list.", area=area_id)
            )
        return (area, *(self.within(area.parent) if area.parent else ()))

    def on(self, day: date) -> tuple[Area, ...]:
        """Those in force on that day."""
        return tuple(area for area in self.areas if area.in_force(day))

    def choices(self) -> tuple[tuple[str, Label], ...]:
        """Ids and titles for a form, those with a last day after the others and marked with it."""
        listed = sorted(self.areas, key=lambda area: area.valid_to is not None)
        return tuple((area.id, _title_with_end(area)) for area in listed)


def load_areas() -> Areas:
    listed = read_yaml(Path(__file__).with_name("areas.yaml"))
    return Areas(areas=TypeAdapter(tuple[Area, ...]).validate_python(listed))


def _title_with_end(area: Area) -> Label:
    if area.valid_to is None:
        return area.title
    end = area.valid_to
    day = Label(vi=f"{end.day}/{end.month}/{end.year}", en=date_text(end, "en"))
    title = say("{area} (until {date})", area=area.title, date=day)
    return Label(vi=title.in_("vi"), en=title.in_("en"))
