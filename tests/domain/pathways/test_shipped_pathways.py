from __future__ import annotations

from collections.abc import Mapping

import pytest

from domain.pathway.part_faults import part_faults
from domain.pathway.parts import whole
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway, Step
from domain.values import Values
from tests.domain.coverage import coverage_of
from tests.domain.ways import (
    AGREES,
    AT_HOME,
    CA_MAU,
    HAI_PHONG,
    LAI_CHAU,
    LUAT_53,
    MAU_CHUNG,
    QUANG_NAM,
    STABLE,
    VISIT_AGAIN,
    WAYS,
    Way,
)
from tests.domain.ways.way import SHIPPED
from tests.walking import Walk, begin, walk_through

PATHWAYS = list(SHIPPED.values())
PROVINCES = [CA_MAU, HAI_PHONG, LAI_CHAU, MAU_CHUNG, QUANG_NAM]
VERIFYING = [HAI_PHONG, LUAT_53, MAU_CHUNG, QUANG_NAM]
FINDINGS: Mapping[str, set[str]] = {
    "hai_phong": {"xac_minh"},
    "luat_53_2024": {"xac_dinh"},
    "mau_chung": {"xac_minh"},
    "quang_nam": {"xac_dinh"},
}
RETURNS_HOME: Mapping[str, set[str]] = {
    "ca_mau": {"ve_gia_dinh"},
    "lai_chau": {"dua_ve"},
    "mau_chung": {"dua_ve"},
    # to a facility or home
    "quang_nam": {"dua_ve"},
}


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_way_asks_what_it_should_and_ends_where_it_should(way: Way) -> None:
    walk = way.go()

    assert sorted(walk.asked) == sorted(way.asked.split())
    assert walk.end == way.end


@pytest.mark.parametrize(
    "way", [way for way in WAYS if not way.pathway.end(way.end).at_once], ids=str
)
def test_what_a_way_does_not_ask_was_skipped_by_the_time_it_ends(way: Way) -> None:
    walk = way.go()

    assert walk.skipped == way.left_out


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_the_ways_reach_every_entry_step_and_end_and_put_every_condition_both_ways(
    pathway: Pathway,
) -> None:
    assert coverage_of(pathway, WAYS).missing == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_a_finding_and_a_return_home_take_two_and_nothing_else_does(pathway: Pathway) -> None:
    findings = FINDINGS.get(pathway.key, set())
    of_two = {step.id for step in pathway.steps if step.second_person}

    assert {step.id for step in pathway.steps if _finds(step)} == findings
    assert of_two == findings | RETURNS_HOME.get(pathway.key, set())


def test_a_way_that_is_not_gone_is_missed() -> None:
    others = [way for way in WAYS if way.name != "advice_of_111"]

    missing = coverage_of(QUANG_NAM, others).missing

    assert missing == [
        "end chi_tu_van.when: tong_dai_111.chuyen_tuyen == false is never true",
        "dua_ve.when: tong_dai_111.chuyen_tuyen != false is never false",
    ]


def test_services_are_asked_side_by_side_each_of_its_own_role() -> None:
    walk = begin(MAU_CHUNG, "tro_ve_chinh_thuc")
    walk.answer("nhan_ban_giao")
    items = ("nhu_yeu_pham", "y_te", "tam_ly", "phap_ly")

    walk.answer("tiep_can", dong_y=True, can_noi_o=True, duoi_18=True, nhu_cau=items)

    assert {name: walk.role_asked(name) for name in walk.waiting} == {
        "noi_o": "co_so_luu_tru",
        "dich_vu[nhu_yeu_pham]": "co_so_luu_tru",
        "dich_vu[y_te]": "y_te",
        "dich_vu[tam_ly]": "tu_van_tam_ly",
        "dich_vu[phap_ly]": "tro_giup_phap_ly",
        "bao_ve_tre_em": "ubnd_xa",
        "xac_minh": "cong_an",
    }


def test_a_service_that_no_agency_gives_waits_for_the_lead_and_can_be_asked_again() -> None:
    walk = begin(MAU_CHUNG, "giai_cuu")
    walk.answer("dua_ve_an_toan")
    walk.answer("tiep_can", dong_y=True, co_giay_to=True, nhu_cau=("phap_ly",))

    walk.refuse("dich_vu[phap_ly]", "declined")
    unanswered = list(walk.waiting)
    walk.ask_again("dich_vu[phap_ly]")
    walk.answer("dich_vu[phap_ly]")

    assert unanswered == []
    assert walk.waiting == ["ke_hoach"]


