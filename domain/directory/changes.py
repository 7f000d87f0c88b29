"""What a new directory would change in the one that is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.directory.agencies import Directory
from domain.frozen import Frozen
from domain.texts import Label, Message, say

EVERYWHERE = "*"
What = Literal["area", "agency", "assignment", "succession"]
How = Literal["added", "ended", "changed", "removed"]
HOW_IN_WORDS: Mapping[How, Message] = {
    "added": say("added"),
    "ended": say("ends"),
    "changed": say("changed"),
    "removed": say("removed"),
}
WHAT_IN_WORDS: Mapping[What, Message] = {
    "area": say("area"),
    "agency": say("agency"),
    "assignment": say("assignment"),
    "succession": say("succession"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """`last` is the new last day of what ended."""

    how: How
    what: What
    name: str
    last: date | None = None

    @property
    def message(self) -> Message:
        return self.told_of(self.name)

    def told_of(self, name: Label | Message | str) -> Message:
        what, how = WHAT_IN_WORDS[self.what], HOW_IN_WORDS[self.how]
        if self.last is not None:
            return say("{what} “{name}”: ends after {last}", what=what, name=name, last=self.last)
        return say("{what} “{name}”: {how}", what=what, name=name, how=how)


def changes(before: Directory, after: Directory) -> tuple[Change, ...]:
    """Areas first, then agencies, assignments and successions; what is removed comes last."""
    old, new = _named(before), _named(after)
    gone = [Change("removed", what, name) for what, name in old if (what, name) not in new]
    return (*_kept(old, new), *gone)


def in_titles(
    found: Iterable[Change], roles: Mapping[str, Label], *directories: Directory
) -> list[Message]:
    """To who knows no ids, as far as the directories know what each is called."""
    agencies = {one.id: one.title for each in directories for one in each.agencies}
    areas = {one.id: one.title for each in directories for one in each.map.areas}
    return [one.told_of(_called(one, agencies, areas, roles)) for one in found]


def _called(
    change: Change,
    agencies: Mapping[str, Label],
    areas: Mapping[str, Label],
    roles: Mapping[str, Label],
) -> Label | Message | str:
    match change.what, change.name.split():
        case "area", [area]:
            return areas.get(area, area)
        case "agency", [agency]:
            return agencies.get(agency, agency)
        case "assignment", [role, area, agency, day]:
            where = say("everywhere") if area == EVERYWHERE else areas.get(area, area)
            return say(
                "{role}, {area}: {agency}, from {day}", role=roles.get(role, role), area=where,
                agency=agencies.get(agency, agency), day=date.fromisoformat(day),
            )  # fmt: skip
        case "succession", [agency, day]:
            gone, on = agencies.get(agency, agency), date.fromisoformat(day)
            return say("{agency}, from {day}", agency=gone, day=on)
    return change.name


def _kept(
    old: Mapping[tuple[What, str], Frozen], new: Mapping[tuple[What, str], Frozen]
) -> Iterator[Change]:
    for (what, name), entry in new.items():
        was = old.get((what, name))
        if was is None:
            yield Change("added", what, name)
        elif (last := _end_set(was, entry)) is not None:
            yield Change("ended", what, name, last)
        elif was != entry:
            yield Change("changed", what, name)


def _end_set(was: Frozen, entry: Frozen) -> date | None:
    """The last day, where that alone is new."""
    last: date | None = getattr(entry, "valid_to", None)
    if last is None or was.model_copy(update={"valid_to": last, **_heir(entry)}) != entry:
        return None
    return last if getattr(was, "valid_to", None) != last else None


def _heir(entry: Frozen) -> Mapping[str, object]:
    return {"became": entry.became} if hasattr(entry, "became") else {}


def _named(directory: Directory) -> dict[tuple[What, str], Frozen]:
    """Everything by what it is known by. An assignment that begins on another day is another."""
    named: dict[tuple[What, str], Frozen] = {}
    named |= {("area", area.id): area for area in directory.areas}
    named |= {("agency", agency.id): agency for agency in directory.agencies}
    for held in directory.assignments:
        parts = (held.role, held.area or EVERYWHERE, held.agency, held.valid_from.isoformat())
        named["assignment", " ".join(parts)] = held
    for passed in directory.successions:
        named["succession", f"{passed.agency} {passed.on.isoformat()}"] = passed
    return named
