from __future__ import annotations

import pytest

from domain.areas import shipped_areas
from domain.conditions import read_condition
from domain.pathway import FREE_TEXT, Pathway
from domain.places import placed_parts
from tests.domain.ways import (
    AGREES,
    AT_HOME,
    HAI_PHONG,
    LAI_CHAU,
    MAU_CHUNG,
    PATHWAYS,
    STABLE,
    VISIT_AGAIN,
    WAYS,
    Way,
)
from tests.walking import Walk, begin, walk_through


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_way_asks_what_it_should_and_ends_where_it_should(way: Way) -> None:
    walk = walk_through(way.pathway, way.entry, way.says)

    assert sorted(walk.asked) == sorted(way.asked.split())
    assert walk.end == way.end


@pytest.mark.parametrize(
    "way", [way for way in WAYS if not way.pathway.end(way.end).at_once], ids=str
)
def test_what_a_way_does_not_ask_was_skipped_by_the_time_it_ends(way: Way) -> None:
    walk = walk_through(way.pathway, way.entry, way.says)

    assert walk.skipped == set(way.pathway.by_id) - way.steps


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_the_ways_above_leave_no_entry_step_or_end_untried(pathway: Pathway) -> None:
    ways = [way for way in WAYS if way.pathway is pathway]

    ends_untried = {end.id for end in pathway.ends} - {way.end for way in ways}

    assert {way.entry for way in ways} == {entry.id for entry in pathway.entries}
    assert set().union(*(way.steps for way in ways)) == set(pathway.by_id)
    assert ends_untried <= {"ket_thuc_som"}  # a coordinator's skip alone leads there


@pytest.mark.parametrize("pathway", [MAU_CHUNG, HAI_PHONG], ids=lambda pathway: pathway.key)
def test_a_first_contact_that_is_skipped_ends_early_and_not_as_completed(pathway: Pathway) -> None:
    walk = begin(pathway, "tu_tro_ve")
    contact = "tiep_can" if pathway is MAU_CHUNG else "tiep_can_ho_so"
    while walk.waiting != [contact]:
        walk.answer(walk.waiting[0])

    walk.skip(contact)

    assert walk.end == "ket_thuc_som"


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


def test_nothing_but_the_explanation_of_its_result_comes_after_the_verification() -> None:
    assert MAU_CHUNG.descendants["xac_minh"] == {"giai_thich_ket_qua"}


def test_the_journey_waits_for_the_verification_before_it_ends() -> None:
    walk = under_verification()
    for name in ("noi_o", "dich_vu[y_te]", "ke_hoach", "tiep_nhan_tai_xa"):
        walk.answer(name)
    waits = list(walk.waiting)

    walk.answer("xac_minh", ket_qua="la_nan_nhan")

    assert waits == ["xac_minh"]
    assert walk.end == "hoan_thanh"


def test_support_goes_on_until_it_was_explained_that_somebody_is_no_victim() -> None:
    walk = under_verification()

    walk.answer("xac_minh", ket_qua="khong_phai_nan_nhan")
    still_asked = list(walk.waiting)
    walk.answer("giai_thich_ket_qua", gioi_thieu=("tro_giup_xa_hoi",))

    assert still_asked == ["noi_o", "dich_vu[y_te]", "giai_thich_ket_qua"]
    assert walk.end == "khong_phai_nan_nhan"
    assert walk.waiting == []


@pytest.mark.parametrize("pathway", [MAU_CHUNG, HAI_PHONG], ids=lambda pathway: pathway.key)
def test_not_enough_grounds_is_asked_a_second_time(pathway: Pathway) -> None:
    walk = begin(pathway, "tu_tro_ve")
    while "xac_minh" not in walk.waiting:
        for name in walk.waiting:
            walk.answer(name, **({"dong_y": True} if name == "tiep_can" else {}))

    walk.refuse("xac_minh", "lacks_grounds")
    asked_anew = "xac_minh" in walk.waiting
    walk.ask_again("xac_minh")

    assert not asked_anew
    assert walk.last_key("xac_minh").attempt == 2
    assert pathway.by_id["xac_minh"].may_lack_grounds


def test_in_hai_phong_support_begins_only_after_the_verification() -> None:
    walk = begin(HAI_PHONG, "tu_tro_ve")
    for name in ("nhan_thong_tin", "don_de_nghi", "de_nghi_xac_minh"):
        walk.answer(name)

    assert walk.waiting == ["xac_minh"]


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


# What they say


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_every_step_has_one_short_line_that_asks(pathway: Pathway) -> None:
    lines = [step.request.in_(language) for step in pathway.steps for language in ("vi", "en")]

    assert [line for line in lines if len(line) > 110 or "\n" in line] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_every_free_text_says_that_no_name_is_to_be_written(pathway: Pathway) -> None:
    texts = [f.label for step in pathway.steps for f in step.form if f.kind in FREE_TEXT]

    assert [label.vi for label in texts if "không ghi họ tên" not in label.vi] == []
    assert [label.en for label in texts if "no names" not in label.en] == []


def test_the_common_model_is_by_design_in_every_part() -> None:
    assert {part.origin for _, part in placed_parts(MAU_CHUNG)} == {"design"}
    assert {field.origin for step in MAU_CHUNG.steps for field in step.form} == {"design"}


@pytest.mark.parametrize("pathway", [HAI_PHONG, LAI_CHAU], ids=lambda pathway: pathway.key)
def test_what_an_article_says_or_implies_names_its_place(pathway: Pathway) -> None:
    unplaced = [
        place
        for place, part in placed_parts(pathway)
        if (part.origin == "design") == ("đoạn" in (part.source or ""))
    ]

    assert unplaced == []
    assert {end.origin for end in pathway.ends} == {"design"}


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_areas_in_conditions_exist(pathway: Pathway) -> None:
    areas = shipped_areas()
    conditions = [read_condition(step.when) for step in pathway.steps if step.when]

    named = {
        text
        for condition in conditions
        for path, text in condition.literals
        if (field := pathway.field_at(path)) is not None and field.kind == "area"
    }

    assert {area for area in named if areas.get(area) is None} == set()


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_what_a_message_asks_does_not_say_what_happened_to_the_person(pathway: Pathway) -> None:
    asks = [step.request for step in pathway.steps]

    words = " ".join(f"{ask.vi} {ask.en}".lower() for ask in asks)

    assert not [word for word in ("nạn nhân", "mua bán", "victim", "traffick") if word in words]
