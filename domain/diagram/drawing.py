"""The diagram of a pathway as SVG: for pages, for print, in black and white, read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from domain.diagram.contents import Arrow, Box, Kind, contents_of, spoken
from domain.diagram.layout import laid_out
from domain.diagram.measuring import width, wrapped
from domain.diagram.sheet import (
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
from domain.pathway import Origin, Pathway
from domain.texts import Language, Message, say
from domain.wording import ORIGIN_MEANINGS, ORIGINS

_FONT = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
_SMALL = 11
_CORNER = 5
_HEAD = 6
_LEGEND_HEIGHT = 52
_MARGIN = 10
_SAMPLE = 64

_INK = {
    "title": "#111", "role": "#1b4b72", "condition": "#333", "note": "#444", "limit": "#111",
    None: "#111",
}  # fmt: skip
_BORDERS: dict[Origin, str] = {
    "article": 'stroke="#222" stroke-width="1.6"',
    "law": 'stroke="#222" stroke-width="1.6"',
    "inferred": 'stroke="#222" stroke-width="1.4" stroke-dasharray="7 4"',
    "design": 'stroke="#222" stroke-width="1.7" stroke-dasharray="0.1 4" stroke-linecap="round"',
}


def draw(pathway: Pathway, language: Language) -> str:
    """A picture of a sound pathway. It needs nothing else: no script, no font, no style sheet."""
    contents = contents_of(pathway, language)
    sheet = laid_out(contents)
    height = sheet.height + _LEGEND_HEIGHT
    name = pathway.key.replace("_", "-")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{language}" '
        f'aria-labelledby="{name}-title {name}-desc" width="{_n(sheet.width)}" '
        f'height="{_n(height)}" viewBox="0 0 {_n(sheet.width)} {_n(height)}" '
        f'font-family="{escape(_FONT)}">',
        f'<title id="{name}-title">{escape(pathway.title.in_(language))}</title>',
        f'<desc id="{name}-desc">{escape(spoken(contents, language))}</desc>',
        f'<rect width="{_n(sheet.width)}" height="{_n(height)}" fill="#fff"/>',
        *map(_panel, sheet.panels),
        # Half a pixel aside, lines are sharp.
        '<g transform="translate(0.5 0.5)">',
        *_arrows(sheet),
        "</g>",
        *(_box(placed, language) for placed in sheet.boxes),
        *_legend(sheet, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(panel: PlacedPanel) -> str:
    place = panel.place
    fill = "#eef1f4" if panel.group.origin is not None else "#fff"
    border = ' stroke="#c4ccd4"' if panel.group.origin is None else ""
    return (
        f'<rect x="{_n(place.x)}" y="{_n(place.y)}" width="{_n(place.width)}" '
        f'height="{_n(place.height)}" rx="6" fill="{fill}"{border}/>'
        + "".join(map(_text, panel.lines))
    )


def _arrows(sheet: Sheet) -> Iterator[str]:
    """First those to the ends, so that the others lie above them."""
    for arrow in sorted(sheet.arrows, key=lambda one: one.arrow.finish[0] != "end"):
        yield from _arrow(arrow)


def _arrow(arrow: PlacedArrow) -> Iterator[str]:
    to_end = arrow.arrow.finish[0] == "end"
    ink = "#767676" if to_end else "#333"
    dashes = ' stroke-dasharray="5 3"' if to_end else ""
    yield (
        f'<path d="{_rounded(arrow.points)}" fill="none" stroke="{ink}" stroke-width="1.3"{dashes}/>'
    )
    (x0, y0), (x, y) = arrow.points[-2:]
    if x0 == x:
        head = f"M{_n(x - _HEAD / 2)} {_n(y - _HEAD)}L{_n(x)} {_n(y)}L{_n(x + _HEAD / 2)} {_n(y - _HEAD)}Z"
    else:
        head = f"M{_n(x - _HEAD)} {_n(y - _HEAD / 2)}L{_n(x)} {_n(y)}L{_n(x - _HEAD)} {_n(y + _HEAD / 2)}Z"
    yield f'<path d="{head}" fill="{ink}"/>'


def _rounded(points: Sequence[Point]) -> str:
    drawn = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(at, before), _towards(at, after)
        drawn.append(f"L{_n(near[0])} {_n(near[1])}")
        drawn.append(f"Q{_n(at[0])} {_n(at[1])} {_n(far[0])} {_n(far[1])}")
    drawn.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(drawn)


def _towards(corner: Point, other: Point) -> Point:
    """A little before or behind the corner, at most half of the way."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    part = min(_CORNER, length / 2) / length
    return corner[0] + dx * part, corner[1] + dy * part