def test_an_item_that_the_coordinator_skips_lets_the_person_go_home() -> None:
    walk = begin(MAU_CHUNG, "giai_cuu")
    walk.answer("dua_ve_an_toan")
    walk.answer("tiep_can", dong_y=True, co_giay_to=True, nhu_cau=("y_te", "phap_ly"))
    walk.answer("dich_vu[y_te]")

    walk.skip("dich_vu[phap_ly]")

    assert walk.waiting == ["ke_hoach"]


# Verification


def under_verification() -> Walk:
    walk = begin(MAU_CHUNG, "tu_tro_ve")
    walk.answer("trinh_bao")
    walk.answer("tiep_can", dong_y=True, can_noi_o=True, nhu_cau=("y_te",))
    return walk


def test_pending_verification_never_blocks_a_support_step() -> None:
    walk = under_verification()

    for name in ("noi_o", "dich_vu[y_te]", "ke_hoach"):
        walk.answer(name)
    walk.answer("tiep_nhan_tai_xa", nhu_cau=("giay_to",), dong_y_theo_doi=True)
    walk.answer("ho_tro_cong_dong[giay_to]")
    for _ in range(3):
        walk.answer("theo_doi", tiep_theo="tiep_tuc")
        walk.next_round()

    assert walk.waiting == ["xac_minh", "theo_doi"]


def test_nothing_but_that_its_result_is_told_comes_after_the_verification() -> None:
    assert MAU_CHUNG.descendants["xac_minh"] == {"thong_bao_ket_qua"}


@pytest.mark.parametrize("pathway", VERIFYING, ids=lambda pathway: pathway.key)
def test_whatever_the_result_is_the_same_is_asked_about_it_and_nothing_of_a_no_alone(
    pathway: Pathway,
) -> None:
    ways = [way for way in WAYS if way.pathway == pathway]

    by_end = {way.end == "khong_phai_nan_nhan": set[str]() for way in ways}
    for way in ways:
        by_end[way.end == "khong_phai_nan_nhan"] |= way.steps

    assert "thong_bao_ket_qua" in by_end[False]
    assert by_end[True] - by_end[False] == set()


def test_the_journey_waits_for_the_verification_before_it_ends() -> None:
    walk = under_verification()
    for name in ("noi_o", "dich_vu[y_te]", "ke_hoach", "tiep_nhan_tai_xa"):
        walk.answer(name)
    waits = list(walk.waiting)

    walk.answer("xac_minh", ket_qua="la_nan_nhan")
    walk.answer("thong_bao_ket_qua")

    assert waits == ["xac_minh"]
    assert walk.end == "hoan_thanh"


def test_support_goes_on_until_somebody_was_told_that_they_are_no_victim() -> None:
    walk = under_verification()

    walk.answer("xac_minh", ket_qua="khong_phai_nan_nhan")
    still_asked = list(walk.waiting)
    walk.answer("thong_bao_ket_qua", gioi_thieu=("tro_giup_xa_hoi",))

    assert still_asked == ["noi_o", "dich_vu[y_te]", "thong_bao_ket_qua"]
    assert walk.end == "khong_phai_nan_nhan"
    assert walk.waiting == []


@pytest.mark.parametrize("pathway", [MAU_CHUNG, HAI_PHONG], ids=lambda pathway: pathway.key)
def test_not_enough_grounds_is_asked_a_second_time(pathway: Pathway) -> None:
    walk = begin(pathway, "tu_tro_ve")
    while "xac_minh" not in walk.waiting:
        for name in walk.waiting:
            agrees: Values = {"dong_y": True} if name in ("tiep_can", "don_de_nghi") else {}
            walk.answer(name, **agrees)

    walk.refuse("xac_minh", "lacks_grounds")
    asked_anew = "xac_minh" in walk.waiting
    walk.ask_again("xac_minh")

    assert not asked_anew
    assert walk.last_key("xac_minh").attempt == 2
    assert pathway.by_id["xac_minh"].may_lack_grounds


def test_in_hai_phong_only_what_is_essential_is_given_before_the_verification() -> None:
    walk = begin(HAI_PHONG, "tu_tro_ve")
    walk.answer("nhan_thong_tin")
    walk.answer("don_de_nghi", dong_y=True)
    walk.answer("de_nghi_xac_minh")

    assert walk.waiting == ["thiet_yeu", "xac_minh"]


@pytest.mark.parametrize("pathway", [HAI_PHONG, QUANG_NAM], ids=lambda pathway: pathway.key)
def test_nobody_waits_for_support_until_the_result_was_told(pathway: Pathway) -> None:
    assert pathway.descendants["thong_bao_ket_qua"] == set()


def test_under_the_law_nothing_but_what_is_for_the_identified_waits_for_the_verification() -> None:
    late = LUAT_53.descendants["xac_minh"] | LUAT_53.descendants["xac_dinh"]

    assert late == {"xac_dinh", "thong_bao_ket_qua", "nhan_don", "giai_quyet_don"}


