"""A journey that was opened before the departments and the districts of 2025 ended.

The days and the laws are real. The agencies, who takes over from the district office, and the
province's limit are made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.casework.administration.publishing import (
    directory_in_use,
    publish_directory,
    publish_policy,
)
from domain.casework.desk.looking import RequestLine
from domain.casework.dossier import Dossier
from domain.casework.journeys.passing_on import pass_on_to
from domain.journey.facts import Answered
from domain.journey.folding import apply
from domain.journey.state import State
from tasks.journeys import wake
from tests.prefect_server import PrefectServer
from tests.stories.province import LINK, Province, directory_with, province, shipped

HAI_PHONG = shipped("hai_phong")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DISTRICT = "hai_phong_thuy_nguyen"
MARCH = datetime(2025, 2, 28, 17, 5, tzinfo=UTC)  # 1 March, 0:05 in Hải Phòng
JULY = datetime(2025, 6, 30, 17, 5, tzinfo=UTC)
BEFORE = "so_ld", "chi_cuc_cu", "phong_ld_thuy_nguyen"
AFTER = "so_y_te", "so_noi_vu", "xa_mot", "xa_hai"
STAY = "cong_an", "so_nganh", "hoi_phu_nu", "co_quan", "nhom", "quy", "co_so"

HELD_THROUGHOUT = [
    "{role: cong_an_tp, agency: cong_an, valid_from: 2011-01-01}",
    "{role: so_nganh, agency: so_nganh, valid_from: 2011-01-01}",
    "{role: hoi_lhpn, agency: hoi_phu_nu, valid_from: 2011-01-01}",
    "{role: co_quan_chuc_nang, agency: co_quan, valid_from: 2011-01-01}",
    "{role: nhom_dong_dang, agency: nhom, valid_from: 2011-01-01}",
    "{role: quy_pnpt, agency: quy, valid_from: 2011-01-01}",
    "{role: co_so_bien_gioi, agency: co_so, valid_from: 2011-01-01}",
]
UNTIL_MARCH = [
    "{role: so_ldtbxh, agency: so_ld, valid_from: 2011-01-01, valid_to: 2025-02-28}",
    "{role: chi_cuc, agency: chi_cuc_cu, valid_from: 2011-01-01, valid_to: 2025-02-28}",
]
FROM_MARCH = [
    "{role: so_ldtbxh, agency: so_y_te, valid_from: 2025-03-01}",
    "{role: chi_cuc, agency: so_y_te, valid_from: 2025-03-01}",
]
DISTRICT_OFFICE = f"{{role: phong_ldtbxh, area: {DISTRICT}, agency: phong_ld_thuy_nguyen"
UNTIL_JULY = DISTRICT_OFFICE + ", valid_from: 2011-01-01, valid_to: 2025-06-30}"
FROM_JULY = [
    f"{{role: phong_ldtbxh, area: {DISTRICT}, agency: {name}, rank: {rank},"
    " valid_from: 2025-07-01}"
    for rank, name in enumerate(("xa_mot", "xa_hai"), start=1)
]
IN_MARCH = [
    "{agency: so_ld, on: 2025-03-01, to: [so_y_te, so_noi_vu],"
    " legal_basis: Nghị quyết 176/2025/QH15}",
    "{agency: chi_cuc_cu, on: 2025-03-01, to: [so_y_te], legal_basis: Quyết định mẫu}",
]
IN_JULY = [
    "{agency: phong_ld_thuy_nguyen, on: 2025-07-01, to: [xa_mot, xa_hai],"
    " legal_basis: Quyết định mẫu}"
]
POLICY = """
schema: 1
key: hai_phong
title: {vi: Hải Phòng (mẫu), en: Hải Phòng (made up)}
area: hai_phong
valid_from: 2025-01-01
limits:
  hai_phong:
    tiep_can_ho_so: {limit: {amount: 200, unit: calendar_days}, source: made up, origin: design}
