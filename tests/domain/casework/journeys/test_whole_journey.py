"""A journey through casework alone, on each database."""

from __future__ import annotations

from domain.casework.desk.coordinating import Proxy, answer_for_agency, ask_again
from domain.casework.desk.looking import lead_list
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, Says

GO_ON, END = {"tiep_theo": "tiep_tuc"}, {"tiep_theo": "ket_thuc"}
SAYS: Says = {
    "tiep_can": {"dong_y": "yes", "can_noi_o": "yes", "nhu_cau": ["y_te", "phap_ly"]},
    "ke_hoach": {"huong": "ve_gia_dinh", "xa": "hai_phong"},
    "tiep_nhan_tai_xa": {"dong_y_theo_doi": "yes", "nhu_cau": ["vay_von"]},
    "theo_doi": [GO_ON, GO_ON, END],
}


def test_a_person_is_led_from_reception_to_the_third_visit(anywhere: Bureau) -> None:
    pathway = shipped("mau_chung")
    anywhere.publish(pathway)

    journey = anywhere.open(pathway, "tu_tro_ve", "hai_phong")
    anywhere.walk(journey, pathway, SAYS)

    asked = [f"{r.step}[{r.item}]" if r.item else r.step for r in anywhere.requests(journey)]
    assert asked == [
        "trinh_bao",
        "tiep_can",
        "noi_o",
        "dich_vu[y_te]",
        "dich_vu[phap_ly]",
        "xac_minh",
        "ke_hoach",
        "thong_bao_ket_qua",
        "tiep_nhan_tai_xa",
        "ho_tro_cong_dong[vay_von]",
        "theo_doi",
        "theo_doi",
        "theo_doi",
    ]
    assert anywhere.status(journey) == ("ended", "hoan_thanh")


def test_who_declines_is_replaced_by_the_coordinator(anywhere: Bureau) -> None:
    pathway = shipped("mau_chung")
    anywhere.publish(pathway)
    journey = anywhere.open(pathway, "giai_cuu")
    (rescue,) = anywhere.waiting(journey)

    anywhere.decline(rescue)
    anywhere.carry(journey)
    (line,) = lead_list(anywhere.office, "vi")
    ask_again(anywhere.office, line.reference, "lan", "co_quan_tiep_nhan")
    anywhere.carry(journey)
    (second,) = anywhere.waiting(journey)
    spoken = Proxy("done", {"ngay": ["20/11/2026"]}, "", "Chị Hoa, trực ban", "phone")
    answer_for_agency(anywhere.office, second, spoken, "lan")
    anywhere.carry(journey)

    told = [(r.step, r.attempt, r.status) for r in anywhere.requests(journey)]
    assert told == [
        ("dua_ve_an_toan", 1, "declined"),
        ("dua_ve_an_toan", 2, "done"),
        ("tiep_can", 1, "waiting"),
    ]
    assert lead_list(anywhere.office, "vi") == ()


def shipped(key: str) -> Pathway:
    return next(p for p in map(read_pathway, shipped_pathways()) if p.key == key)
