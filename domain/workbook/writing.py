"""Writing a directory as a workbook that people can fill in, and that reads back as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.directory.agencies import Contact, Directory, DirectoryFaults
from domain.faults import Fault
from domain.frozen import Frozen
from domain.texts import Language, say
from domain.workbook.tables import (
    AGENCY,
    CHANNELS,
    CONTACTS,
    FEWEST_ADDRESSES,
    QUIET_HOURS,
    TABLES,
    Column,
    Table,
    address_columns,
)

FIRST_DAY_OF_EXCEL = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; what is earlier is written as a text."""

_Entry = Mapping[str, object]
_FORMATS = {"date": "dd/mm/yyyy", "number": "0"}


def workbook_of(directory: Directory, language: Language) -> bytes:
    """An .xlsx file with headings in that language.

    Raises DirectoryFaults where a text has a character that no workbook can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES:
        sheet = book.create_sheet(table.heading.in_(language))
        entries = list(_entries(table, directory))
        columns = tuple(_columns(table, directory))
        _lay_out(sheet, columns, language)
        for row, entry in enumerate(entries, start=2):
            for at, column in enumerate(columns, start=1):
                _write(sheet.cell(row, at), column, _at(entry, column.path))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _entries(table: Table, directory: Directory) -> Iterator[_Entry]:
    if table is CONTACTS:
        for agency in directory.agencies:
            for contact in agency.contacts:
                yield _of_contact(contact) | {AGENCY: agency.id}
    else:
        listed: Sequence[Frozen] = getattr(directory, table.name)
        yield from (entry.model_dump() for entry in listed)


def _of_contact(contact: Contact) -> dict[str, object]:
    addresses = enumerate(contact.channels, start=1)
    whole = contact.model_dump(by_alias=True)
    return whole | {CHANNELS: {str(n): one.model_dump() for n, one in addresses}}


def _columns(table: Table, directory: Directory) -> Iterator[Column]:
    """The addresses stand behind what everybody has, and before what few have."""
    yield from (column for column in table.columns if column not in QUIET_HOURS)
    yield from _addresses(table, directory)
    yield from (column for column in table.columns if column in QUIET_HOURS)


def _addresses(table: Table, directory: Directory) -> Iterator[Column]:
    if table is CONTACTS:
        numbers = [len(c.channels) for agency in directory.agencies for c in agency.contacts]
        for number in range(1, max([FEWEST_ADDRESSES, *numbers]) + 1):
            yield from address_columns(number)


def _lay_out(sheet: Worksheet, columns: Sequence[Column], language: Language) -> None:
    sheet.freeze_panes = "A2"
    for at, column in enumerate(columns, start=1):
        heading = column.heading.in_(language)
        cell = sheet.cell(1, at, heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(at)
        # So that Excel leaves what is typed below as it is: phone numbers keep their zero.
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, "@")
        sheet.column_dimensions[letter].width = max(16, len(heading) + 2)
        if column.choices:
            offered = DataValidation("list", formula1=f'"{",".join(column.choices)}"')
            offered.add(f"{letter}2:{letter}2000")
            sheet.add_data_validation(offered)


def _at(entry: _Entry, path: Sequence[str]) -> object:
    value: object = entry
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _write(cell: Cell, column: Column, value: object) -> None:
    cell.number_format = _FORMATS.get(column.kind, "@")
    match value:
        case None | date.min:
            return
        case date() if value >= FIRST_DAY_OF_EXCEL:
            cell.value = value
        case int():
            cell.value = value
        case list() | tuple():
            _write_text(cell, ", ".join(map(str, value)))
        case _:
            _write_text(cell, str(value))


def _write_text(cell: Cell, text: str) -> None:
    """As it is, also where it looks like a formula."""
    if ILLEGAL_CHARACTERS_RE.search(text):
        raise DirectoryFaults(
            [
                Fault(
                    "",
                    say("“{text}” has a character that cannot be shown.", text=text),
                    say("Take it out of the directory, or export it as YAML."),
                )
            ]
        )
    cell.value = text
    cell.data_type = "s"
