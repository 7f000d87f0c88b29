"""A province that attaches the frame of Law 53/2024 to the pathway that it has."""

from __future__ import annotations

from domain.pathway.parts import whole
from domain.pathway.soundness import faults
from domain.pathway.template import Part, Pathway
from tests.domain.ways import LUAT_53
from tests.domain.ways.ca_mau import CA_MAU
from tests.walking import Walk, begin

LAW = Part.model_validate(
    {
        "id": "luat",
        "use": "luat_53_2024",
        "version": 1,
        "entry": "co_quan_dua_den",
        "after": ["tiep_nhan"],
        "when": "tiep_nhan.dong_y == true",
        "roles": {"co_so": "co_so"},
        "origin": "design",
    }
)


def _with_the_law() -> Pathway:
    own = CA_MAU.model_copy(update={"parts": (LAW,)})
    return whole(own, lambda key, version: LUAT_53 if (key, version) == (LAW.use, 1) else None)


def _received() -> Walk:
    walk = begin(_with_the_law(), "tu_tro_ve")
    walk.answer("tiep_nhan", dong_y=True)
    return walk


def test_what_comes_of_it_is_sound() -> None:
    assert faults(_with_the_law()) == ()


def test_the_provinces_support_and_the_laws_notice_are_asked_side_by_side() -> None:
    walk = _received()

    assert {"vat_dung", "noi_o", "tu_van", "luat_thong_bao", "luat_thiet_yeu"} <= set(walk.waiting)


def test_support_goes_on_while_the_police_have_not_answered() -> None:
    walk = _received()
    walk.answer("luat_thong_bao")

    walk.answer("luat_tiep_nhan", dong_y=True, nhu_cau=("y_te",))

    assert {"luat_dich_vu[y_te]", "luat_xac_minh[cong_an_tinh]"} <= set(walk.waiting)


def test_what_stands_beside_the_part_goes_on_while_nothing_of_it_is_answered() -> None:
    walk = _received()

    for name in ("vat_dung", "noi_o", "tien_thuoc", "tu_van", "phap_ly", "danh_gia"):
        walk.answer(name)
    walk.answer("hoi_nhu_cau", nhu_cau=("hoc_nghe",), muon_ve=True, nhu_cau_cong_dong=("ho_khau",))
    for name in ("sau_danh_gia[hoc_nghe]", "ve_gia_dinh", "cong_dong[ho_khau]"):
        walk.answer(name)

    assert walk.waiting == ["luat_thong_bao", "luat_thiet_yeu"]


def test_what_stands_behind_the_part_waits_for_the_last_of_it() -> None:
    own = CA_MAU.model_dump(by_alias=True) | {"parts": [LAW.model_dump(by_alias=True)]}
    (lodging,) = (
        step for stage in own["stages"] for step in stage["steps"] if step["id"] == "noi_o"
    )
    lodging["after"] = ["luat"]
    behind = whole(Pathway.model_validate(own), lambda key, version: LUAT_53)
    walk = begin(behind, "tu_tro_ve")
    walk.answer("tiep_nhan", dong_y=True)
    walk.answer("luat_thong_bao")
    walk.answer("luat_tiep_nhan", dong_y=True)

    for name in ("luat_thiet_yeu", "luat_xac_minh", "luat_xac_minh[cong_an_tinh]"):
        walk.answer(name, **({"giay_to": "chua_co"} if name == "luat_xac_minh" else {}))

    assert "luat_xac_dinh" in walk.waiting
    assert "noi_o" not in walk.asked


def test_the_limit_of_three_days_comes_with_its_article() -> None:
    limit = _with_the_law().by_id["luat_xac_minh"].limit

    assert limit is not None
    assert (limit.amount, limit.unit) == (3, "calendar_days")
    assert "Điều 27.2" in limit.source
