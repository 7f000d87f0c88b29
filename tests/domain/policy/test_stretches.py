from __future__ import annotations

import pytest

from domain.policy.stretches import Unit, amount_and_unit, in_words, written


@pytest.mark.parametrize(
    ("text", "amount", "unit", "vi"),
    [
        ("50%", 50, "percent", "50%"),
        ("1 minute", 1, "minutes", "1 phút"),
        ("15 minutes", 15, "minutes", "15 phút"),
        ("1 hour", 1, "hours", "1 giờ"),
        ("2 hours", 2, "hours", "2 giờ"),
        ("1 day", 1, "days", "1 ngày"),
        ("7 days", 7, "days", "7 ngày"),
    ],
)
def test_what_is_written_is_a_number_and_a_unit(
    text: str, amount: int, unit: Unit, vi: str
) -> None:
    assert amount_and_unit(text) == (amount, unit)
    assert written(amount, unit) == text
    assert in_words(text).in_("en") == text
    assert in_words(text).in_("vi") == vi


@pytest.mark.parametrize("text", ["7days", "7 day", "50 %"])
def test_what_is_spelt_otherwise_is_the_same(text: str) -> None:
    assert amount_and_unit(text) in {(7, "days"), (50, "percent")}
