"""Reading a directory from a workbook. Whatever is wrong is told with its sheet and row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.files import directory_from
from domain.faults import Fault, Wrong, parts_of, place_of
from domain.texts import Message, say
from domain.workbook.cells import value_of
from domain.workbook.opening import open_workbook, workbook_in
from domain.workbook.rows import Row, Spot, rows_of
from domain.workbook.tables import AGENCIES, AGENCY, CHANNELS, CONTACTS, TABLES, Table, plain

_Entry = dict[str, object]


def read_workbook(path: Path) -> Directory:
    """Raises NotAWorkbook, or DirectoryFaults with all that is wrong in it."""
    return _read(open_workbook(path))


def read_workbook_in(raw: bytes, name: str) -> Directory:
    """Likewise; `name` is what messages call the file."""
    return _read(workbook_in(raw, name))


def _read(book: Workbook) -> Directory:
    draft = _Draft()
    tables = _tables(book, draft.faults)
    if any(rows is None for rows in tables.values()):
        # Whatever refers to what could not be read would seem to be wrong as well.
        raise DirectoryFaults(draft.faults)
    for table, rows in tables.items():
        draft.add(table, rows or ())
    try:
        directory = directory_from(draft.data)
    except DirectoryFaults as found:
        raise DirectoryFaults([*draft.faults, *draft.placed(found.faults)]) from None
    if draft.faults:
        raise DirectoryFaults(draft.faults)
    return directory


def _tables(book: Workbook, faults: list[Fault]) -> dict[Table, Sequence[Row] | None]:
    """None for a table that is not there, or cannot be read."""
    sheets = _sheets(book, faults)
    return {
        table: rows_of(sheets[table.name], table, faults) if table.name in sheets else None
        for table in TABLES
        if table.needed or table.name in sheets
    }


def _sheets(book: Workbook, faults: list[Fault]) -> dict[str, Worksheet]:
    """By the name of their table. An empty sheet that means nothing here does no harm."""
    found: dict[str, Worksheet] = {}
    for sheet in book.worksheets:
        table = next((table for table in TABLES if plain(sheet.title) in table.names), None)
        if table is not None and table.name not in found:
            found[table.name] = sheet
        elif sheet.max_row > 1 or sheet.max_column > 1 or sheet["A1"].value is not None:
            faults.append(
                Spot(sheet.title).fault(
                    say("No sheet of this name is known."),
                    say("Put its name back as it was, or delete it. There are: {sheets}.",
                        sheets=_names(TABLES)),
                )
            )  # fmt: skip
    for table in TABLES:
        if table.needed and table.name not in found:
            missing = say("The sheet “{sheet}” is missing.", sheet=table.heading)
            mend = say("`referral directory template FILE.xlsx` makes a workbook with all sheets.")
            faults.append(Fault("", missing, mend))
    return found


def _names(tables: Sequence[Table]) -> Message:
    named = {table.name: table.heading for table in tables}
    return Message(", ".join(f"{{{name}}}" for name in named), named)


@dataclass(slots=True)
class _Draft:
    """What the YAML file would say, and where each part of it stands in the workbook."""

    data: dict[str, list[_Entry]] = field(
        default_factory=lambda: {table.name: [] for table in TABLES if table is not CONTACTS}
    )
    faults: list[Fault] = field(default_factory=list)
    _spots: dict[str, Spot] = field(default_factory=dict)
    _told: set[Spot] = field(default_factory=set)
    _told_places: set[str] = field(default_factory=set)
    _agencies: dict[object, tuple[str, list[_Entry]]] = field(default_factory=dict)

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        first: dict[object, Row] = {}
        for row in rows:
            entry = self._entry(row)
            twin = first.setdefault(entry["id"], row) if "id" in entry else row
            if twin is not row:
                self.faults.append(_twice(row, twin, str(entry["id"])))
            elif table is CONTACTS:
                self._add_contact(entry, row)
            else:
                self._add_entry(table, entry, row)

    def placed(self, faults: Sequence[Fault]) -> Iterator[Fault]:
        """The same with their spots, but for what a cell that cannot be read leads to."""
        for fault in faults:
            if fault.place not in self._told_places:
                spot = self._spot_of(fault.place)
                yield spot.fault(fault.problem, fault.mend) if spot else fault

    def _entry(self, row: Row) -> _Entry:
        entry: _Entry = {}
        for column, (cell, spot) in row.cells.items():
            try:
                value = value_of(cell, column.kind)
            except Wrong as wrong:
                self._told.add(spot)
                self.faults.append(spot.fault(wrong.problem, wrong.mend))
            else:
                if value is not None:
                    _put(entry, column.path, value)
        return entry

    def _add_entry(self, table: Table, entry: _Entry, row: Row) -> None:
        listed = self.data[table.name]
        place = _add_to(listed, place_of(table.name), entry)
        self._remember(place, row)
        if table is AGENCIES:
            contacts: list[_Entry] = []
            entry["contacts"] = contacts
            self._agencies[entry.get("id")] = place_of(place, "contacts"), contacts

    def _add_contact(self, entry: _Entry, row: Row) -> None:
        agency = entry.pop(AGENCY, None)
        if agency not in self._agencies:
            self.faults += self._of_nobody(row, agency)
            return
        channels = entry.get(CHANNELS, {})
        assert isinstance(channels, dict)  # noqa: S101 - so `_put` makes it
        used = sorted(channels, key=int)
        entry[CHANNELS] = [channels[number] for number in used]
        place, contacts = self._agencies[agency]
        renumbered = {number: str(n) for n, number in enumerate(used, start=1)}
        self._remember(_add_to(contacts, place, entry), row, renumbered)

    def _of_nobody(self, row: Row, agency: object) -> Iterator[Fault]:
        spot = next((s for column, (_, s) in row.cells.items() if column.path == (AGENCY,)), None)
        if agency is not None and spot is not None:
            yield spot.fault(
                say("No agency here has the id “{id}”.", id=str(agency)),
                say("Check how it is spelt, or add the agency."),
            )
        elif spot is not None and spot not in self._told:
            yield spot.fault(say("This is missing."), say("Add it."))

    def _remember(
        self, place: str, row: Row, renumbered: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._spots[place] = row.spot
        for column, (_, spot) in row.cells.items():
            if column.path[0] == CHANNELS and column.path[1] not in renumbered:
                continue
            path = [renumbered.get(part, part) for part in column.path]
            self._spots[place_of(place, *path)] = spot
            if spot in self._told:
                self._told_places |= {place_of(place, *path[:n]) for n in range(1, len(path) + 1)}

    def _spot_of(self, place: str) -> Spot | None:
        """Of the place, or of the nearest one around it."""
        parts = parts_of(place)
        around = (place_of(*parts[:n]) for n in range(len(parts), 0, -1))
        return next((self._spots[each] for each in around if each in self._spots), None)


def _add_to(listed: list[_Entry], place: str, entry: _Entry) -> str:
    """The place of the new entry, as faults name it."""
    listed.append(entry)
    named = entry.get("id")
    return place_of(place, named if isinstance(named, str) else str(len(listed)))


def _put(entry: _Entry, path: Sequence[str], value: object) -> None:
    *groups, last = path
    for group in groups:
        inner = entry.setdefault(group, {})
        assert isinstance(inner, dict)  # noqa: S101 - no column has a group's own path
        entry = inner
    entry[last] = value


def _twice(row: Row, first: Row, named: str) -> Fault:
    return row.spot.fault(
        say("The id “{id}” stands in row {row} already.", id=named, row=str(first.spot.row)),
        say("Delete one of the two rows, or give it an id of its own."),
    )
