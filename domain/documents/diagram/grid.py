"""Where boxes stand: in the cells of a grid, a stage in one column or in several side by side.

Stages that find no room beside the others go on below, as the lines of a text do. Such a
line of stages is a band.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from domain.documents.diagram.contents import Box, Contents, Group, Key

_MOST_ROWS = 12
_MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows are counted through all bands."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A group's place: `first` to `last` are its columns, in `band`."""

    group: Group
    band: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`starts`: the first row of each band."""

    cells: dict[Key, Cell]
    panels: tuple[Panel, ...]
    starts: tuple[int, ...]
    rows: int
    columns: int

    def band_of(self, row: int) -> int:
        return max(band for band, start in enumerate(self.starts) if start <= row)


def grids(contents: Contents) -> Iterator[Grid]:
    """Every way to place them that differs, as far as one may be good."""
    longest = min(_MOST_ROWS, max(len(group.boxes) for group in contents.groups))
    seen = set()
    for most_rows in range(min(2, longest), longest + 1):
        pieces = [_columns(group, most_rows) for group in contents.groups]
        widest = min(_MOST_COLUMNS, sum(map(len, pieces)))
        for most_columns in range(min(3, widest), widest + 1):
            bands = _bands(contents.groups, pieces, most_columns)
            shape = str([[(len(p), [len(c) for c in p]) for _, p in band] for band in bands])
            if shape not in seen:
                seen.add(shape)
                yield _placed(bands)


_Columns = Sequence[Sequence[Box]]
_Band = Sequence[tuple[Group, _Columns]]


def _columns(group: Group, most_rows: int) -> _Columns:
    """As many columns as needed, and as even as can be."""
    number = ceil(len(group.boxes) / most_rows)
    rows = ceil(len(group.boxes) / number)
    return [group.boxes[at : at + rows] for at in range(0, len(group.boxes), rows)]


def _bands(groups: Sequence[Group], pieces: Sequence[_Columns], most: int) -> list[_Band]:
    bands: list[list[tuple[Group, _Columns]]] = [[]]
    for group, columns in zip(groups, pieces, strict=True):
        for at in range(0, len(columns), most):
            piece = columns[at : at + most]
            if sum(len(placed) for _, placed in bands[-1]) + len(piece) > most:
                bands.append([])
            bands[-1].append((group, piece))
    return [*bands]


def _placed(bands: Sequence[_Band]) -> Grid:
    cells: dict[Key, Cell] = {}
    panels: list[Panel] = []
    starts: list[int] = []
    row, width = 0, 0
    for number, band in enumerate(bands):
        starts.append(row)
        column = 0
        for group, columns in band:
            panels.append(Panel(group, number, column, column + len(columns) - 1))
            for boxes in columns:
                cells |= {box.key: Cell(row + n, column) for n, box in enumerate(boxes)}
                column += 1
        row += max(len(boxes) for _, columns in band for boxes in columns)
        width = max(width, column)
    return Grid(cells, tuple(panels), tuple(starts), row, width)
