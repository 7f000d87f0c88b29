"""From the grid to the sheet: how wide and how high everything is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from domain.documents.diagram.contents import Box, Contents, Key, Manner
from domain.documents.diagram.grid import Grid, Panel, grids
from domain.documents.diagram.measuring import wrapped
from domain.documents.diagram.routing import Channel, Routing, Way, routing
from domain.documents.diagram.sheet import (
    HEADING,
    INSET,
    PADDING,
    STYLES,
    TAG_HEIGHT,
    PlacedArrow,
    PlacedBox,
    PlacedPanel,
    Point,
    Rectangle,
    Sheet,
    Written,
)

WIDTH = 1200
"""How wide a picture is at the most, as long as its arrows leave room for that."""
PAGE_HEIGHT = 770
"""How high one of that width may be on an A4 page on its side."""
NARROWEST, WIDEST = 126, 236
_COMFORTABLE = 160
_UNEVEN = (0.75, 1.4)
_FEW = 3
_MARGIN = 10
_SPACING = 8
_GUTTER = 26
_ROW_GAP = 20
_PORT = 17
_LOWER_PORT = 25


def laid_out(contents: Contents) -> Sheet:
    """Of all ways to place them, the one that is easiest to follow and fits on a page."""
    layouts = [layout for grid in grids(contents) if (layout := _layout(contents, grid))]
    return min((layout.sheet() for layout in layouts), key=_trouble)


def _trouble(sheet: Sheet) -> float:
    """What it costs to read it: long arrows and their bends, small columns, more than a page."""
    lines = [pairwise(arrow.points) for arrow in sheet.arrows]
    length = sum(abs(x - u) + abs(y - v) for line in lines for (x, y), (u, v) in line)
    bends = sum(len(arrow.points) - 2 for arrow in sheet.arrows)
    width = sum(placed.place.width for placed in sheet.boxes) / len(sheet.boxes)
    narrow = max(0, _COMFORTABLE - width)
    high = max(0, sheet.height - PAGE_HEIGHT * sheet.width / WIDTH)
    return length + 50 * bends + 60 * narrow + 50 * high


_Texts = tuple[tuple[Manner, str], ...]


def _layout(contents: Contents, grid: Grid) -> _Layout | None:
    """None where the columns would be too narrow to be read."""
    if grid.columns > _FEW and (NARROWEST + _GUTTER) * grid.columns > WIDTH:
        return None
    paths = routing(grid, contents.arrows)
    gutters = [
        _breadth(paths, ("upright", n), 0 if n in (0, grid.columns) else _GUTTER)
        for n in range(grid.columns + 1)
    ]
    room = WIDTH - 2 * (_MARGIN + PADDING) - sum(gutters)
    if room < NARROWEST * grid.columns and grid.columns > _FEW:
        return None
    boxes = [box for group in contents.groups for box in group.boxes]
    room = max(NARROWEST * grid.columns, min(room, WIDEST * grid.columns))
    columns = _widths(grid, boxes, room)
    inside = {key: columns[cell.column] - 2 * INSET for key, cell in grid.cells.items()}
    texts = {box.key: _texts(box, inside[box.key]) for box in boxes}
    headings = {
        panel: wrapped(
            panel.group.title,
            HEADING.size,
            columns[panel.first] - 2 * INSET,
            HEADING.most_lines,
            bold=True,
        )
        for panel in grid.panels
    }
    return _Layout(grid, paths, gutters, columns, boxes, texts, headings)


def _widths(grid: Grid, boxes: Sequence[Box], room: float) -> list[int]:
    """Where much is said, more of the room than where little is."""
    said = [1.0] * grid.columns
    for box in boxes:
        said[grid.cells[box.key].column] += sum(len(line.text) for line in box.lines)
    usual = sum(said) / len(said)
    low, high = _UNEVEN
    shares = [min(high, max(low, (letters / usual) ** 0.5)) for letters in said]
    return [int(room * share / sum(shares)) for share in shares]


def _breadth(paths: Routing, channel: Channel, least: float) -> float:
    tracks = paths.number(channel)
    return max(least, (tracks + 1) * _SPACING + PADDING) if tracks else least


def _texts(box: Box, inside: float) -> _Texts:
    return tuple(
        (line.manner, text)
        for line in box.lines
        for style in [STYLES[line.manner]]
        for text in wrapped(line.text, style.size, inside, style.most_lines, bold=style.bold)
    )


def _height(texts: _Texts) -> float:
    return ceil(TAG_HEIGHT / 2 + sum(STYLES[manner].line for manner, _ in texts) + INSET)


@dataclass(frozen=True, slots=True)
class _Rows:
    """`levels`: where the channel above each row begins, and the one below the last."""

    tops: list[float]
    heights: list[float]
    levels: list[float]


class _Layout:
    def __init__(
        self,
        grid: Grid,
        paths: Routing,
        gutters: Sequence[float],
        columns: Sequence[int],
        boxes: Sequence[Box],
        texts: dict[Key, _Texts],
        headings: dict[Panel, tuple[str, ...]],
    ) -> None:
        self.grid, self.paths, self.gutters, self.columns = grid, paths, gutters, columns
        self.boxes, self.texts, self.headings = boxes, texts, headings
        self.rows = self._rows()
        last = _breadth(paths, ("level", grid.rows), 0)
        self.height = self.rows.levels[-1] + last + _MARGIN

    def sheet(self) -> Sheet:
        boxes = tuple(map(self._box, self.boxes))
        places = {placed.box.key: placed.place for placed in boxes}
        return Sheet(
            self._left(self.grid.columns) + PADDING + _MARGIN,
            self.height,
            tuple(map(self._panel, self.grid.panels)),
            boxes,
            tuple(
                PlacedArrow(way.arrow, tuple(without_idle_points(self._points(way, places))))
                for way in self.paths.ways
            ),
        )

    def _rows(self) -> _Rows:
        heights = [0.0] * self.grid.rows
        for key, cell in self.grid.cells.items():
            heights[cell.row] = max(heights[cell.row], _height(self.texts[key]))
        rows = _Rows([], heights, [])
        y = float(_MARGIN)
        for row, height in enumerate(heights):
            rows.levels.append(y)
            begins = row in self.grid.starts
            y += _breadth(self.paths, ("level", row), _ROW_GAP if row else 0)
            if begins:
                y += self._heading_height(self.grid.band_of(row))
            rows.tops.append(y)
            y += height + (PADDING if row + 1 in {*self.grid.starts, self.grid.rows} else 0)
        rows.levels.append(y)
        return rows

    def _heading_height(self, band: int) -> float:
        lines = [len(text) for panel, text in self.headings.items() if panel.band == band]
        return PADDING + max(lines) * HEADING.line + TAG_HEIGHT

    def _left(self, column: int) -> float:
        """Of a column; of the one behind the last, where the picture ends."""
        return _MARGIN + PADDING + sum(self.gutters[: column + 1]) + sum(self.columns[:column])

    def _box(self, box: Box) -> PlacedBox:
        cell, texts = self.grid.cells[box.key], self.texts[box.key]
        x, top = self._left(cell.column), self.rows.tops[cell.row]
        lines, y = [], top + TAG_HEIGHT / 2
        for manner, text in texts:
            style = STYLES[manner]
            y += style.line
            lines.append(Written(text, style, manner, x + INSET, y - 2))
        return PlacedBox(
            box, Rectangle(x, top, self.columns[cell.column], _height(texts)), tuple(lines)
        )

    def _panel(self, panel: Panel) -> PlacedPanel:
        first = self.grid.starts[panel.band]
        last = [*self.grid.starts, self.grid.rows][panel.band + 1] - 1
        x = self._left(panel.first) - PADDING
        right = self._left(panel.last) + self.columns[panel.last] + PADDING
        y = self.rows.tops[first] - self._heading_height(panel.band)
        bottom = self.rows.tops[last] + self.rows.heights[last] + PADDING
        lines = tuple(
            Written(text, HEADING, None, x + PADDING + INSET, y + n * HEADING.line)
            for n, text in enumerate(self.headings[panel], 1)
        )
        return PlacedPanel(panel.group, Rectangle(x, y, right - x, bottom - y), lines)

    def _points(self, way: Way, places: dict[Key, Rectangle]) -> Iterator[Point]:
        start, finish = places[way.arrow.start], places[way.arrow.finish]
        middle = finish.x + finish.width / 2
        if not way.channels:
            yield middle, start.bottom
        else:
            low = way.arrow.start in self.paths.lowered
            x, y = start.right, start.y + (_LOWER_PORT if low else _PORT)
            yield x, y
            for channel in way.channels:
                track = self._track(channel, way.arrow.start)
                x, y = (track, y) if channel[0] == "upright" else (x, track)
                yield x, y
            yield (middle, y) if way.from_above else (x, finish.y + _PORT)
        yield (middle, finish.y) if way.from_above else (finish.x, finish.y + _PORT)

    def _track(self, channel: Channel, key: Key) -> float:
        """Its x where it is upright, its y where it is level."""
        direction, number = channel
        track = (self.paths.tracks[channel][key] + 1) * _SPACING
        if direction == "level":
            return self.rows.levels[number] + track
        # Tracks stand at the left, so that the heads of arrows have room at the right.
        return self._left(number) - self.gutters[number] + track


def without_idle_points(points: Iterator[Point]) -> list[Point]:
    """Without those in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _straight(one: Point, two: Point, three: Point) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]
