"""A date in the future is believed only where its field says that it may lie there."""

from __future__ import annotations

from datetime import date

import pytest

from domain.areas.area_map import Areas
from domain.documents.page import page_files
from domain.pathway.files import no_pathways
from domain.pathway.forms import Filled, FormFaults, fill
from domain.pathway.template import Field
from domain.texts import Label
from tests.domain.bad_pathways import STEPS, faults_after, field, form
from tests.domain.small import pathway, step
from tests.strategies import Part, label

TODAY = date(2026, 11, 23)
NO_AREAS = Areas(areas=())
HAPPENED = Field(id="day", label=Label(vi="Ngày trình báo", en="Date of the report"), kind="date")
PLANNED = HAPPENED.model_copy(update={"ahead": True})
FROM: Part = {"id": "since", "kind": "date", "label": label("From"), "ahead": True}


@pytest.mark.parametrize(
    ("asked", "typed", "value"),
    [
        # today, and long ago
        (HAPPENED, "23/11/2026", "2026-11-23"),
        (HAPPENED, "1998-03-02", "1998-03-02"),
        # what is planned, for tomorrow and for a far day
        (PLANNED, "2026-11-24", "2026-11-24"),
        (PLANNED, "29/02/2028", "2028-02-29"),
        # what may lie in the future may be over too
        (PLANNED, "2026-11-20", "2026-11-20"),
    ],
)
def test_a_date_that_can_be_right_is_taken(asked: Field, typed: str, value: str) -> None:
    assert fill([asked], {"day": [typed]}, NO_AREAS, TODAY) == Filled({"day": value}, {})


@pytest.mark.parametrize(
    "typed",
    [
        # tomorrow, as it is typed and as a browser sends it
        "24/11/2026",
        "2026-11-24",
        # a slip of the year
        "2027-05-01",
    ],
)
def test_a_date_after_today_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(FormFaults) as refused:
        fill([HAPPENED], {"day": [typed]}, NO_AREAS, TODAY)

    fault = refused.value.faults["day"]
    assert fault.in_("vi") == "Ngày này chưa đến. Xin kiểm tra lại."
    assert fault.in_("en") == "This date is in the future. Please check it."


def test_what_may_stay_empty_still_may() -> None:
    asked = HAPPENED.model_copy(update={"required": False})

    assert fill([asked], {}, NO_AREAS, TODAY) == Filled({"day": None}, {})


def test_a_pathway_may_say_it_of_a_date() -> None:
    assert faults_after(form("trip", field("day", "date", ahead=True))) == ()


@pytest.mark.parametrize("kind", ["text", "yes_no", "whole_number", "money", "area"])
def test_a_pathway_may_say_it_of_nothing_else(kind: str) -> None:
    (fault,) = faults_after(form("trip", field("it", kind, ahead=True)))

    assert fault.place == f"{STEPS} › trip › form › it › ahead"
    assert fault.message.in_("en").endswith(
        "Only a date can lie in the future. Take “ahead” out, or write kind: date."
    )


def test_the_page_of_a_pathway_tells_it() -> None:
    stay = pathway(step("stay", form=[FROM]))

    pages = page_files(stay, no_pathways)

    assert "From – a date; may lie in the future" in pages["small.en.md"]
    assert "From – ngày; có thể là ngày chưa đến" in pages["small.md"]
