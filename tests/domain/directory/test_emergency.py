"""Numbers to call where somebody is in danger."""

from __future__ import annotations

import pytest

from domain.directory.emergency import numbers_of, shipped_numbers
from domain.faults import Wrong
from domain.texts import Label


def test_what_is_shipped_is_what_was_checked_and_names_its_source() -> None:
    (hotline,) = shipped_numbers()

    assert hotline.number == "111"
    assert "162/2025" in hotline.source


def test_an_administrator_names_those_of_any_country() -> None:
    named = numbers_of("911 Police ; 1669 Cấp cứu / Ambulance;")

    assert [(one.number, one.title) for one in named] == [
        ("911", Label(vi="Police", en="Police")),
        ("1669", Label(vi="Cấp cứu", en="Ambulance")),
    ]


@pytest.mark.parametrize("written", ["Công an", "12", "911", "911 a / b / c"])
def test_what_is_no_number_with_a_name_is_refused(written: str) -> None:
    with pytest.raises(Wrong):
        numbers_of(written)


def test_none_may_be_named() -> None:
    assert numbers_of("") == ()
