"""What the administrator's table of days does to the deadlines of requests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.casework.administration.publishing import publish_day_table
from domain.casework.dossier import Dossier
from domain.days.day_table import DayTableFaults
from domain.journey.facts import Asked
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step

LIMIT = {"amount": 1, "unit": "working_days", "source": "Quy chế"}
SMALL = pathway(step("verify", limit=LIMIT), step("shelter", "verify", limit=LIMIT))
WEDNESDAY_OFF = """
days: [{day: 2026-11-25, worked: false, title: Nghỉ, source: Công văn 12}]
"""
# The bureau's clock says Monday 23 November 2026; the 24th is Vietnam Culture Day.
WEDNESDAY = datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC)


def asked(place: Bureau, journey: str) -> list[Asked]:
    with place.office.store.reading() as books:
        state = Dossier.read(place.office, books, journey).state
        return [request.asked for request in state.requests.values()]


def test_deadline_is_counted_over_the_table_in_use(anywhere: Bureau) -> None:
    anywhere.publish(SMALL)
    publish_day_table(anywhere.office, WEDNESDAY_OFF, "user:lan")

    (request,) = asked(anywhere, anywhere.open(SMALL))

    assert request.due_at == THURSDAY


def test_deadline_once_counted_stays_when_the_table_changes(here: Bureau) -> None:
    here.publish(SMALL)
    journey = here.open(SMALL)
    before = asked(here, journey)

    publish_day_table(here.office, WEDNESDAY_OFF, "user:lan")
    here.carry(journey)

    assert asked(here, journey) == before
    assert before[0].due_at == WEDNESDAY


def test_each_deadline_names_the_calendar_that_it_was_counted_with(here: Bureau) -> None:
    here.publish(SMALL)
    journey = here.open(SMALL)
    publish_day_table(here.office, WEDNESDAY_OFF, "user:lan")
    (first,) = here.waiting(journey)
    here.answer(first, {})
    here.carry(journey)

    verify, shelter = asked(here, journey)

    assert (verify.due_at, shelter.due_at) == (WEDNESDAY, THURSDAY)
    assert verify.calendar != shelter.calendar


def test_of_two_tables_the_later_one_is_in_use(here: Bureau) -> None:
    here.publish(SMALL)
    publish_day_table(here.office, WEDNESDAY_OFF, "user:lan")
    publish_day_table(here.office, "days: []", "user:lan")

    (request,) = asked(here, here.open(SMALL))

    assert request.due_at == WEDNESDAY


def test_wrong_table_leaves_the_old_one_in_use(here: Bureau) -> None:
    here.publish(SMALL)
    publish_day_table(here.office, WEDNESDAY_OFF, "user:lan")

    with pytest.raises(DayTableFaults):
        publish_day_table(here.office, WEDNESDAY_OFF.replace("2026", "2062"), "user:lan")

    (request,) = asked(here, here.open(SMALL))
    assert request.due_at == THURSDAY
