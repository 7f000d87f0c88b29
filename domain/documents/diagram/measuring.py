"""How wide a text is in the usual sans-serif (as in Arial; Vietnamese marks add no width)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Thousandths of the size of the letters.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl'",
        278: " .,:;/!|fItĐ",
        333: "()-r“”‘’[]·",
        400: '*"',
        500: "ckswxyzvJ",
        556: "abdeghnopquL?$_0123456789–đ",
        611: "FTZơ",
        667: "ABEKPSVXY&",
        722: "CDHNRUwĐƠ",
        778: "GOQ",
        833: "mM",
        944: "W",
        1000: "…%@—→",
    }.items()
    for letter in letters
}
_BOLD = 1.08
_OTHER_SCRIPT = 1000
_OTHER_LETTER = 620
ELLIPSIS = "…"


# The same words stand in every layout that is tried.
@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Of a text in NFC, in the unit of `size`."""
    return sum(map(_letter, text)) * size * (_BOLD if bold else 1) / 1000


def wrapped(
    text: str, size: float, room: float, most: int, *, bold: bool = False
) -> tuple[str, ...]:
    """Lines that fit into `room`; what does not fit into `most` lines ends in an ellipsis."""
    lines: list[str] = []
    space, left = width(" ", size, bold=bold), 0.0
    for word in _words(text, size, room, bold=bold):
        wide = width(word, size, bold=bold)
        if lines and wide + space <= left:
            lines[-1] += f" {word}"
            left -= wide + space
        else:
            lines.append(word)
            left = room - wide
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], size, room, bold=bold)]
    return tuple(lines)


def _words(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Those that are too long for a line are broken."""
    words: list[str] = []
    for word in text.split():
        rest = word
        while width(rest, size, bold=bold) > room and len(rest) > 1:
            fits = max(
                (n for n in range(1, len(rest)) if width(rest[:n], size, bold=bold) <= room),
                default=1,
            )
            words.append(rest[:fits])
            rest = rest[fits:]
        words.append(rest)
    return words


def _cut(line: str, size: float, room: float, *, bold: bool) -> str:
    while line and width(line + ELLIPSIS, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip(" ,.:;“") + ELLIPSIS


@cache
def _letter(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.east_asian_width(letter) in "WF":
        return _OTHER_SCRIPT
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0
    horn = 60 if "\u031b" in unicodedata.normalize("NFD", letter) else 0
    return _WIDTHS.get(base, _OTHER_LETTER) + horn
