"""Prefect's database is gone in mid-journey; ours is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpx2 import Response

from domain.casework.journeys.running import run_of
from tasks.reconciling import ensure_pool
from tests.prefect_server import PrefectServer, running_prefect
from tests.stories.province import Province, directory_of, province, shipped

WAITS_FOR_POLICE, WAITS_FOR_COORDINATOR = "Chờ Cơ quan công an", "Chờ Cơ quan điều phối"


@pytest.mark.timeout(180)
def test_every_open_journey_goes_on_and_nobody_is_told_twice(
    prefect: PrefectServer, tmp_path: Path
) -> None:
    pathway = shipped("mau_chung")
    with province(tmp_path, directory=directory_of([pathway])) as place:
        place.publish(pathway)
        over, waiting, half_way = _one_over_one_waiting_one_half_way(place)
        rescue, told = place.link("cong_an"), place.everyones_mail()
        answered_last = _meet(place, agrees="yes", quietly=True)

        with running_prefect():
            ensure_pool()
            place.sweep()

            generations = [_generation(place, each) for each in (over, waiting, half_way)]
            badges = [place.run(each).badge for each in (waiting, half_way)]
            told_since = place.everyones_mail()[len(told) :]
            rescued = place.answer("cong_an", link=rescue, ngay="2026-11-20")
            place.answer("dieu_phoi", ngay="2026-11-20", huong="tu_lo", can_dua_ve="no")
            place.sweep()

            assert place.run(half_way).badge == "Đã kết thúc"
            assert place.run(half_way).tasks() == [
                "Gửi yêu cầu: Thống nhất kế hoạch trở về",
                "Đã thực hiện: Gặp gỡ, giải thích quyền và hỏi nhu cầu",
                "Đã thực hiện: Thống nhất kế hoạch trở về",
            ]
            assert place.asked(waiting) == ["dua_ve_an_toan", "tiep_can"]

        written = place.everyones_mail()

    assert (answered_last.status_code, rescued.status_code) == (200, 200)
    assert generations == [1, 2, 2]
    assert badges == [WAITS_FOR_POLICE, WAITS_FOR_COORDINATOR]
    # What the last answer asks for, and nothing that was told before.
    assert [to for to, _ in told_since] == ["dieu_phoi@demo.invalid"]
    assert len(written) == len(set(written))


def _one_over_one_waiting_one_half_way(place: Province) -> list[str]:
    over = place.open("mau_chung", "tu_tro_ve")
    place.answer("ubnd_xa", ngay="2026-11-20")
    _meet(place, agrees="no")
    waiting = place.open("mau_chung", "giai_cuu")
    half_way = place.open("mau_chung", "tu_tro_ve")
    place.answer("ubnd_xa", ngay="2026-11-20")
    return [over, waiting, half_way]


def _meet(place: Province, *, agrees: str, quietly: bool = False) -> Response:
    return place.answer(
        "co_quan_tiep_nhan", quietly=quietly, ngay="2026-11-20", dong_y=agrees, duoi_18="no",
        can_noi_o="no", co_giay_to="yes",
    )  # fmt: skip


def _generation(place: Province, journey: str) -> int:
    run = run_of(place.office, journey)
    assert run is not None
    return run.generation
