"""The sheets of a directory's workbook, and what stands in their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from domain.directory import addresses
from domain.texts import Message, nfc, say

Kind = Literal["text", "code", "address", "date", "time", "number", "list"]

AGENCY, CHANNELS = "agency", "channels"
FEWEST_ADDRESSES = 3
"""Of a contact: so many have columns in a workbook, even if nobody has them all."""


@dataclass(frozen=True, slots=True)
class Column:
    """`path` is where its value stands in an entry of the YAML file."""

    path: tuple[str, ...]
    heading: Message
    kind: Kind = "text"
    needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """What may stand in the header row: in either language, or as in YAML."""
        written = {*self.path[-1:]} if len(self.path) == 1 else {".".join(self.path)}
        return frozenset(map(plain, written | {self.heading.in_("vi"), self.heading.in_("en")}))


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is that of the list in the YAML file."""

    name: str
    heading: Message
    columns: tuple[Column, ...]
    needed: bool = True

    @property
    def names(self) -> frozenset[str]:
        written = {self.name, self.heading.in_("vi"), self.heading.in_("en")}
        return frozenset(map(plain, written))

    def column(self, header: str) -> Column | None:
        known = next((column for column in self.columns if plain(header) in column.names), None)
        if known is None and self is CONTACTS:
            return _address_column(plain(header))
        return known


def plain(text: str) -> str:
    """Without what does not make two headings differ: case, spaces, underscores."""
    return re.sub(r"[\s_]+", " ", nfc(text)).strip().casefold()


def address_columns(number: int) -> tuple[Column, Column]:
    """The columns of a contact's n-th address, counted from 1."""
    shown = str(number)
    return (
        Column(
            (CHANNELS, shown, "channel"), say("Channel {n}", n=shown), "code",
            choices=addresses.CHANNELS,
        ),
        Column((CHANNELS, shown, "target"), say("Address {n}", n=shown), "address"),
    )  # fmt: skip


def _address_column(header: str) -> Column | None:
    number = re.search(r" ([1-9][0-9]?)$", header)
    pair = address_columns(int(number[1])) if number else ()
    return next((column for column in pair if header in column.names), None)


_FIRST_DAY = Column(("valid_from",), say("First day"), "date")
_LAST_DAY = Column(("valid_to",), say("Last day"), "date")
_ID = Column(("id",), say("Id"), needed=True)
_TITLE = (
    Column(("title", "vi"), say("Name in Vietnamese"), needed=True),
    Column(("title", "en"), say("Name in English"), needed=True),
)

QUIET_HOURS = (
    Column(("quiet_hours", "from"), say("Quiet from"), "time"),
    Column(("quiet_hours", "until"), say("Quiet until"), "time"),
)

AREAS = Table(
    "areas",
    say("Areas"),
    (
        _ID,
        *_TITLE,
        Column(
            ("kind",),
            say("Kind"),
            "code",
            needed=True,
            choices=("province", "district", "commune"),
        ),
        Column(("parent",), say("Part of")),
        _FIRST_DAY,
        _LAST_DAY,
        Column(("became",), say("Became")),
        Column(("source",), say("Source"), "code", choices=("province", "law", "article")),
    ),
    needed=False,
)
AGENCIES = Table(
    "agencies",
    say("Agencies"),
    (
        _ID,
        *_TITLE,
        Column(("above",), say("Agency above")),
        _FIRST_DAY,
        _LAST_DAY,
        Column(("time_zone",), say("Time zone")),
    ),
)
CONTACTS = Table(
    "contacts",
    say("Contacts"),
    (
        Column((AGENCY,), say("Agency"), needed=True),
        _ID,
        Column(("name",), say("Full name"), needed=True),
        Column(("language",), say("Language"), "code", choices=("vi", "en")),
        *QUIET_HOURS,
    ),
)
ASSIGNMENTS = Table(
    "assignments",
    say("Assignments"),
    (
        Column(("role",), say("Role"), needed=True),
        Column(("area",), say("Area (empty: everywhere)")),
        Column((AGENCY,), say("Agency"), needed=True),
        Column(("rank",), say("Rank"), "number"),
        replace(_FIRST_DAY, needed=True),
        _LAST_DAY,
        Column(("legal_basis",), say("Legal basis")),
    ),
)
SUCCESSIONS = Table(
    "successions",
    say("Successions"),
    (
        Column((AGENCY,), say("Agency"), needed=True),
        Column(("on",), say("From the day"), "date", needed=True),
        Column(("to",), say("To (agencies, with commas)"), "list", needed=True),
        Column(("legal_basis",), say("Legal basis"), needed=True),
    ),
    needed=False,
)
TABLES = (AREAS, AGENCIES, CONTACTS, ASSIGNMENTS, SUCCESSIONS)
