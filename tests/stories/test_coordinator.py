"""What a coordinator does when an agency does not, or not yet."""

from __future__ import annotations

import pytest

from domain.casework.desk.coordinating import (
    CannotDo,
    Proxy,
    answer_for_agency,
    ask_again,
    skip,
    withdraw,
)
from domain.casework.journeys.halting import pause, resume
from tests.domain.ways import AGREES, HAI_PHONG, MAU_CHUNG
from tests.stories.people import act, answer_all
from tests.stories.province import Province


def by_phone(**fields: str) -> Proxy:
    raw = {name: [value] for name, value in fields.items()}
    return Proxy("done", raw, "", given_by="Chị trực ban", how="phone")


def rescued(place: Province, *needs: str) -> str:
    """A journey on which the person was met and these needs are asked for side by side."""
    journey = place.open("mau_chung", "giai_cuu")
    for _ in ("brought to safety", "met"):
        answer_all(place, journey, MAU_CHUNG, {"tiep_can": {**AGREES, "nhu_cau": needs}})
    return journey


def statuses(place: Province, journey: str) -> list[tuple[str, int, str]]:
    return [(r.step, r.attempt, r.status) for r in place.case(journey).requests]


def test_an_answer_given_by_phone_moves_the_journey_and_closes_the_link(
    anywhere: Province,
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    request = anywhere.case(journey).requests[0]

    act(anywhere, answer_for_agency, request.id, by_phone(ngay="2026-11-20"), "lan")

    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    page = anywhere.client.get(anywhere.link("cong_an"))
    assert page.status_code == 200
    assert "<form" not in page.text
    assert [task for task in anywhere.run(journey).tasks() if task.startswith("Đã")] == [
        "Đã thực hiện: Đưa người được giải cứu đến nơi an toàn"
    ]


def test_not_enough_grounds_is_asked_a_second_time(hai_phong: Province) -> None:
    journey = hai_phong.open("hai_phong", "tu_tro_ve", "hai_phong")
    hai_phong.answer("so_ldtbxh", ngay_nhan="2026-11-20")
    hai_phong.answer("so_ldtbxh", ngay_don="2026-11-20", dong_y="yes")
    hai_phong.answer("so_ldtbxh", so_cong_van="12/CV", ngay_gui="2026-11-21")
    for agency in ("cong_an_tp", "cong_an_tp_2"):
        hai_phong.answer(agency, "lacks_grounds", _reason="Chưa rõ nơi ở trước đây")

    act(hai_phong, ask_again, f"{journey}:xac_minh", "lan", "cong_an_tp")
    waits = hai_phong.lead_list()
    hai_phong.answer("cong_an_tp", ket_qua="la_nan_nhan", ngay_tra_loi="2026-11-23")

    assert statuses(hai_phong, journey)[4:] == [
        ("xac_minh", 1, "lacks_grounds"),
        ("xac_minh", 2, "lacks_grounds"),
        ("xac_minh", 3, "done"),
        ("thong_bao_ket_qua", 1, "waiting"),
        ("chi_dao", 1, "waiting"),
    ]
    assert waits == ()


def test_another_agency_is_asked_and_the_old_link_dies_kindly(hai_phong: Province) -> None:
    journey = hai_phong.open("hai_phong", "tu_tro_ve", "hai_phong")
    old_link = hai_phong.link("so_ldtbxh")
    request = hai_phong.case(journey).requests[0]

    act(hai_phong, ask_again, request.id, "lan", "phong_ldtbxh")

    page = hai_phong.client.get(old_link)
    assert (page.status_code, "Yêu cầu này đã được rút lại" in page.text) == (410, True)
    assert journey.partition("/")[0] not in page.text
    assert hai_phong.mail("so_ldtbxh")[-1].subject.endswith("Yêu cầu đã được rút lại")
    hai_phong.answer("phong_ldtbxh", ngay_nhan="2026-11-20")
    assert hai_phong.asked(journey) == ["nhan_thong_tin", "nhan_thong_tin", "don_de_nghi"]


def test_what_is_skipped_lets_the_journey_go_on_and_its_agencies_are_told(
    anywhere: Province,
) -> None:
    journey = rescued(anywhere, "y_te", "tam_ly")
    links = [anywhere.link(agency) for agency in ("y_te", "tu_van_tam_ly")]

    act(anywhere, skip, f"{journey}:dich_vu", "Người đó đã về nhà", "lan")

    assert anywhere.asked(journey)[-1] == "ke_hoach"
    assert [anywhere.client.get(link).status_code for link in links] == [410, 410]
    assert anywhere.mail("y_te")[-1].subject.endswith("Yêu cầu đã được rút lại")
    assert anywhere.mail("tu_van_tam_ly")[-1].subject.endswith("Yêu cầu đã được rút lại")


def test_a_first_contact_that_is_skipped_ends_the_journey_early(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    anywhere.answer("cong_an", ngay="2026-11-20")

    act(anywhere, skip, f"{journey}:tiep_can", "Không liên lạc được", "lan")

    assert anywhere.case(journey).end == "ket_thuc_som"
    assert anywhere.run(journey).state == "COMPLETED"


def test_a_first_contact_that_is_skipped_ends_a_journey_in_hai_phong_early(
    hai_phong: Province,
) -> None:
    journey = hai_phong.open("hai_phong", "danh_sach_cong_an", "hai_phong")
    for _ in ("told", "directed"):
        answer_all(hai_phong, journey, HAI_PHONG, {})

    act(hai_phong, skip, f"{journey}:tiep_can_ho_so", "Không liên lạc được", "lan")

    assert hai_phong.case(journey).end == "ket_thuc_som"
    assert hai_phong.run(journey).state == "COMPLETED"


def test_a_request_that_was_withdrawn_waits_on_the_leads_list(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    request = anywhere.case(journey).requests[0]

    act(anywhere, withdraw, request.id, "lan")

    assert [(line.reference, line.why) for line in anywhere.lead_list()] == [
        (f"{journey}:dua_ve_an_toan", "Yêu cầu đã được rút lại. Xin hỏi lại hoặc bỏ qua bước.")
    ]
    assert anywhere.run(journey).badge == "Chờ Cơ quan điều phối"
    assert anywhere.mail("dieu_phoi")[-1].subject.endswith("chờ cơ quan chủ trì quyết định")
    act(anywhere, ask_again, f"{journey}:dua_ve_an_toan", "lan")
    assert anywhere.lead_list() == ()
    assert statuses(anywhere, journey)[-1] == ("dua_ve_an_toan", 2, "waiting")


def test_during_a_pause_answers_are_taken_and_nobody_is_asked_or_reminded(
    anywhere: Province,
) -> None:
    journey = rescued(anywhere, "y_te", "tam_ly")
    act(anywhere, pause, journey, "lan", clocks_stop=True)
    badge = anywhere.run(journey).badge

    anywhere.later(days=10)
    anywhere.sweep()
    for agency in ("y_te", "tu_van_tam_ly"):
        anywhere.answer(agency, ket_qua="da_ho_tro", ngay="2026-12-01")

    assert badge == anywhere.run(journey).badge == "Tạm dừng"
    assert [len(anywhere.mail(agency)) for agency in ("y_te", "tu_van_tam_ly")] == [1, 1]
    assert [status for *_, status in statuses(anywhere, journey)] == ["done"] * 4
    act(anywhere, resume, journey, "lan")
    assert anywhere.asked(journey)[-1] == "ke_hoach"


def test_clocks_that_stop_in_a_pause_go_on_where_they_were(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    anywhere.later(days=3)
    act(anywhere, pause, journey, "lan", clocks_stop=True)
    anywhere.later(days=30)
    act(anywhere, resume, journey, "lan")

    anywhere.later(days=3)
    anywhere.sweep()
    too_early = len(anywhere.mail("cong_an"))
    anywhere.later(days=1)
    anywhere.sweep()

    assert (too_early, len(anywhere.mail("cong_an"))) == (1, 2)


def test_clocks_that_go_on_in_a_pause_are_heard_after_it(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    act(anywhere, pause, journey, "lan", clocks_stop=False)

    anywhere.later(days=8)
    anywhere.sweep()
    in_the_pause = len(anywhere.mail("cong_an"))
    act(anywhere, resume, journey, "lan")

    assert (in_the_pause, len(anywhere.mail("cong_an"))) == (1, 2)


def test_a_pause_leaves_the_leads_list_as_it_was_but_for_what_is_answered(
    anywhere: Province,
) -> None:
    journey = rescued(anywhere, "y_te", "tam_ly")
    anywhere.later(days=28)
    anywhere.sweep()
    told = len(anywhere.mail("dieu_phoi"))

    act(anywhere, pause, journey, "lan", clocks_stop=True)
    anywhere.answer("y_te", ket_qua="da_ho_tro", ngay="2026-12-01")
    left = [line.reference for line in anywhere.lead_list()]
    act(anywhere, resume, journey, "lan")
    anywhere.sweep()

    assert left == [f"{journey}:dich_vu[tam_ly]"]
    assert [line.reference for line in anywhere.lead_list()] == left
    assert len(anywhere.mail("dieu_phoi")) == told


def test_a_request_is_meant_by_its_id_even_when_it_was_asked_again(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    first = anywhere.case(journey).requests[0]
    act(anywhere, withdraw, first.id, "lan")
    act(anywhere, ask_again, f"{journey}:dua_ve_an_toan", "lan")

    with pytest.raises(CannotDo, match="Nobody is asked this now"):
        answer_for_agency(anywhere.office, first.id, by_phone(ngay="2026-11-20"), "lan")
    with pytest.raises(CannotDo, match="asked again since"):
        ask_again(anywhere.office, first.id, "lan", "tren")
    with pytest.raises(CannotDo, match="not waiting"):
        withdraw(anywhere.office, first.id, "lan")

    assert statuses(anywhere, journey)[-1] == ("dua_ve_an_toan", 2, "waiting")


def test_what_the_pathway_does_not_have_is_not_skipped(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")

    with pytest.raises(CannotDo, match="not asked for “xa”"):
        skip(anywhere.office, f"{journey}:dich_vu[xa]", "Không cần", "lan")
    with pytest.raises(CannotDo, match="no step “xa”"):
        skip(anywhere.office, f"{journey}:xa", "Không cần", "lan")
