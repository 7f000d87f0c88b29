"""An answer was wrong and is put right."""

from __future__ import annotations

import re

from domain.casework.desk.coordinating import Proxy, answer_for_agency
from tests.domain.ways import AGREES, MAU_CHUNG
from tests.stories.people import act, answer_all
from tests.stories.province import Province

MET = {"ngay": "2026-11-20", "dong_y": "yes", "duoi_18": "no", "co_giay_to": "yes"}


def corrects(page: str) -> str:
    found = re.search(r'name="_corrects" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_the_officer_corrects_by_the_same_link_until_the_next_step_is_asked(
    anywhere: Province,
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    anywhere.answer("cong_an", ngay="2026-11-20")
    link = anywhere.link("co_quan_tiep_nhan")
    anywhere.answer("co_quan_tiep_nhan", **MET, can_noi_o="yes", quietly=True)

    form = anywhere.client.get(f"{link}?correct=1")
    again = {"_verdict": "done", "_corrects": corrects(form.text), **MET, "can_noi_o": "no"}
    corrected = anywhere.client.post(link, data=again)
    anywhere.work()
    too_late = anywhere.client.post(link, data=again)

    assert corrected.status_code == 200
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can", "ke_hoach"]
    assert too_late.status_code == 409
    assert "Gửi nội dung sửa cho cán bộ điều phối" in anywhere.client.get(link).text


def test_a_correction_by_the_coordinator_takes_one_branch_back_and_asks_the_other(
    anywhere: Province,
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    met = {**AGREES, "can_noi_o": True, "nhu_cau": ("y_te",)}
    for _ in ("brought to safety", "met"):
        answer_all(anywhere, journey, MAU_CHUNG, {"tiep_can": met})
    old_link, shelter = anywhere.link("y_te"), anywhere.link("co_so_luu_tru")
    wrong = anywhere.case(journey).requests[1]

    raw = {name: [value] for name, value in MET.items()}
    raw |= {"can_noi_o": ["yes"], "nhu_cau": ["tam_ly"]}
    told = Proxy("done", raw, "", "Chị trực ban", "phone", wrong.answer_line)
    act(anywhere, answer_for_agency, wrong.id, told, "lan")

    asked = [(r.step, r.item, r.status) for r in anywhere.case(journey).requests[2:]]
    assert asked == [
        ("noi_o", None, "waiting"),
        ("dich_vu", "y_te", "withdrawn"),
        ("dich_vu", "tam_ly", "waiting"),
    ]
    assert anywhere.client.get(old_link).status_code == 410
    assert anywhere.client.get(shelter).status_code == 200
    assert anywhere.mail("y_te")[-1].subject.endswith("Yêu cầu đã được rút lại")
    title = "Gặp gỡ, giải thích quyền và hỏi nhu cầu"
    assert [task for task in anywhere.run(journey).tasks() if title in task] == [
        f"Báo câu trả lời đã được thay: {title}",
        f"Gửi yêu cầu: {title}",
        f"Đã thực hiện (đã sửa): {title}",
        f"Đã thực hiện: {title}",
    ]
