"""The diagram of a pathway as SVG: for pages, for print, in black and white, read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from types import MappingProxyType

from domain.documents.diagram.contents import Arrow, Key, Kind, Manner, contents_of, spoken
from domain.documents.diagram.layout import laid_out
from domain.documents.diagram.marks import LOOKS, Mark
from domain.documents.diagram.measuring import width, wrapped
from domain.documents.diagram.sheet import (
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
    Style,
    Written,
)
from domain.pathway.template import Origin, Pathway
from domain.pathway.wording import ORIGIN_MEANINGS, ORIGINS
from domain.texts import Language, Message, say

_FONTS = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
_TAG = Style(11, 14, most_lines=1)
_MARGIN = 10
_CORNER = 5
_HEAD = 6
_SAMPLE = 64
_LEGEND_WIDTH, _LEGEND_HEIGHT = 1100, 46
_DARK, _PALE = "#222", "#767676"
_INK: Mapping[Manner | None, str] = {
    "role": "#1b4b72",
    "condition": "#333",
    "note": "#444",
}
_BORDERS: Mapping[Origin, Mapping[str, str | float]] = {
    "article": {"stroke_width": 1.6},
    "law": {"stroke_width": 1.3},
    "inferred": {"stroke_width": 1.4, "stroke_dasharray": "7 4"},
    "design": {"stroke_width": 1.7, "stroke_dasharray": "0.1 4", "stroke_linecap": "round"},
}


_UNMARKED: Mapping[Key, Mark] = MappingProxyType({})


def draw(pathway: Pathway, language: Language, marks: Mapping[Key, Mark] = _UNMARKED) -> str:
    """A picture of a sound pathway. It needs nothing else: no script, no font, no style sheet.

    With `marks` it shows how far one journey is, and no limits: a province may have set others.
    """
    contents = contents_of(pathway, language, limits=not marks)
    sheet = _laid_out(contents)
    wide, height = max(sheet.width, _LEGEND_WIDTH), sheet.height + _LEGEND_HEIGHT
    name = pathway.key.replace("_", "-")
    parts = [
        _element("title", escape(pathway.title.in_(language)), id=f"{name}-title"),
        _element("desc", escape(spoken(contents, language)), id=f"{name}-desc"),
        _element("rect", width=wide, height=height, fill="#fff"),
        *map(_panel, sheet.panels),
        # Half a pixel aside, lines are sharp.
        _element("g", "\n".join(_arrows(sheet)), transform="translate(0.5 0.5)"),
        *(_box(placed, language, marks.get(placed.box.key)) for placed in sheet.boxes),
        *_legend(sheet.height, wide, language),
    ]
    picture = _element(
        "svg",
        "\n" + "\n".join(parts) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        lang=language,
        aria_labelledby=f"{name}-title {name}-desc",
        width=wide,
        height=height,
        viewBox=f"0 0 {_shown(wide)} {_shown(height)}",
        font_family=_FONTS,
    )
    return picture + "\n"


# A page is drawn at each look at a journey, and its pathway stays as it is.
_laid_out = lru_cache(maxsize=64)(laid_out)


def _panel(panel: PlacedPanel) -> str:
    """Entries and ends are in no stage: their panel is empty."""
    look = {"fill": "#eef1f4"} if panel.group.origin else {"fill": "#fff", "stroke": "#c4ccd4"}
    return _rectangle(panel.place, rx=6, **look) + "".join(map(_text, panel.lines))


def _arrows(sheet: Sheet) -> Iterator[str]:
    """Those to the ends first, so that the others lie above them."""
    for arrow in sorted(sheet.arrows, key=lambda one: one.arrow.finish[0] != "end"):
        yield _arrow(arrow)


def _arrow(placed: PlacedArrow) -> str:
    to_end = placed.arrow.finish[0] == "end"
    ink = _PALE if to_end else "#333"
    dashes = {"stroke_dasharray": "5 3"} if to_end else {}
    line = _element(
        "path", d=_rounded(placed.points), fill="none", stroke=ink, stroke_width=1.3, **dashes
    )
    return line + _element("path", d=_head(*placed.points[-2:]), fill=ink)


def _head(before: Point, tip: Point) -> str:
    (x, y), half = tip, _HEAD / 2
    if before[0] == x:
        return _line([(x - half, y - _HEAD), tip, (x + half, y - _HEAD)]) + "Z"
    return _line([(x - _HEAD, y - half), tip, (x - _HEAD, y + half)]) + "Z"


def _rounded(points: Sequence[Point]) -> str:
    drawn = _line(points[:1])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        drawn += f"L{_at(near)}Q{_at(corner)} {_at(far)}"
    return f"{drawn}L{_at(points[-1])}"


def _towards(corner: Point, other: Point) -> Point:
    """A little off the corner, at most half of the way."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = abs(across) + abs(down)
    part = min(_CORNER, length / 2) / length
    return corner[0] + across * part, corner[1] + down * part


