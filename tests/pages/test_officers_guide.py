"""The sheet for officers: one page of A4, with pictures that are there and words of the pages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Browser

from tests.house.source import ROOT

MOST_BYTES = 60 * 1024
SHEET = ROOT / "docs" / "officers-guide" / "huong-dan.html"
TEXT = SHEET.read_text(encoding="utf-8")


def test_every_picture_is_there_and_shown() -> None:
    shown = re.findall(r'src="([^"]+)"', TEXT)

    assert sorted(shown) == sorted(path.name for path in SHEET.parent.glob("*.png"))


def test_the_pictures_of_the_papers_are_small() -> None:
    pictures = list((ROOT / "docs").rglob("*.png"))

    assert len(pictures) > 10
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []


def test_what_it_quotes_stands_on_the_pages() -> None:
    quoted = re.findall(r"<(?:q|dd)>([^<]+)</", TEXT)
    said = (ROOT / "domain" / "texts" / "vi.po").read_text(encoding="utf-8")

    assert len(quoted) > 8
    assert [words for words in quoted if unescape(words) not in said] == []


@pytest.mark.browser
@pytest.mark.parametrize("font", ["Arial", "DejaVu Sans"])  # The second is much wider.
def test_it_prints_on_one_page(browser: Browser, font: str) -> None:
    page = browser.new_page()
    page.goto(SHEET.as_uri())
    page.add_style_tag(content=f"body {{ font-family: '{font}' }}")

    printed = page.pdf(prefer_css_page_size=True)

    page.close()
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
    assert re.findall(rb"/MediaBox \[0 0 594\.\d+ 841\.\d+\]", printed), "not A4"