def _box(placed: PlacedBox, language: Language) -> str:
    box, place = placed.box, placed.place
    whole = "\n".join(line.text for line in box.lines)
    shadow = _rectangle(place, _BORDERS[box.origin], moved=4) if box.several else ""
    return (
        f"<g><title>{escape(whole)}</title>{shadow}{_frame(box, place)}"
        f"{_tag(box.origin, place, language)}{''.join(map(_text, placed.lines))}</g>"
    )


def _frame(box: Box, place: Rectangle) -> str:
    drawn = _rectangle(place, _BORDERS[box.origin])
    if box.origin == "law":
        inner = Rectangle(place.x + 3, place.y + 3, place.width - 6, place.height - 6)
        drawn += _rectangle(inner, 'stroke="#222" stroke-width="0.8"')
    return drawn


def _rectangle(place: Rectangle, border: str, *, moved: float = 0) -> str:
    return (
        f'<rect x="{_n(place.x + moved)}" y="{_n(place.y + moved)}" width="{_n(place.width)}" '
        f'height="{_n(place.height)}" rx="4" fill="#fff" {border}/>'
    )


def _tag(origin: Origin, place: Rectangle, language: Language) -> str:
    """The word for where it comes from, on the upper border."""
    word = ORIGINS[origin].in_(language)
    wide = width(word, _SMALL) + 8
    said = origin in ("article", "law")
    x, y = place.x + 6, place.y - TAG_HEIGHT / 2
    ink = "#fff" if said else "#111"
    style = ' font-style="italic"' if not said else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{TAG_HEIGHT}" rx="3" '
        f'fill="{"#222" if said else "#fff"}"/>'
        f'<text x="{_n(x + 4)}" y="{_n(y + 10.8)}" font-size="{_SMALL}" fill="{ink}"{style} '
        f'textLength="{_n(wide - 8)}" lengthAdjust="spacingAndGlyphs">{escape(word)}</text>'
    )


def _text(line: Written) -> str:
    style = line.style
    weight = ' font-weight="bold"' if style.bold else ""
    slope = ' font-style="italic"' if line.manner == "condition" else ""
    length = width(line.text, style.size, bold=style.bold)
    return (
        f'<text x="{_n(line.x)}" y="{_n(line.y)}" font-size="{style.size}"{weight}{slope} '
        f'fill="{_INK[line.manner]}" textLength="{_n(length)}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(line.text)}</text>"
    )


def _legend(sheet: Sheet, language: Language) -> Iterator[str]:
    """What the borders and the two kinds of arrow mean."""
    top = sheet.height + TAG_HEIGHT / 2
    column = (sheet.width - 2 * _MARGIN) / (len(ORIGINS) + 1)
    for number, origin in enumerate(ORIGINS):
        frame = Rectangle(_MARGIN + number * column, top, _SAMPLE, 26)
        yield _frame(Box(("step", origin), origin, ()), frame)
        yield _tag(origin, frame, language)
        yield from _notes(ORIGIN_MEANINGS[origin], frame, column, language)
    arrows: tuple[tuple[Kind, Message], ...] = (
        ("step", say("comes after")),
        ("end", say("looked at once all is settled")),
    )
    for number, (kind, meaning) in enumerate(arrows):
        line = Rectangle(_MARGIN + 4 * column, top + number * 18, _SAMPLE, 10)
        arrow = Arrow(("step", "here"), (kind, "there"))
        yield from _arrow(PlacedArrow(arrow, ((line.x, line.y), (line.right, line.y))))
        yield from _notes(meaning, line, column, language)


def _notes(meaning: Message, beside: Rectangle, column: float, language: Language) -> Iterator[str]:
    room = column - beside.width - 3 * PADDING
    style = STYLES["note"]
    for number, text in enumerate(wrapped(meaning.in_(language), style.size, room, 3)):
        y = beside.y + 4 + number * style.line
        yield _text(Written(text, style, "note", beside.right + PADDING, y))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