def _box(placed: PlacedBox, language: Language, mark: Mark | None) -> str:
    box, place = placed.box, placed.place
    said = [line.text for line in box.lines]
    if mark is not None:
        said.append(LOOKS[mark].word.in_(language))
    whole = _element("title", escape("\n".join(said)))
    shadow = _shadow(place) if box.several else ""
    texts = "".join(map(_text, placed.lines))
    fill = LOOKS[mark].fill if mark is not None else "#fff"
    frame = _frame(box.origin, place, fill)
    tag = _tag(box.origin, place, language) if mark is None else _badge(mark, place, language)
    return _element("g", whole + shadow + frame + tag + texts)


def _badge(mark: Mark, place: Rectangle, language: Language) -> str:
    """How far it is, in a word; where it comes from is told by its border."""
    look = LOOKS[mark]
    word = look.word.in_(language)
    wide = width(word, _TAG.size) + 8
    back = Rectangle(place.right - 6 - wide, place.y - TAG_HEIGHT / 2, wide, TAG_HEIGHT)
    line = Written(word, _TAG, None, back.x + 4, back.y + 10.8)
    return _rectangle(back, rx=3, fill=look.ink) + _text(line, fill="#fff")


def _shadow(place: Rectangle) -> str:
    """As of a second sheet below the first: asked more than once."""
    x, y, right = place.x + 5, place.bottom + 4, place.right + 4
    line = _line([(x, y), (right, y), (right, place.y + 5)])
    return _element("path", d=line, fill="none", stroke="#555", stroke_width=1.2)


def _frame(origin: Origin, place: Rectangle, fill: str = "#fff") -> str:
    drawn = _rectangle(place, rx=4, fill=fill, stroke=_DARK, **_BORDERS[origin])
    if origin == "law":
        inner = Rectangle(place.x + 3, place.y + 3, place.width - 6, place.height - 6)
        drawn += _rectangle(inner, rx=2, fill="none", stroke=_DARK, stroke_width=0.8)
    return drawn


def _tag(origin: Origin, place: Rectangle, language: Language) -> str:
    """The word for where it comes from, on the upper border: dark where a source says it."""
    word = ORIGINS[origin].in_(language)
    stated = origin in ("article", "law")
    wide = width(word, _TAG.size) + 8
    back = Rectangle(place.x + 6, place.y - TAG_HEIGHT / 2, wide, TAG_HEIGHT)
    line = Written(word, _TAG, None, back.x + 4, back.y + 10.8)
    slope = {} if stated else {"font_style": "italic"}
    return _rectangle(back, rx=3, fill=_DARK if stated else "#fff") + _text(
        line, fill="#fff" if stated else "#111", **slope
    )


def _legend(below: float, wide: float, language: Language) -> Iterator[str]:
    """What the borders and the two kinds of arrow mean."""
    top = below + TAG_HEIGHT / 2
    column = (wide - 2 * _MARGIN) / (len(ORIGINS) + 1)
    for number, origin in enumerate(ORIGINS):
        frame = Rectangle(_MARGIN + number * column, top, _SAMPLE, 26)
        yield _frame(origin, frame) + _tag(origin, frame, language)
        yield from _meaning(ORIGIN_MEANINGS[origin], frame, column, language)
    arrows: tuple[tuple[Kind, Message], ...] = (
        ("step", say("comes after")),
        ("end", say("looked at once all is settled")),
    )
    for number, (kind, meaning) in enumerate(arrows):
        line = Rectangle(_MARGIN + len(ORIGINS) * column, top + number * 18, _SAMPLE, 10)
        arrow = Arrow(("step", "one"), (kind, "other"))
        yield _arrow(PlacedArrow(arrow, ((line.x, line.y), (line.right, line.y))))
        yield from _meaning(meaning, line, column, language)


def _meaning(
    meaning: Message, beside: Rectangle, column: float, language: Language
) -> Iterator[str]:
    style = STYLES["note"]
    room = column - beside.width - 2 * PADDING - INSET
    for number, text in enumerate(wrapped(meaning.in_(language), style.size, room, 3)):
        y = beside.y + 4 + number * style.line
        yield _text(Written(text, style, "note", beside.right + PADDING, y))


def _text(line: Written, **look: str) -> str:
    """Exactly as wide as was measured, whatever letters the reader's machine has."""
    style = line.style
    if style.bold:
        look["font_weight"] = "bold"
    if line.manner == "condition":
        look["font_style"] = "italic"
    return _element(
        "text",
        escape(line.text),
        x=line.x,
        y=line.y,
        font_size=style.size,
        textLength=width(line.text, style.size, bold=style.bold),
        lengthAdjust="spacingAndGlyphs",
        **{"fill": _INK.get(line.manner, "#111"), **look},
    )


def _rectangle(place: Rectangle, **look: str | float) -> str:
    return _element("rect", x=place.x, y=place.y, width=place.width, height=place.height, **look)


def _element(name: str, inside: str | None = None, /, **marks: str | float) -> str:
    """`inside` is markup already; the marks are written as they are meant."""
    said = "".join(f' {mark.replace("_", "-")}="{_shown(v)}"' for mark, v in marks.items())
    return f"<{name}{said}/>" if inside is None else f"<{name}{said}>{inside}</{name}>"


def _line(points: Sequence[Point]) -> str:
    return "M" + "L".join(map(_at, points))


def _at(point: Point) -> str:
    return f"{_shown(point[0])} {_shown(point[1])}"


def _shown(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
