"""An entry of the directory as a form. Its controls are the columns of the workbook's sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from domain.areas.area_map import Area
from domain.directory.addresses import CHANNEL_NAMES
from domain.directory.agencies import Agency
from domain.editing.tree import Node, Tree, items_of
from domain.faults import Fault, Wrong, parts_of
from domain.pathway.places import Place
from domain.texts import Label, Message, say
from domain.workbook.cells import Typed as Cell, value_of
from domain.workbook.tables import (
    AGENCY,
    CHANNELS,
    CONTACTS,
    FEWEST_ADDRESSES,
    QUIET_HOURS,
    Column,
    Table,
    address_columns,
)
from pages.admin.fault_words import Titles, in_the_forms
from pages.entrance.typed import Typed

Kind = Literal["text", "date", "time", "number", "choice"]
_KINDS: Mapping[str, Kind] = {"date": "date", "time": "time", "number": "number"}
CHOICES_IN_WORDS: Mapping[str, Mapping[str, Message]] = {
    "kind": {
        "province": say("province or city"),
        "district": say("district"),
        "commune": say("commune or ward"),
    },
    "source": {
        "province": say("the province's own decision"),
        "law": say("law"),
        "article": say("an article that pathways come from"),
    },
    "language": {"vi": say("Vietnamese"), "en": say("English")},
    "channel": CHANNEL_NAMES,
    "worked": {"off": say("a day off"), "worked": say("a working day")},
    "unit": {
        "working_days": say("working days"),
        "calendar_days": say("days, weekends and holidays too"),
        "percent": say("percent of the deadline"),
        "minutes": say("minutes"),
        "hours": say("hours"),
        "days": say("days"),
        "at_once": say("at once"),
    },
    "origin": {
        "province": say("decided by the province"),
        "law": say("stands in the law"),
        "design": say("our own choice"),
    },
    "tell": {
        "agency": say("remind the agency"),
        "above": say("tell the agency above"),
        "lead": say("put it on the lead's list"),
    },
}
_HINTS: Mapping[str, Message] = {
    "above": say("It is told when this agency does not answer."),
    "valid_to": say("The day is still in force. Empty: until further notice."),
    "time_zone": say("Empty: Asia/Ho_Chi_Minh."),
    "became": say("The area that took it over when it ended."),
    "rank": say("Of several agencies, 1 is asked first. Empty: 1."),
    "quiet_hours.from": say("Messages wait through these hours, by the agency's clock."),
    f"{CHANNELS}.1.channel": say(
        "They are written to here first, and at the next one where that comes to nothing."
    ),
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Label | Message


@dataclass(frozen=True, slots=True)
class Control:
    name: str
    label: Message
    kind: Kind
    needed: bool
    hint: Message | None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from."""

    agencies: Sequence[Agency]
    areas: Sequence[Area]
    roles: Mapping[str, Label]

    def options(self, column: Column) -> tuple[Option, ...] | None:
        """None: anything may be written."""
        match column.path[-1]:
            case "agency" | "above":
                return tuple(Option(one.id, one.title) for one in self.agencies)
            case "area" | "parent" | "became":
                return tuple(Option(one.id, one.title) for one in self.areas)
            case "role":
                return tuple(Option(role, title) for role, title in self.roles.items())
        if not column.choices:
            return None
        words = CHOICES_IN_WORDS[column.path[-1]]
        return tuple(Option(each, words[each]) for each in column.choices)


def columns_of(table: Table, entry: Tree) -> tuple[Column, ...]:
    """All but what its place says: its id, and whose contact it is. Of addresses, one more than
    there are.
    """
    own = tuple(column for column in table.columns if column.path != ("id",))
    if table is not CONTACTS:
        return own
    number = max(FEWEST_ADDRESSES, len(items_of(entry.get(CHANNELS))) + 1)
    first = (replace(column, needed=True) for column in address_columns(1))
    more = (column for n in range(2, number + 1) for column in address_columns(n))
    beside = (one for one in own if one not in QUIET_HOURS and one.path != (AGENCY,))
    return (*beside, *first, *more, *QUIET_HOURS)


