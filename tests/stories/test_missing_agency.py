"""The directory names nobody for a step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.coordinating import ask_again
from tests.domain.casework.bureau import restore_directory
from tests.prefect_server import PrefectServer
from tests.stories.people import act
from tests.stories.province import Province, directory_of, province, shipped

MAU_CHUNG = shipped("mau_chung")
COMPLETE = directory_of([MAU_CHUNG])
WITHOUT_POLICE = "".join(
    line for line in COMPLETE.splitlines(keepends=True) if "{role: cong_an," not in line
)


@pytest.fixture
def short_of_police(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, directory=WITHOUT_POLICE) as place:
        place.publish(MAU_CHUNG)
        yield place


def test_it_waits_for_the_lead_and_is_asked_within_the_hour_once_there_is_one(
    short_of_police: Province,
) -> None:
    place = short_of_police
    journey = place.open("mau_chung", "giai_cuu")
    waits, badge = place.lead_list(), place.run(journey).badge

    publish_directory(place.office, COMPLETE, "user:lan")
    place.later(minutes=59)
    place.sweep()
    too_early = place.asked(journey)
    place.later(minutes=1)
    place.sweep()

    assert [line.reference for line in waits] == [f"{journey}:dua_ve_an_toan"]
    assert badge == "Chờ Cơ quan điều phối"
    assert [m.subject.partition("] ")[2] for m in place.mail("dieu_phoi")] == [
        "Hồ sơ đang chờ cơ quan chủ trì quyết định"
    ]
    assert too_early == []
    assert place.asked(journey) == ["dua_ve_an_toan"]
    assert place.lead_list() == ()
    assert len(place.mail("cong_an")) == 1


def test_nobody_new_is_looked_for_in_vain_each_hour_and_the_lead_hears_it_once(
    short_of_police: Province,
) -> None:
    place = short_of_police
    place.open("mau_chung", "giai_cuu")

    for _ in range(3):
        place.later(hours=1)
        place.sweep()

    assert len(place.mail("dieu_phoi")) == 1
    assert len(place.lead_list()) == 1


def test_a_coordinator_need_not_wait_for_the_hour(short_of_police: Province) -> None:
    place = short_of_police
    journey = place.open("mau_chung", "giai_cuu")

    act(place, ask_again, f"{journey}:dua_ve_an_toan", "lan", "tren")

    assert place.lead_list() == ()
    assert len(place.mail("tren")) == 1


def test_an_agency_that_left_the_directory_answers_no_more_and_another_is_asked(
    anywhere: Province,
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    lines = WITHOUT_POLICE.splitlines(keepends=True)
    gone = "".join(line for line in lines if "{id: cong_an," not in line)
    restore_directory(anywhere.office, gone)

    closed = anywhere.client.get(anywhere.link("cong_an"))
    act(anywhere, ask_again, f"{journey}:dua_ve_an_toan", "lan", "tren")
    anywhere.answer("tren", ngay="2026-11-20")

    assert (closed.status_code, "Đường dẫn này không còn dùng được" in closed.text) == (410, True)
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "dua_ve_an_toan", "tiep_can"]
