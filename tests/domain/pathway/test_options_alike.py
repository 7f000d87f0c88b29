"""Options of one question that whoever answers could not tell apart."""

from __future__ import annotations

from tests.domain.bad_pathways import STEPS, faults_after, field, form
from tests.strategies import Part

OPTIONS = f"{STEPS} › trip › form › by › options"


def told(*options: Part) -> list[tuple[str, str]]:
    found = faults_after(form("trip", field("by", "choice") | {"options": list(options)}))
    return [(fault.place, fault.message.in_("en")) for fault in found]


def called(name: str, vi: str, en: str) -> Part:
    return {"id": name, "label": {"vi": vi, "en": en}}


def test_options_that_read_the_same_in_vietnamese_are_told_at_the_second() -> None:
    ((place, words),) = told(called("a", "Ô tô", "Bus"), called("b", " ô  TÔ ", "Car"))

    assert place == f"{OPTIONS} › b › label › vi"
    assert "In Vietnamese, two of these read “ô  TÔ”. Give each its own words" in words


def test_options_that_read_the_same_in_english_are_told_at_the_english() -> None:
    ((place, words),) = told(called("a", "Xe", "Bus"), called("b", "Tàu", "BUS"))

    assert place == f"{OPTIONS} › b › label › en"
    assert "In English, two of these read “BUS”." in words


def test_where_there_is_no_english_they_are_told_once() -> None:
    ((place, _),) = told(called("a", "Xe", "Xe"), called("b", "Xe", "Xe"))

    assert place == f"{OPTIONS} › b › label › vi"
