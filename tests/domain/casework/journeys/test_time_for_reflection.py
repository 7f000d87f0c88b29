"""A step that leaves the person time: who looks on sees on which day it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from domain.casework.desk.case_files import JourneyFile, journey_file
from domain.casework.dossier import Dossier
from domain.casework.journeys.halting import pause
from domain.casework.journeys.portrait import Portrait, portray
from domain.users.user import User
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.small import pathway, step

SMALL = pathway(step("welcome"), step("decide", "welcome", not_before={"period": {"days": 45}}))
LAN = User("lan", "Lan", "coordinator")
ASKED_ON = date(2027, 1, 7)


@pytest.fixture
def place(database_url: str) -> Iterator[Bureau]:
    with bureau(database_url) as here:
        here.publish(SMALL)
        yield here


@pytest.fixture
def journey(place: Bureau) -> str:
    """Welcomed on 23 November 2026."""
    opened = place.open(SMALL)
    place.answer(place.waiting(opened)[0], {})
    place.carry(opened)
    return opened


def test_nobody_hears_of_the_step_before_its_day_and_then_by_itself(
    place: Bureau, journey: str
) -> None:
    place.later(days=44)
    place.sweep()
    assert place.waiting(journey) == []
    assert len(place.pile) == 2

    place.later(days=1)
    place.sweep()

    assert [each.step for each in place.requests(journey)] == ["welcome", "decide"]
    assert len(place.pile) == 4


def test_the_case_page_has_the_day(place: Bureau, journey: str) -> None:
    assert _file(place, journey).to_come == {"decide": ASKED_ON}


def test_prefect_shows_the_day(place: Bureau, journey: str) -> None:
    portrait = _portrait(place, journey)

    assert portrait.badge == "Lần hỏi tới: ngày 7 tháng 1 năm 2027"
    assert "    - sẽ được hỏi vào ngày 7 tháng 1 năm 2027" in portrait.markdown.split("\n")


def test_a_pause_promises_no_day(place: Bureau, journey: str) -> None:
    pause(place.office, journey, "lan", clocks_stop=False)

    assert _file(place, journey).to_come == {}


def _file(place: Bureau, journey: str) -> JourneyFile:
    return journey_file(place.office, LAN, journey.partition("/")[0])


def _portrait(place: Bureau, journey: str) -> Portrait:
    with place.office.store.reading() as books:
        return portray(Dossier.read(place.office, books, journey), place.clock.now())