def test_under_the_law_essential_needs_are_met_from_the_first_moment() -> None:
    walk = begin(LUAT_53, "co_quan_dua_den")

    assert walk.waiting == ["thong_bao", "thiet_yeu"]


def test_under_the_law_the_police_identify_nobody_who_has_not_agreed_to_support() -> None:
    walk = begin(LUAT_53, "tu_trinh_bao")
    for name in ("thong_bao", "xac_minh[cong_an_tinh]"):
        walk.answer(name)
    walk.answer("xac_minh", giay_to="chua_co")
    before = list(walk.waiting)

    walk.answer("tiep_nhan", dong_y=True)

    assert before == ["thiet_yeu", "tiep_nhan"]
    assert "xac_dinh" in walk.waiting


def test_under_the_law_both_verify_before_the_verification_is_done() -> None:
    walk = begin(LUAT_53, "tu_trinh_bao")
    for name in ("thong_bao", "thiet_yeu"):
        walk.answer(name)
    walk.answer("tiep_nhan", dong_y=True)
    walk.answer("xac_minh", giay_to="chua_co")
    waits = list(walk.waiting)

    walk.answer("xac_minh[cong_an_tinh]")

    assert waits == ["xac_minh[cong_an_tinh]"]
    assert walk.waiting == ["xac_dinh"]


@pytest.mark.parametrize("pathway", PROVINCES, ids=lambda pathway: pathway.key)
def test_a_province_can_attach_the_frame_of_the_law_to_its_own(pathway: Pathway) -> None:
    first = pathway.in_order[0].id
    part = {"id": "luat", "use": LUAT_53.key, "version": 1, "entry": "tu_trinh_bao"}
    parts = [{**part, "origin": "law", "source": "Luật 53/2024/QH15", "after": [first]}]
    own = Pathway.model_validate(pathway.model_dump(by_alias=True) | {"parts": parts})

    with_law = whole(own, lambda key, version: LUAT_53)

    assert [*part_faults(own, lambda key, version: LUAT_53), *faults(with_law)] == []
    assert {f"luat_{step}" for step in LUAT_53.by_id} <= set(with_law.by_id)


# Consent


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way.pathway == LAI_CHAU and "refuses_" in way.name], ids=str
)
def test_in_lai_chau_who_does_not_agree_is_told_of_to_nobody_else(way: Way) -> None:
    walk = way.go()

    assert len(walk.asked) == 1


def test_in_lai_chau_the_commune_hears_of_nobody_who_does_not_want_it_to() -> None:
    walk = begin(LAI_CHAU, "qua_phong")
    walk.answer("ghi_nhan_huyen", dong_y=True)

    walk.answer("noi_ve", dong_y=False, trong_tinh=True, xa="lai_chau")

    assert (walk.asked, walk.end) == (["ghi_nhan_huyen", "noi_ve"], "tu_choi_ho_tro")


def test_in_quang_nam_a_refusal_takes_no_more_than_its_date() -> None:
    step = QUANG_NAM.by_id["dua_ve"]

    assert [field.id for field in step.form if field.required] == ["ngay", "dong_y"]


# Days


def test_only_a_stay_is_dated_ahead() -> None:
    """From when there is a place, and from when it is extended. All else has happened."""
    ahead = {
        f"{pathway.key}.{name}.{field.id}"
        for pathway in PATHWAYS
        for name, form in (
            *((step.id, step.form) for step in pathway.steps),
            *((duty.id, duty.form) for duty in pathway.duties),
        )
        for field in form
        if field.ahead
    }

    assert ahead == {
        "ca_mau.noi_o.ngay",
        "lai_chau.an_o.tu_ngay",
        "luat_53_2024.het_luu_tru.ngay",
        "luat_53_2024.luu_tru.ngay",
        "mau_chung.noi_o.ngay",
        "quang_nam.tiep_nhan.ngay",
    }


# Follow-up


def test_the_follow_up_is_asked_each_month_until_it_is_ended() -> None:
    visits = [VISIT_AGAIN, VISIT_AGAIN, STABLE]

    walk = walk_through(
        MAU_CHUNG,
        "tu_tro_ve",
        {"tiep_can": AGREES, "tiep_nhan_tai_xa": AT_HOME, "theo_doi": visits},
    )

    rounds = walk.world.state.rounds("theo_doi", None)
    assert [asked.asked.at.month for asked in rounds] == [1, 2, 3]
    assert walk.end == "hoan_thanh"


def _finds(step: Step) -> bool:
    """Whether its answer decides what the person is: to note a paper that there is does not."""
    return any(option.status == "not_a_victim" for field in step.form for option in field.options)
