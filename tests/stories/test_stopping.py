"""A coordinator stops a journey."""

from __future__ import annotations

import pytest

from domain.casework.desk.coordinating import CannotDo
from domain.casework.journeys.halting import resume, stop
from tests.stories.people import act
from tests.stories.province import Province

WHY = "Không còn an toàn"


def test_links_rest_at_once_and_work_again_when_the_stop_is_undone(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    link = anywhere.link("cong_an")

    stop(anywhere.office, journey, WHY, "lan", unsafe=False)
    resting = anywhere.client.get(link)
    anywhere.later(minutes=9)
    anywhere.sweep()
    act(anywhere, resume, journey, "lan")

    assert (resting.status_code, "Yêu cầu này đang tạm dừng" in resting.text) == (410, True)
    assert len(anywhere.mail("cong_an")) == 1
    assert anywhere.run(journey).badge == "Chờ Cơ quan công an"
    anywhere.answer("cong_an", ngay="2026-11-20")
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]


def test_after_ten_minutes_agencies_are_told_once_and_the_run_is_over(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    act(anywhere, stop, journey, WHY, "lan", unsafe=False)

    anywhere.later(minutes=10)
    for _ in range(3):
        anywhere.sweep()

    assert [message.subject.partition("] ")[2] for message in anywhere.mail("cong_an")] == [
        "Có yêu cầu đang chờ cơ quan trả lời",
        "Yêu cầu đã được rút lại",
    ]
    page = anywhere.run(journey)
    assert (page.state, page.badge) == ("COMPLETED", "Đã dừng")
    assert anywhere.case(journey).status == "stopped"
    dead = anywhere.client.get(anywhere.link("cong_an"))
    assert (dead.status_code, "Yêu cầu này đã được rút lại" in dead.text) == (410, True)
    with pytest.raises(CannotDo, match="The journey is over"):
        resume(anywhere.office, journey, "lan")


def test_what_is_unsafe_stops_at_once_and_for_good(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")

    stop(anywhere.office, journey, WHY, "lan", unsafe=True)
    dead = anywhere.client.get(anywhere.link("cong_an"))
    with pytest.raises(CannotDo, match="The journey is over"):
        stop(anywhere.office, journey, WHY, "lan", unsafe=False)
    anywhere.sweep()

    after = anywhere.client.get(anywhere.link("cong_an"))
    for seen in (dead, after):
        assert (seen.status_code, "Dừng lại: xin không làm gì thêm" in seen.text) == (410, True)
        assert "rút lại" not in seen.text
    page = anywhere.run(journey)
    assert (page.state, page.badge) == ("COMPLETED", "Đã dừng")
    assert [message.subject.partition("] ")[2] for message in anywhere.mail("cong_an")] == [
        "Có yêu cầu đang chờ cơ quan trả lời",
        "DỪNG LẠI: xin không làm gì thêm trong vụ việc này",
    ]


def test_an_answer_that_comes_while_the_journey_rests_is_not_taken(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    link = anywhere.link("cong_an")
    act(anywhere, stop, journey, WHY, "lan", unsafe=False)

    sent = anywhere.client.post(link, data={"_verdict": "done", "ngay": "2026-11-20"})

    assert sent.status_code == 410
    assert "không được ghi nhận" in sent.text or "chưa được ghi nhận" in sent.text
    assert anywhere.case(journey).requests[0].status == "waiting"
