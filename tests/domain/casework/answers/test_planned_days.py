"""A journey that was opened before its form said that a day may be planned."""

from __future__ import annotations

from datetime import date

import pytest

from domain.casework.answers.speaking_up import accept_for_agency
from domain.casework.desk.coordinating import Proxy, answer_for_agency
from domain.pathway.forms import FormFaults
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step
from tests.strategies import Part, label

STAY: Part = {"id": "day", "kind": "date", "label": label("From")}
PLANNED = {"day": ["2026-12-01"]}
PROXY = Proxy("done", PLANNED, "", "Chị Hoa", "phone")


def test_an_open_journey_takes_no_planned_day_before_it_has_come(here: Bureau) -> None:
    before = pathway(step("stay", form=[STAY]))
    here.publish(before)
    journey = here.open(before)
    here.publish(pathway(step("stay", form=[{**STAY, "ahead": True}])))
    (request,) = here.waiting(journey)

    with pytest.raises(FormFaults):
        answer_for_agency(here.office, request, PROXY, "lan")
    accept_for_agency(here.office, request, date(2026, 12, 1), "Chị Hoa", "phone", "lan")
    here.later(days=8)
    answer_for_agency(here.office, request, PROXY, "lan")

    here.carry(journey)
    assert here.waiting(journey) == []
