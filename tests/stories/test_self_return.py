"""A person comes home alone and asks Hải Phòng for help."""

from __future__ import annotations

from tests.stories.province import Province


def test_each_confirmation_asks_the_next_agency_and_shows_in_the_graph(
    hai_phong: Province,
) -> None:
    journey = hai_phong.open("hai_phong", "tu_tro_ve", "hai_phong")

    hai_phong.answer("so_ldtbxh", ngay_nhan="20/11/2026")
    hai_phong.answer("so_ldtbxh", ngay_don="2026-11-20", dong_y="yes")
    hai_phong.answer("so_nganh", ket_qua="da_ho_tro", ngay="2026-11-20")
    hai_phong.answer("so_ldtbxh", so_cong_van="12/CV", ngay_gui="2026-11-21")

    assert hai_phong.asked(journey) == [
        "nhan_thong_tin",
        "don_de_nghi",
        "thiet_yeu",
        "de_nghi_xac_minh",
        "xac_minh",
    ]
    page = hai_phong.run(journey)
    assert page.badge == "Chờ Công an thành phố"
    assert {"pathway:hai_phong", "area:hai_phong", "waiting:cong_an_tp"} <= page.tags
    assert page.name.startswith(journey)
    assert "xac_minh · Gửi yêu cầu: Xác minh, xác định nạn nhân → Công an thành phố" in (
        page.task_names()
    )
    assert page.tasks() == [
        "Gửi yêu cầu: Gửi văn bản đề nghị xác minh",
        "Gửi yêu cầu: Hỗ trợ nhu cầu thiết yếu",
        "Gửi yêu cầu: Nhận thông tin",
        "Gửi yêu cầu: Nhận đơn đề nghị hỗ trợ",
        "Gửi yêu cầu: Xác minh, xác định nạn nhân",
        "Đã thực hiện: Gửi văn bản đề nghị xác minh",
        "Đã thực hiện: Hỗ trợ nhu cầu thiết yếu",
        "Đã thực hiện: Nhận thông tin",
        "Đã thực hiện: Nhận đơn đề nghị hỗ trợ",
    ]


def test_police_that_lack_grounds_are_followed_by_the_next_police_then_by_the_lead(
    hai_phong: Province,
) -> None:
    journey = hai_phong.open("hai_phong", "tu_tro_ve", "hai_phong")
    hai_phong.answer("so_ldtbxh", ngay_nhan="2026-11-20")
    hai_phong.answer("so_ldtbxh", ngay_don="2026-11-20", dong_y="yes")
    hai_phong.answer("so_nganh", ket_qua="da_ho_tro", ngay="2026-11-20")
    hai_phong.answer("so_ldtbxh", so_cong_van="12/CV", ngay_gui="2026-11-21")

    hai_phong.answer("cong_an_tp", "lacks_grounds", _reason="Chưa rõ nơi ở trước đây")
    hai_phong.answer("cong_an_tp_2", "declined", _because="wrong_area")

    asked = [(r.step, r.attempt, r.status) for r in hai_phong.case(journey).requests][-2:]
    assert asked == [("xac_minh", 1, "lacks_grounds"), ("xac_minh", 2, "declined")]
    assert [line.reference for line in hai_phong.lead_list()] == [f"{journey}:xac_minh"]
    assert "waiting:lead" in hai_phong.run(journey).tags
    assert hai_phong.mail("so_ldtbxh")[-1].subject.endswith("chờ cơ quan chủ trì quyết định")