"""


@pytest.fixture
def hai_phong_of_january(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, directory="agencies: []\nassignments: []\n") as place:
        place.clock.move_to(datetime(2025, 1, 6, 2, tzinfo=UTC))
        _reorganise(place, [*UNTIL_MARCH, DISTRICT_OFFICE + ", valid_from: 2011-01-01}"])
        place.publish(HAI_PHONG)
        publish_policy(place.office, POLICY, "user:lan")
        yield place


def test_a_journey_goes_on_through_both_days_and_each_answer_is_whose_it_was(
    hai_phong_of_january: Province,
) -> None:
    place = hai_phong_of_january
    journey = _in_january_two_offices_are_asked(place)
    asked = _waiting(place, journey)
    links = {agency: _link(place, agency, journey) for agency in BEFORE[1:]}

    _on_1_march_the_department_of_health_takes_over(place, journey, links["chi_cuc_cu"])
    _in_april_it_answers_what_it_took_over(place, journey)
    _on_1_july_two_communes_take_over_and_a_person_decides(place, journey)

    [left] = _waiting(place, journey)
    [letter] = place.mail("xa_hai")
    late = place.client.post(links["phong_ld_thuy_nguyen"], data={"_verdict": "done"})
    assert (left.asked_at, left.due_at) == (asked[1].asked_at, asked[1].due_at)
    assert "trước đây thuộc Cơ quan phong_ld_thuy_nguyen (mẫu)" in letter.text
    assert "Xin trả lời chậm nhất: hết thứ Sáu, 25/7/2025" in letter.text
    assert late.status_code == 410
    assert "Nội dung vừa gửi không được ghi nhận." in late.text
    _in_august_after_the_deadline_it_comes_to_its_end(place, journey)


def _in_january_two_offices_are_asked(place: Province) -> str:
    journey = place.open("hai_phong", "danh_sach_cong_an", "hai_phong")
    place.answer("so_ld", ngay_nhan="2025-01-06")
    place.answer("so_ld", ngay="2025-01-06", quan_huyen=DISTRICT)

    assert [(r.step, r.item, r.agency) for r in _waiting(place, journey)] == [
        ("tiep_can_ho_so", None, "Cơ quan chi_cuc_cu (mẫu)"),
        ("tiep_can_ho_so", "phong_ldtbxh", "Cơ quan phong_ld_thuy_nguyen (mẫu)"),
    ]
    return journey


def _on_1_march_the_department_of_health_takes_over(
    place: Province, journey: str, old_link: str
) -> None:
    place.clock.move_to(datetime(2025, 2, 20, 2, tzinfo=UTC))
    newer = place.open("hai_phong", "danh_sach_cong_an", "hai_phong")
    place.clock.move_to(datetime(2025, 2, 25, 2, tzinfo=UTC))
    assigned = [*UNTIL_MARCH, *FROM_MARCH, UNTIL_JULY, *FROM_JULY]
    _reorganise(place, assigned, [*IN_MARCH, *IN_JULY])
    place.sweep()
    told_too_early = place.mail("so_y_te")

    place.clock.move_to(MARCH)
    for _ in range(2):
        place.sweep()

    gone = place.client.get(old_link)
    assert told_too_early == []
    assert [r.agency for each in (journey, newer) for r in _waiting(place, each)] == [
        "Cơ quan so_y_te (mẫu)",
        "Cơ quan phong_ld_thuy_nguyen (mẫu)",
        "Cơ quan so_y_te (mẫu)",
    ]
    assert {m.subject[1:10] for m in place.mail("so_y_te")} == {_code(journey), _code(newer)}
    assert len(place.mail("so_y_te")) == 2
    assert place.lead_list() == ()
    assert gone.status_code == 410
    assert "Yêu cầu nay thuộc Cơ quan so_y_te (mẫu)." in gone.text
    assert _code(journey) not in gone.text


def _in_april_it_answers_what_it_took_over(place: Province, journey: str) -> None:
    place.clock.move_to(datetime(2025, 4, 15, 2, tzinfo=UTC))

    answered = place.answer(
        "so_y_te", link=_link(place, "so_y_te", journey), ngay_tiep_can="2025-04-14", dong_y="yes",
        nhu_cau=["y_te", "tro_cap_kho_khan"], muon_vay_von="no", thieu_giay_to="no", co_con="no",
    )  # fmt: skip

    assert answered.status_code == 200
    assert [r.item for r in _waiting(place, journey)] == ["phong_ldtbxh"]


def _on_1_july_two_communes_take_over_and_a_person_decides(place: Province, journey: str) -> None:
    place.clock.move_to(JULY)
    for _ in range(2):
        place.sweep()
    [line] = [each for each in place.lead_list() if each.choices]
    tags, mail = place.run(journey).tags, [*place.mail("xa_mot"), *place.mail("xa_hai")]

    wake(pass_on_to(place.office, line.reference, "xa_hai", "lan").journey)
    place.work()
    place.sweep()

    assert line.reference == f"{journey}:tiep_can_ho_so[phong_ldtbxh]"
    assert line.choices == ("xa_mot", "xa_hai")
    assert "waiting:lead" in tags
    assert mail == []
    assert [each for each in place.lead_list() if each.choices] == []
    assert place.mail("xa_mot") == []


def _in_august_after_the_deadline_it_comes_to_its_end(place: Province, journey: str) -> None:
    place.clock.move_to(datetime(2025, 8, 4, 2, tzinfo=UTC))
    place.sweep()
    reminded = [m.subject.partition("] ")[2] for m in place.mail("xa_hai")][1:]

    place.answer("xa_hai")
    for agency in ("so_nganh", "so_y_te"):
        link = _link(place, agency, journey)
        place.answer(agency, link=link, ket_qua="da_ho_tro", ngay="2025-08-04")
    place.answer("nhom", tham_gia="yes")

    case = place.case(journey)
    assert reminded == ["Nhắc lần 2: có yêu cầu đang chờ cơ quan trả lời"]
    assert (case.status, case.end) == ("ended", "hoan_thanh")
    assert place.run(journey).badge == "Đã kết thúc"
    assert [
        (r.step, r.item, r.agency, r.answered_at and r.answered_at.month) for r in case.requests
    ] == [
        ("nhan_thong_tin", None, "Cơ quan so_ld (mẫu)", 1),
        ("chi_dao", None, "Cơ quan so_ld (mẫu)", 1),
        ("tiep_can_ho_so", None, "Cơ quan so_y_te (mẫu)", 4),
        ("tiep_can_ho_so", "phong_ldtbxh", "Cơ quan xa_hai (mẫu)", 8),
        ("ho_tro", "y_te", "Cơ quan so_nganh (mẫu)", 8),
        ("ho_tro", "tro_cap_kho_khan", "Cơ quan so_y_te (mẫu)", 8),
        ("dong_dang", None, "Cơ quan nhom (mẫu)", 8),
    ]
    assert _answers_of_others(place, journey) == []


def _reorganise(
    place: Province, assignments: Sequence[str], successions: Sequence[str] = ()
) -> None:
    agencies = (*BEFORE, *AFTER, *STAY)
    body = directory_with(agencies, [*assignments, *HELD_THROUGHOUT], successions)
    publish_directory(place.office, body, "user:lan")


def _waiting(place: Province, journey: str) -> list[RequestLine]:
    return [request for request in place.case(journey).requests if request.status == "waiting"]


def _link(place: Province, agency: str, journey: str) -> str:
    """In the last message to the agency about that journey."""
    found = [LINK.search(m.text) for m in place.mail(agency) if _code(journey) in m.subject]
    return [link[1] for link in found if link is not None][-1]


def _code(journey: str) -> str:
    return journey.partition("/")[0]


def _answers_of_others(place: Province, journey: str) -> list[Answered]:
    """Answers whose agency did not hold the role that day, in that area, by the directory."""
    with place.office.store.reading() as books:
        recorded = Dossier.read(place.office, books, journey).recorded
        directory = directory_in_use(books)
    state, found = State(), []
    for fact in (record.fact for record in recorded):
        if isinstance(fact, Answered):
            request, on = state.requests[fact.key], fact.at.astimezone(HANOI).date()
            chain = directory.map.chain(request.asked.area or "", on)
            holders = directory.holders(request.asked.role, chain, on)
            agency = directory.agency_of(fact.by)
            if agency not in holders or agency is None or agency.id != request.agency:
                found.append(fact)
        state = apply(state, fact)
    return found
