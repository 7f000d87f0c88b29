"""An agency is asked and says nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.casework.administration.publishing import publish_policy
from tests.prefect_server import PrefectServer
from tests.stories.province import MORNING, Province, directory_of, province, shipped

ONE_DAY = """
schema: 1
key: mau
title: {vi: Một ngày, en: One day}
valid_from: 2011-01-01
limits:
  mau_chung:
    dua_ve_an_toan: {limit: {amount: 24, unit: hours}, source: thiết kế, origin: design}
"""
REQUEST = "Có yêu cầu đang chờ cơ quan trả lời"
REMINDER_1 = "Nhắc lần 1: có yêu cầu đang chờ cơ quan trả lời"
REMINDER_2 = "Nhắc lần 2: có yêu cầu đang chờ cơ quan trả lời"
NEARLY = timedelta(minutes=1)


@pytest.fixture(
    params=[
        # the province allows a day: reminded after half of it, and when it is over
        pytest.param((ONE_DAY, timedelta(hours=12)), id="with a deadline"),
        # nobody set a deadline: silence is noticed all the same
        pytest.param((None, timedelta(days=7)), id="without a deadline"),
    ]
)
def silence(
    request: pytest.FixtureRequest, prefect: PrefectServer, tmp_path: Path
) -> Iterator[tuple[Province, timedelta]]:
    """A place, and how long it is there from one rung to the next."""
    policy, rung = request.param
    pathway = shipped("mau_chung")
    with province(tmp_path, directory=directory_of([pathway])) as place:
        place.publish(pathway)
        if policy is not None:
            publish_policy(place.office, policy, "user:lan")
        yield place, rung


def test_each_rung_is_told_once_and_in_order(silence: tuple[Province, timedelta]) -> None:
    place, rung = silence
    journey = place.open("mau_chung", "giai_cuu")

    told = []
    for _ in range(5):
        place.clock.move_to(place.clock.now() + rung - NEARLY)
        just_before = heard(place, sweeps=1)
        place.clock.move_to(place.clock.now() + NEARLY)
        told.append((just_before, heard(place, sweeps=2)))

    assert told == [
        ((1, 0, 0), (2, 0, 0)),  # reminder 1
        ((2, 0, 0), (3, 0, 0)),  # reminder 2
        ((3, 0, 0), (3, 1, 0)),  # the agency above
        ((3, 1, 0), (3, 1, 1)),  # the lead
        ((3, 1, 1), (3, 1, 1)),  # and that is all
    ]
    assert subjects(place, "cong_an") == [REQUEST, REMINDER_1, REMINDER_2]
    assert subjects(place, "tren") == ["Có yêu cầu chưa được trả lời"]
    assert subjects(place, "dieu_phoi") == ["Hồ sơ đang chờ cơ quan chủ trì quyết định"]
    assert [(line.reference, line.why) for line in place.lead_list()] == [
        (f"{journey}:dua_ve_an_toan", "Vẫn chưa có câu trả lời. Xin gọi điện cho cơ quan.")
    ]


def test_nothing_is_said_after_the_answer(silence: tuple[Province, timedelta]) -> None:
    place, rung = silence
    journey = place.open("mau_chung", "giai_cuu")
    place.clock.move_to(place.clock.now() + 4 * rung)
    until_then = heard(place, sweeps=1)

    place.answer("cong_an", ngay="2026-11-23")
    place.later(days=1)

    assert until_then == (2, 1, 1)
    assert heard(place, sweeps=1) == until_then
    assert place.lead_list() == ()
    assert place.run(journey).badge == "Chờ Cơ quan tiếp nhận"


def test_what_fell_into_an_outage_comes_as_one_reminder_and_the_last(
    silence: tuple[Province, timedelta],
) -> None:
    place, rung = silence
    place.open("mau_chung", "giai_cuu")

    place.clock.move_to(place.clock.now() + 2 * rung)
    place.sweep()

    assert subjects(place, "cong_an") == [REQUEST, REMINDER_2]


def test_a_sweep_with_nothing_due_writes_nothing(silence: tuple[Province, timedelta]) -> None:
    place, rung = silence
    journey = place.open("mau_chung", "giai_cuu")
    place.sweep()  # which notes once in an hour that it looked at all runs
    due, before = next_due(place, journey), written(place)

    place.clock.move_to(MORNING + rung - NEARLY)
    place.sweep()

    assert due == MORNING + rung
    assert written(place) == before


def heard(place: Province, *, sweeps: int) -> tuple[int, int, int]:
    """How many messages the agency, the one above it, and the lead have had after that."""
    for _ in range(sweeps):
        place.sweep()
    asked, above, lead = (len(place.mail(agency)) for agency in ("cong_an", "tren", "dieu_phoi"))
    return asked, above, lead


def subjects(place: Province, agency: str) -> list[str]:
    return [message.subject.partition("] ")[2] for message in place.mail(agency)]


def next_due(place: Province, journey: str) -> datetime | None:
    with place.office.store.reading() as books:
        row = books.journeys.find(journey)
        return row.next_due_at if row else None


def written(place: Province) -> list[str]:
    """All that the database holds."""
    file = place.office.store.engine.url.database
    assert file is not None
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())
