"""The administrative map: areas with the days on which they were in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import TypeAdapter, model_validator

from domain.errors import ReferralError
from domain.faults import Wrong
from domain.frozen import Id
from domain.reading import read_yaml
from domain.texts import Label, date_text, say
from domain.written import Dated


class UnknownArea(ReferralError):
    """There is no area of that id."""


class Area(Dated):
    """A unit of the administrative map, and the days on which it was one.

    `parent` is the area that it is part of, `became` the one that took it over when it ended.
    """

    id: Id
    title: Label
    kind: Literal["province", "district", "commune"]
    parent: Id | None = None
    became: Id | None = None
    source: Literal["article", "law", "province"] = "province"

    @model_validator(mode="after")
    def _ends_before_it_becomes_another(self) -> Self:
        if self.became and self.valid_to is None:
            raise Wrong(
                say("{area} became {heir}, but no last day is given.", area=self.id,
                    heir=self.became),
                say("Add its last day under “valid_to”, or take “became” out."),
            )  # fmt: skip
        return self


@dataclass(frozen=True)
class Areas:
    """The map. That it hangs together is for `area_faults` to say."""

    areas: tuple[Area, ...]

    def with_(self, own: Iterable[Area]) -> Areas:
        """This map and a province's own areas: one of theirs takes the place of ours."""
        return Areas(tuple({area.id: area for area in (*self.areas, *own)}.values()))

    def get(self, area_id: str) -> Area | None:
        return self._by_id.get(area_id)

    def lies_in(self, area_id: str, whole: str) -> bool:
        """Whether it is that area or part of it. One that is on no map lies in itself alone."""
        return area_id == whole or whole in self._upwards.get(area_id, ())

    def within(self, area_id: str) -> tuple[Area, ...]:
        """The area, what it is part of, and so on up to its province; raises UnknownArea."""
        return tuple(self._known(each) for each in self._upwards.get(area_id, (area_id,)))

    def chain(self, area_id: str, on: date) -> tuple[str, ...]:
        """Where to look for who is responsible on that day, the nearest first.

        The area, what it became if it had ended by then, what it is part of, and so on up. One
        that is on no map stands alone: what goes on there goes on, with whoever is responsible
        everywhere.
        """
        found: list[str] = []
        ahead: list[str | None] = [area_id]
        while ahead:
            here = ahead.pop(0)
            if here is not None and here not in found:
                found.append(here)
                if (area := self.get(here)) is not None:
                    has_ended = area.valid_to is not None and area.valid_to < on
                    ahead = [area.became if has_ended else None, area.parent, *ahead]
        return tuple(found)

    def on(self, day: date) -> tuple[Area, ...]:
        """Those in force on that day."""
        return tuple(area for area in self.areas if area.in_force(day))

    def choices(self) -> tuple[tuple[str, Label], ...]:
        """Ids and titles for a form, those with a last day after the others and marked with it."""
        listed = sorted(self.areas, key=lambda area: area.valid_to is not None)
        return tuple((area.id, _title_with_end(area)) for area in listed)

    def _known(self, area_id: str) -> Area:
        area = self.get(area_id)
        if area is None:
            raise UnknownArea(
                say(
                    "There is no area “{area}”. `referral directory areas` lists them.",
                    area=area_id,
                )
            )
        return area

    @cached_property
    def _upwards(self) -> Mapping[str, tuple[str, ...]]:
        """Of each area: itself, what it is part of, and so on up."""
        return {area.id: tuple(self._walk_up(area.id)) for area in self.areas}

    def _walk_up(self, area_id: str) -> Iterable[str]:
        way = [area_id]
        while (area := self.get(way[-1])) and area.parent and area.parent not in way:
            way.append(area.parent)
        return way

    @cached_property
    def _by_id(self) -> Mapping[str, Area]:
        return {area.id: area for area in self.areas}


@cache
def shipped_areas() -> Areas:
    """What the sources say, before any province adds its own."""
    listed = read_yaml(Path(__file__).with_name("areas.yaml"))
    return Areas(TypeAdapter(tuple[Area, ...]).validate_python(listed))


def _title_with_end(area: Area) -> Label:
    if area.valid_to is None:
        return area.title
    end = area.valid_to
    day = Label(vi=f"{end.day}/{end.month}/{end.year}", en=date_text(end, "en"))
    title = say("{area} (until {date})", area=area.title, date=day)
    return Label(vi=title.in_("vi"), en=title.in_("en"))
