from __future__ import annotations

import pytest

from domain.pathway.forms import LONGEST_LONG_TEXT
from pages.writing import LONGEST_TYPED, clean


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("Vie\u0323\u0302t", "Việt"),
        ("một\r\nhai\rba\n", "một\nhai\nba\n"),
        ("a\tb", "a\tb"),
        # neither the old control characters nor the later ones
        ("a\x00b\x1fc\x7fd\x85e\x9ff", "abcdef"),
    ],
    ids=["NFC", "lines", "tab", "no writing"],
)
def test_what_was_typed_is_taken_as_writing(typed: str, taken: str) -> None:
    assert clean(typed) == taken


@pytest.mark.parametrize("letter", ["x", "e\u0302\u0323", "\u03b1\u0313\u0300\u0345"])
def test_what_is_cut_off_is_still_too_long_for_any_field(letter: str) -> None:
    taken = clean(letter * LONGEST_TYPED)

    assert LONGEST_LONG_TEXT < len(taken) <= LONGEST_TYPED
