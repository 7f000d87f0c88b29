"""The rows of a sheet under its headings, and what is wrong with how it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.faults import Fault
from domain.texts import Message, say
from domain.workbook.cells import Typed
from domain.workbook.tables import Column, Table

MOST_ROWS = 10_000
MOST_COLUMNS = 100
LAST_HEADER_ROW = 10
"""A title may stand above the headings."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a workbook. `row` counts from 1, `column` is as people see it."""

    sheet: str
    row: int | None = None
    column: str | None = None

    def fault(self, problem: Message, mend: Message) -> Fault:
        said = Message("{spot}: {problem}", {"spot": self._said, "problem": problem})
        return Fault("", said, mend)

    @property
    def _said(self) -> Message:
        if self.row is None:
            return say("Sheet “{sheet}”", sheet=self.sheet)
        row = str(self.row)
        if self.column is None:
            return say("Sheet “{sheet}”, row {row}", sheet=self.sheet, row=row)
        return say(
            "Sheet “{sheet}”, row {row}, column {column}",
            sheet=self.sheet, row=row, column=self.column,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its cells, each with its spot."""

    spot: Spot
    cells: Mapping[Column, tuple[Typed, Spot]]


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    cells: Sequence[Typed]

    @property
    def headings(self) -> Mapping[int, str]:
        """By the place of the column, counted from 0."""
        return {at: str(cell.value).strip() for at, cell in enumerate(self.cells) if cell.holds}


def rows_of(sheet: Worksheet, table: Table, faults: list[Fault]) -> list[Row] | None:
    """The rows that hold anything, None for what is not this table at all.

    What is wrong with the layout is added to `faults`.

    A cell that is part of a merged one has what that shows, so that the merging alone is told.
    """
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        faults.append(_too_far(sheet))
        return None
    lines = [line for line in _lines(sheet) if line.headings]
    header = next((line for line in lines if _heads(line, table)), None)
    if header is None:
        faults.append(_no_header(sheet, table))
        return None
    below = [line for line in lines if line.row > header.row]
    columns: dict[int, Column | None] = {}
    for at, text in header.headings.items():
        column = table.column(text)
        columns[at] = column if column not in columns.values() else None
    faults += _heading_faults(sheet.title, header, table)
    faults += _unheaded(sheet.title, below, columns)
    faults += _merged(sheet, header.row)
    if any(column.needed and column not in columns.values() for column in table.columns):
        return None
    return [_row(sheet.title, line, header, columns) for line in below]


def _lines(sheet: Worksheet) -> Iterator[_Line]:
    shown = {
        (row, column): sheet.cell(merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }
    for number, line in enumerate(sheet.iter_rows(), start=1):
        cells = (shown.get((number, at), cell) for at, cell in enumerate(line, start=1))
        yield _Line(number, [Typed(cell.data_type, cell.value) for cell in cells])


def _heads(line: _Line, table: Table) -> bool:
    known = sum(table.column(text) is not None for text in line.headings.values())
    return known > 1 and line.row <= LAST_HEADER_ROW


def _row(sheet: str, line: _Line, header: _Line, columns: Mapping[int, Column | None]) -> Row:
    cells = {
        column: (line.cells[at], Spot(sheet, line.row, _shown(at, header)))
        for at, column in columns.items()
        if column is not None
    }
    return Row(Spot(sheet, line.row), cells)


def _shown(at: int, header: _Line) -> str:
    letter = get_column_letter(at + 1)
    heading = header.headings.get(at)
    return f"{letter} (“{heading}”)" if heading else letter


def _heading_faults(sheet: str, header: _Line, table: Table) -> Iterator[Fault]:
    found: list[Column] = []
    for at, text in header.headings.items():
        spot = Spot(sheet, header.row, get_column_letter(at + 1))
        column = table.column(text)
        if column is None:
            yield spot.fault(
                say("No column is called “{heading}”.", heading=text),
                say("Put its heading back as it was, or delete the column. There are: {headings}.",
                    headings=_headings(table)),
            )  # fmt: skip
        elif column in found:
            yield spot.fault(
                say("The heading “{heading}” stands there twice.", heading=text),
                say("Keep one of the two columns."),
            )
        else:
            found.append(column)
    for column in table.columns:
        if column.needed and column not in found:
            yield Spot(sheet, header.row).fault(
                say("The column “{heading}” is missing.", heading=column.heading),
                say("Add it, or put its heading back as it was."),
            )


def _unheaded(
    sheet: str, below: Iterable[_Line], columns: Mapping[int, Column | None]
) -> Iterator[Fault]:
    told: set[int] = set()
    for line in below:
        for at in line.headings.keys() - columns.keys() - told:
            told.add(at)
            yield Spot(sheet, line.row, get_column_letter(at + 1)).fault(
                say("Something stands here in a column without a heading."),
                say("Delete it, or move it into a column of the table."),
            )


def _merged(sheet: Worksheet, header_row: int) -> Iterator[Fault]:
    for merged in sheet.merged_cells.ranges:
        if merged.max_row >= header_row:
            yield Spot(sheet.title, merged.min_row, get_column_letter(merged.min_col)).fault(
                say("The cells {range} are merged.", range=merged.coord),
                say("Split them, and write the value in each row that it is meant for."),
            )


def _too_far(sheet: Worksheet) -> Fault:
    return Spot(sheet.title).fault(
        say("Something stands very far down or to the right: in row {row} or column {column}.",
            row=str(sheet.max_row), column=get_column_letter(sheet.max_column)),
        say("Delete the empty rows and columns behind the table, then save."),
    )  # fmt: skip


def _no_header(sheet: Worksheet, table: Table) -> Fault:
    return Spot(sheet.title).fault(
        say("The row with the headings is missing."),
        say("Write them above the table: {headings}.", headings=_headings(table)),
    )


def _headings(table: Table) -> Message:
    named = {f"heading_{n}": column.heading for n, column in enumerate(table.columns)}
    return Message(", ".join(f"{{{name}}}" for name in named), named)
