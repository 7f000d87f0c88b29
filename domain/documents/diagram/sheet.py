"""What is drawn, each thing with its place, in pixels from the upper left corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from domain.documents.diagram.contents import Arrow, Box, Group, Manner

Point: TypeAlias = tuple[float, float]

PADDING = 8
"""Around the boxes of a panel."""
INSET = 6
"""Around the text of a box."""
TAG_HEIGHT = 14


@dataclass(frozen=True, slots=True)
class Style:
    """`size` of the letters, `line` from one line to the next."""

    size: float
    line: float
    most_lines: int
    bold: bool = False


STYLES: Mapping[Manner, Style] = {
    "title": Style(12, 15, most_lines=5, bold=True),
    "role": Style(11, 13.5, most_lines=4),
    "condition": Style(11, 13.5, most_lines=4),
    "note": Style(11, 13.5, most_lines=4),
    "limit": Style(11, 13.5, most_lines=2, bold=True),
}
HEADING = Style(13, 17, most_lines=3, bold=True)


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text; its letters stand on `y`."""

    text: str
    style: Style
    manner: Manner | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedBox:
    box: Box
    place: Rectangle
    lines: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    group: Group
    place: Rectangle
    lines: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class PlacedArrow:
    arrow: Arrow
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float
    height: float
    panels: tuple[PlacedPanel, ...]
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[PlacedArrow, ...]