def of_the_first(table: Table) -> tuple[Column, ...]:
    """Of the first contact, in the form of the agency."""
    return tuple(replace(one, path=(table.name, "1", *one.path)) for one in columns_of(table, {}))


def controls(columns: Iterable[Column], offered: Offered) -> tuple[Control, ...]:
    return tuple(_control(column, offered.options(column)) for column in columns)


def shown(columns: Iterable[Column], entry: Tree) -> dict[str, str]:
    """What stands in each control before anything is typed."""
    return {_name(column): _text(_at(entry, column.path)) for column in columns}


def entry_typed(columns: Sequence[Column], typed: Typed) -> tuple[Tree, dict[str, Message]]:
    """What the form says, and by control what cannot be read."""
    entry: dict[str, Node] = {}
    wrong: dict[str, Message] = {}
    for column in columns:
        try:
            value = value_of(Cell("s", typed.one(_name(column))), column.kind)
        except Wrong as no:
            wrong[_name(column)] = say("{problem} {mend}", problem=no.problem, mend=no.mend)
        else:
            _put(entry, column.path, _plain(value))
    listed = {name: _as_lists(each) for name, each in entry.items()}
    return listed, wrong


def typed_shown(columns: Iterable[Column], typed: Typed, entry: Tree) -> dict[str, str]:
    """What was typed, as it was: but of a list without what was left empty between."""
    listed = shown(columns, entry)
    return {
        name: text if any(map(str.isdecimal, name.split("."))) else typed.one(name)
        for name, text in listed.items()
    }


def faults_shown(
    columns: Iterable[Column], place: Place, faults: Iterable[Fault], titles: Titles
) -> tuple[dict[str, Message], list[Message]]:
    """By control, and what stands beside no control; in the words of forms."""
    names = [_name(column) for column in columns]
    beside: dict[str, Message] = {}
    others: list[Message] = []
    for fault in faults:
        name = _control_of(tuple(parts_of(fault.place)), place, names)
        told = say("{problem} {mend}", problem=fault.problem, mend=fault.mend)
        if name is None:
            others.append(in_the_forms(fault.message, titles))
        else:
            beside.setdefault(name, in_the_forms(told, titles))
    return beside, others


def _control_of(at: Place, place: Place, names: Sequence[str]) -> str | None:
    if at[: len(place)] != place:
        return None
    inner = at[len(place) :]
    if inner[:1] == (CONTACTS.name,):
        inner = (CONTACTS.name, "1", *inner[2:])
    # A list or a group that is missing is mended at its first control.
    return next((name for name in names if f"{name}.".startswith(_dotted(inner))), None)


def _dotted(place: Place) -> str:
    return "".join(f"{part}." for part in place)


def _control(column: Column, options: tuple[Option, ...] | None) -> Control:
    name = _name(column)
    kind = "choice" if options is not None else _KINDS.get(column.kind, "text")
    hint = _HINTS.get(name) or _HINTS.get(column.path[-1])
    needed = column.needed and column.path != ("title", "en")
    return Control(name, column.heading, kind, needed, hint, options or ())


def _name(column: Column) -> str:
    return ".".join(column.path)


def _at(entry: Node, path: Sequence[str]) -> Node:
    for part in path:
        if isinstance(entry, list):
            index = int(part) - 1
            entry = entry[index] if index < len(entry) else None
        else:
            entry = entry.get(part) if isinstance(entry, Mapping) else None
    return entry


def _text(value: Node) -> str:
    return "" if value is None else str(value)


def _plain(value: object) -> Node:
    return value if isinstance(value, int) else str(value) if value is not None else None


def _as_lists(node: Node) -> Node:
    """What is numbered is a list."""
    if not isinstance(node, Mapping):
        return node
    inner = {name: _as_lists(each) for name, each in node.items()}
    return list(inner.values()) if all(name.isdecimal() for name in inner) else inner


def _put(entry: dict[str, Node], path: Sequence[str], value: Node) -> None:
    *groups, last = path
    for group in groups:
        inner = entry.setdefault(group, {}) if value is not None else entry.get(group, {})
        entry = inner if isinstance(inner, dict) else {}
    if value is not None:
        entry[last] = value
