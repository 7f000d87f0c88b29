"""The guide to changing a pathway says what stands on the pages, with pictures that are there."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT

FOLDER = ROOT / "docs" / "changing-a-pathway"
SAID = (ROOT / "domain" / "texts" / "vi.po").read_text(encoding="utf-8").lower()
PAPERS = sorted(path.name for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", PAPERS)
def test_what_it_names_stands_on_the_pages(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    named = [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)]

    assert len(named) > 15
    assert [words for words in named if f'"{words}"'.lower() not in SAID] == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_picture_is_there_and_shown(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")

    assert re.findall(r"\]\((\S+\.png)\)", text) == sorted(p.name for p in FOLDER.glob("*.png"))
