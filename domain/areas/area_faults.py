"""Whether areas hang together: each within another that is there at the same time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta

from domain.areas.area_map import Area, Areas
from domain.faults import Fault, place_of
from domain.texts import Message, say


def area_faults(areas: Areas, known: Collection[str | None]) -> Iterator[Fault]:
    """`known` has every id that is listed, those too of areas that are wrong in themselves."""
    for area in areas.areas:
        for word, other in (("parent", area.parent), ("became", area.became)):
            if other is not None and other not in known:
                yield _unknown(place_of("areas", area.id, word), other)
        yield from _parent_faults(area, areas)
        yield from _heir_faults(area, areas)
    yield from _circles(areas, "parent", lambda area: area.parent)
    yield from _circles(areas, "became", lambda area: area.became)


def missing_faults(areas: Areas, uses: Iterable[tuple[str, Message]]) -> Iterator[Fault]:
    """`uses` are ids of areas and what names each: what is in use may end, and not vanish."""
    for area_id, use in uses:
        if areas.get(area_id) is None:
            yield Fault(
                place_of("areas", area_id),
                say("It is not in this list. {use}", use=use),
                say("Keep it, and give it its last day under “valid_to” instead."),
            )


def _parent_faults(area: Area, areas: Areas) -> Iterator[Fault]:
    parent = areas.get(area.parent) if area.parent else None
    if parent and (area.valid_from < parent.valid_from or _last(area) > _last(parent)):
        yield Fault(
            place_of("areas", area.id, "parent"),
            say("{area} is in force on days on which {parent}, which it is part of, is not.",
                area=area.id, parent=parent.id),
            say("Give it days within those of the other; what goes on in another area is a new"
                " entry with an id of its own."),
        )  # fmt: skip


def _heir_faults(area: Area, areas: Areas) -> Iterator[Fault]:
    heir = areas.get(area.became) if area.became else None
    if heir and area.valid_to and not heir.in_force(_day_after(area.valid_to)):
        yield Fault(
            place_of("areas", area.id, "became"),
            say("{area} is not in force on the day after {last}, when it should take over.",
                area=heir.id, last=area.valid_to),
            say("Check the days of both, or name the area that took over."),
        )  # fmt: skip


def _unknown(place: str, area_id: str) -> Fault:
    return Fault(
        place,
        say("There is no area “{area}” in the list of areas.", area=area_id),
        say("Check how it is spelt, or add it to the areas."),
    )


def _circles(areas: Areas, word: str, onward: Callable[[Area], str | None]) -> Iterator[Fault]:
    told: set[str] = set()
    for start in areas.areas:
        way = [start.id]
        while (area := areas.get(way[-1])) and (then := onward(area)) and then not in way:
            way.append(then)
        if area and onward(area) == start.id and start.id not in told:
            told.update(way)
            yield Fault(
                place_of("areas", start.id, word),
                say("From area to area this comes back to itself: {way}.",
                    way=" → ".join([*way, start.id])),
                say("Take “{word}” out of the area that has none.", word=word),
            )  # fmt: skip


def _last(area: Area) -> date:
    return area.valid_to or date.max


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
