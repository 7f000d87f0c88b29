"""What a diagram must never do, found by geometry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from domain.documents.diagram.measuring import width
from domain.documents.diagram.sheet import PlacedArrow, Point, Rectangle, Sheet, Written

Segment = tuple[Point, Point]


def troubles(sheet: Sheet) -> list[str]:
    """In words, with the boxes that are concerned; nothing where all is well."""
    return [
        *_boxes_that_overlap(sheet),
        *_outside(sheet),
        *_texts_too_wide(sheet),
        *_arrows_through_boxes(sheet),
        *_arrows_through_headings(sheet),
        *_loose_arrows(sheet),
        *_arrows_on_each_other(sheet),
    ]


def _boxes_that_overlap(sheet: Sheet) -> Iterator[str]:
    for one, other in combinations(sheet.boxes, 2):
        if _overlap(one.place, other.place):
            yield f"{one.box.key} and {other.box.key} overlap"
    for panel, next_panel in combinations(sheet.panels, 2):
        if _overlap(panel.place, next_panel.place):
            yield f"the panels {panel.group.title} and {next_panel.group.title} overlap"


def _outside(sheet: Sheet) -> Iterator[str]:
    whole = Rectangle(0, 0, sheet.width, sheet.height)
    for placed in sheet.boxes:
        if not _within(placed.place, whole):
            yield f"{placed.box.key} leaves the picture"
        if not any(_within(placed.place, panel.place) for panel in sheet.panels):
            yield f"{placed.box.key} stands in no panel"
    for arrow in sheet.arrows:
        if not all(0 < x < sheet.width and 0 < y < sheet.height for x, y in arrow.points):
            yield f"{_name(arrow)} leaves the picture"


def _texts_too_wide(sheet: Sheet) -> Iterator[str]:
    holders = [(placed.place, placed.lines) for placed in sheet.boxes]
    holders += [(panel.place, panel.lines) for panel in sheet.panels]
    for place, lines in holders:
        for line in lines:
            if not _within(_room_of(line), place):
                yield f"“{line.text}” leaves its box"


def _arrows_through_boxes(sheet: Sheet) -> Iterator[str]:
    for arrow in sheet.arrows:
        for placed in sheet.boxes:
            if any(_cuts(segment, placed.place) for segment in pairwise(arrow.points)):
                yield f"{_name(arrow)} runs through {placed.box.key}"


def _arrows_through_headings(sheet: Sheet) -> Iterator[str]:
    rooms = [(line.text, _room_of(line)) for panel in sheet.panels for line in panel.lines]
    for arrow in sheet.arrows:
        for text, room in rooms:
            if any(_cuts(segment, room) for segment in pairwise(arrow.points)):
                yield f"{_name(arrow)} runs through the heading “{text}”"


def _loose_arrows(sheet: Sheet) -> Iterator[str]:
    places = {placed.box.key: placed.place for placed in sheet.boxes}
    for arrow in sheet.arrows:
        start, finish = places[arrow.arrow.start], places[arrow.arrow.finish]
        if not _on_border(arrow.points[0], start) or not _on_border(arrow.points[-1], finish):
            yield f"{_name(arrow)} does not hold on to its boxes"
        for (x, y), (u, v) in pairwise(arrow.points):
            if x != u and y != v:
                yield f"{_name(arrow)} is aslant"


def _arrows_on_each_other(sheet: Sheet) -> Iterator[str]:
    """Only what has the same beginning or the same end may run together."""
    for one, other in combinations(sheet.arrows, 2):
        related = one.arrow.start == other.arrow.start or one.arrow.finish == other.arrow.finish
        if not related and any(
            _run_together(mine, theirs)
            for mine in pairwise(one.points)
            for theirs in pairwise(other.points)
        ):
            yield f"{_name(one)} lies on {_name(other)}"


def _name(arrow: PlacedArrow) -> str:
    return f"the arrow from {arrow.arrow.start} to {arrow.arrow.finish}"


def _room_of(line: Written) -> Rectangle:
    wide = width(line.text, line.style.size, bold=line.style.bold)
    return Rectangle(line.x, line.y - line.style.size * 0.8, wide, line.style.size)


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right + 0.1
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom


def _cuts(segment: Segment, place: Rectangle) -> bool:
    """Whether it has more than the border in common with it."""
    (x, y), (u, v) = segment
    across = min(x, u) < place.right and max(x, u) > place.x
    return across and min(y, v) < place.bottom and max(y, v) > place.y


def _on_border(point: Point, place: Rectangle) -> bool:
    x, y = point
    upright = x in (place.x, place.right) and place.y <= y <= place.bottom
    return upright or (y in (place.y, place.bottom) and place.x <= x <= place.right)


def _run_together(one: Segment, other: Segment) -> bool:
    for axis in (0, 1):
        fixed = {point[axis] for point in (*one, *other)}
        if len(fixed) == 1:
            return _share(_spread(one, 1 - axis), _spread(other, 1 - axis))
    return False


def _spread(segment: Segment, axis: int) -> Sequence[float]:
    return sorted(point[axis] for point in segment)


def _share(one: Sequence[float], other: Sequence[float]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > 0
