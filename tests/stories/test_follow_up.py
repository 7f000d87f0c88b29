"""Visits each month, until somebody says that it is enough."""

from __future__ import annotations

from datetime import timedelta

from domain.casework.desk.coordinating import Proxy, answer_for_agency
from tests.domain.ways import AGREES, AT_HOME, MAU_CHUNG
from tests.stories.people import act, answer_all, waiting
from tests.stories.province import MORNING, Province

BEFORE = {"tiep_can": AGREES, "tiep_nhan_tai_xa": AT_HOME}
MONTHS = [MORNING.replace(month=12), *(MORNING.replace(year=2027, month=n) for n in (1, 2))]


def at_home(place: Province) -> str:
    journey = place.open("mau_chung", "tro_ve_chinh_thuc")
    while place.asked(journey)[-1] != "theo_doi":
        answer_all(place, journey, MAU_CHUNG, BEFORE)
    return journey


def test_three_visits_are_asked_month_after_month_and_then_no_more(anywhere: Province) -> None:
    journey = at_home(anywhere)
    badges, between = [], []

    for month_later, then in zip(MONTHS, ("tiep_tuc", "tiep_tuc", "ket_thuc"), strict=True):
        answer_all(anywhere, journey, MAU_CHUNG, {"theo_doi": {"tiep_theo": then}})
        badges.append(anywhere.run(journey).badge)
        anywhere.clock.move_to(month_later - timedelta(minutes=1))
        anywhere.sweep()
        between += waiting(anywhere, journey)
        anywhere.clock.move_to(month_later)
        for _ in range(2):
            anywhere.sweep()

    assert badges == [
        "Lần hỏi tới: ngày 23 tháng 12 năm 2026",
        "Lần hỏi tới: ngày 23 tháng 1 năm 2027",
        "Đã kết thúc",
    ]
    assert between == []
    visits = [r for r in anywhere.case(journey).requests if r.step == "theo_doi"]
    assert [(r.occurrence, r.attempt) for r in visits] == [(1, 1), (2, 1), (3, 1)]
    assert [r.asked_at for r in visits] == [MORNING, *MONTHS[:2]]
    assert len(anywhere.mail("hoi_phu_nu")) == 3
    assert [task for task in anywhere.run(journey).tasks() if "Thăm hỏi" in task][-3:] == [
        "Đã thực hiện: Thăm hỏi hằng tháng, lần 1",
        "Đã thực hiện: Thăm hỏi hằng tháng, lần 2",
        "Đã thực hiện: Thăm hỏi hằng tháng, lần 3",
    ]


def test_the_visit_that_is_named_is_corrected_while_the_next_one_waits(
    anywhere: Province,
) -> None:
    journey = at_home(anywhere)
    answer_all(anywhere, journey, MAU_CHUNG, {"theo_doi": {"tiep_theo": "tiep_tuc"}})
    anywhere.later(days=31)
    anywhere.sweep()
    first = next(r for r in anywhere.case(journey).requests if r.step == "theo_doi")

    raw = {"ngay": ["2026-11-30"], "cuoc_song": ["on_dinh"], "tiep_theo": ["tiep_tuc"]}
    told = Proxy("done", raw, "", "Chị hội trưởng", "phone", first.answer_line)
    act(anywhere, answer_for_agency, first.id, told, "lan")

    assert [(r.step, r.occurrence) for r in waiting(anywhere, journey)] == [("theo_doi", 2)]
    assert "Đã thực hiện (đã sửa): Thăm hỏi hằng tháng, lần 1" in anywhere.run(journey).tasks()
