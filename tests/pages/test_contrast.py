from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLESHEET = files("pages").joinpath("static", "pages.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))
    for block in re.findall(r":root \{([^}]*)\}", STYLESHEET)[:2]
)
TEXT, EDGE = 4.5, 3.0
"""The least contrast by WCAG 2.2, level AA: success criteria 1.4.3 and 1.4.11."""


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        # what is read, on each ground that it stands on
        ("ink", "paper", TEXT),
        ("ink", "card", TEXT),
        ("ink", "tint", TEXT),
        ("ink", "bad-tint", TEXT),
        ("soft", "paper", TEXT),
        ("soft", "card", TEXT),
        ("soft", "tint", TEXT),
        ("accent", "paper", TEXT),
        ("accent", "card", TEXT),
        ("on-accent", "accent", TEXT),
        ("bad", "card", TEXT),
        ("bad", "bad-tint", TEXT),
        # what shows where to type
        ("edge", "card", EDGE),
        ("accent", "tint", EDGE),
    ],
)
def test_colours_can_be_told_apart(
    colours: dict[str, str], front: str, back: str, least: float
) -> None:
    lighter, darker = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
