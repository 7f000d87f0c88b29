"""Who is asked at night: the bureau's clock stands on Monday 23 November 2026, 9:00 in Việt Nam."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.casework.desk.coordinating import ask_again, withdraw
from domain.casework.dossier import Dossier
from domain.journey.facts import FACT, Asked
from tests.domain.casework.bureau import Bureau, address_of, directory_for
from tests.domain.small import pathway, step

AT_ONCE = {"unit": "at_once", "source": "Luật 53/2024/QH15, Điều 27"}
TWO_DAYS = {"amount": 2, "unit": "calendar_days", "source": "Quy chế"}
URGENT = pathway(step("rescue", limit=AT_ONCE))
STANDBY = """
schema: 1
key: truc
title: {vi: Trực ban, en: Standby}
valid_from: 2020-01-01
standby:
  opens: "07:30"
  closes: "17:00"
  asks: {police: labour}
  source: Quyết định 12/QĐ-UBND
  origin: province
"""
TWO_AT_NIGHT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
ON_CALL = "Hiện ngoài giờ làm việc nên yêu cầu được gửi đến cơ quan của anh/chị, nơi đang trực."


@pytest.fixture
def night(here: Bureau) -> Bureau:
    here.publish(URGENT)
    publish_policy(here.office, STANDBY, "user:lan")
    here.clock.moment = TWO_AT_NIGHT
    return here


def asked(place: Bureau, journey: str) -> list[Asked]:
    with place.office.store.reading() as books:
        state = Dossier.read(place.office, books, journey).state
        return [request.asked for request in state.requests.values()]


def letters(place: Bureau, agency: str) -> list[str]:
    target = address_of(f"{agency}_1")
    return [claimed.letter.text for claimed in place.pile if claimed.target == target]


def without_holders_of(role: str) -> str:
    lines = directory_for(URGENT).splitlines(keepends=True)
    return "".join(line for line in lines if f"role: {role}," not in line)


def test_at_night_who_stands_by_is_asked_and_can_answer(night: Bureau) -> None:
    journey = night.open(URGENT)

    (request,) = night.waiting(journey)
    night.answer(request, {})

    (line,) = night.requests(journey)
    assert (line.agency, line.status) == ("Cơ quan labour", "done")
    assert ON_CALL in letters(night, "labour")[0]


def test_the_office_finds_a_word_of_it_in_the_morning(night: Bureau) -> None:
    night.open(URGENT)

    (told,) = letters(night, "police")

    assert "nơi đang trực là Cơ quan labour. Quý cơ quan chưa cần trả lời" in told
    assert "/a/" not in told
    assert ON_CALL not in told


def test_what_was_asked_of_whom_stands_in_the_fact(night: Bureau) -> None:
    (request,) = asked(night, night.open(URGENT))

    assert (request.role, request.standby, request.held) == ("police", "labour", "labour")
    assert (request.agency, request.informed) == ("labour", ("police",))


def test_a_night_that_was_asked_is_replayed_as_it_was(night: Bureau) -> None:
    journey = night.open(URGENT)
    before = asked(night, journey)

    publish_policy(night.office, STANDBY.replace("labour", "health"), "user:lan")
    publish_directory(night.office, without_holders_of("labour"), "user:lan")
    night.later(hours=9)
    night.carry(journey)

    assert asked(night, journey) == before


@pytest.mark.parametrize(
    ("moment", "agency"),
    [
        # the last minute of the night and the first of the day: 7:30 on Monday
        (datetime(2026, 11, 23, 0, 29, tzinfo=UTC), "labour"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=UTC), "police"),
        # the last minute of the day and the first of the evening: 17:00
        (datetime(2026, 11, 23, 9, 59, tzinfo=UTC), "police"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "labour"),
        # noon of Vietnam Culture Day, a Tuesday
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), "labour"),
        # noon of a Saturday
        (datetime(2026, 11, 28, 5, 0, tzinfo=UTC), "labour"),
    ],
)
def test_the_hour_decides_who_is_asked(night: Bureau, moment: datetime, agency: str) -> None:
    night.clock.moment = moment

    (request,) = asked(night, night.open(URGENT))

    assert request.agency == agency


def test_the_clock_is_that_of_the_office_that_would_be_asked(night: Bureau) -> None:
    abroad = "id: police, title: {vi: 'Cơ quan police', en: 'Agency police'}, above: tren"
    directory = directory_for(URGENT)
    assert abroad in directory
    in_london = directory.replace(abroad, f"{abroad}, time_zone: Europe/London")
    publish_directory(night.office, in_london, "user:lan")
    night.clock.moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 19:00 in Việt Nam

    (request,) = asked(night, night.open(URGENT))

    assert (request.agency, request.standby) == ("police", None)


def test_what_has_days_waits_for_the_office(here: Bureau) -> None:
    slow = pathway(step("rescue", limit=TWO_DAYS))
    here.publish(slow)
    publish_policy(here.office, STANDBY, "user:lan")
    here.clock.moment = TWO_AT_NIGHT

    (request,) = asked(here, here.open(slow))

    assert (request.agency, request.standby) == ("police", None)


def test_where_nobody_stands_by_the_holder_is_asked(night: Bureau) -> None:
    publish_directory(night.office, without_holders_of("labour"), "user:lan")

    (request,) = asked(night, night.open(URGENT))

    assert (request.agency, request.standby, request.informed) == ("police", None, ())


def test_where_nobody_holds_the_role_who_stands_by_is_asked(night: Bureau) -> None:
    publish_directory(night.office, without_holders_of("police"), "user:lan")

    (request,) = asked(night, night.open(URGENT))

    assert (request.agency, request.standby, request.informed) == ("labour", "labour", ())


def test_who_stands_by_and_declines_is_followed_by_the_holder(night: Bureau) -> None:
    journey = night.open(URGENT)
    (request,) = night.waiting(journey)

    night.decline(request)
    night.carry(journey)

    first, second = asked(night, journey)
    assert (first.agency, second.agency) == ("labour", "police")
    assert (second.standby, second.informed) == (None, ())


def test_a_coordinator_at_night_asks_who_stands_by(night: Bureau) -> None:
    publish_directory(night.office, without_holders_of("police"), "user:lan")
    publish_policy(night.office, STANDBY.replace("police", "union"), "user:lan")
    journey = night.open(URGENT)
    assert asked(night, journey) == []
    publish_policy(night.office, STANDBY, "user:lan")

    ask_again(night.office, f"{journey}:rescue", "lan")

    (request,) = asked(night, journey)
    assert request.standby == "labour"


def test_the_same_agency_asked_again_by_day_is_not_on_standby(night: Bureau) -> None:
    journey = night.open(URGENT)
    (request,) = night.waiting(journey)
    withdraw(night.office, request, "lan")
    night.later(hours=9)

    ask_again(night.office, request, "lan")

    _, again = asked(night, journey)
    assert (again.agency, again.standby) == ("labour", None)


def test_a_fact_from_before_there_was_standby_is_still_read(night: Bureau) -> None:
    (request,) = asked(night, night.open(URGENT))
    old = request.model_dump(mode="json")
    del old["standby"]

    read = FACT.validate_python(old)

    assert isinstance(read, Asked)
    assert (read.standby, read.held) == (None, "police")
