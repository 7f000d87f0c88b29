"""Who asks whom for what, as the five articles tell it, and which step or duty says so."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.pathway.template import Duty, Pathway, Step
from tests.domain.ways import (
    CA_MAU,
    HAI_PHONG,
    LAI_CHAU,
    MOLISA_PERSON,
    QUANG_NAM,
)


@dataclass(frozen=True)
class Edge:
    """`asker` is None where it is the person, or anybody."""

    says: str
    pathway: Pathway
    homes: str
    asker: str | None
    asked: str

    def __str__(self) -> str:
        return self.says


@dataclass(frozen=True)
class Omitted:
    """`role` is what who is asked would be called, if it were one."""

    says: str
    pathway: Pathway
    role: str
    why: str

    def __str__(self) -> str:
        return self.says


EDGES = [
    # Cà Mau
    Edge("facility: legal aid", CA_MAU, "phap_ly", "co_so", "tro_giup_phap_ly"),
    Edge(
        "facility: providers outside",
        CA_MAU,
        "sau_danh_gia",
        "co_so",
        "giao_duc day_nghe y_te",
    ),
    # Quảng Nam
    Edge("anybody: hotline 111", QUANG_NAM, "tong_dai_111", None, "tong_dai_111"),
    Edge("anybody: the province's hotline", QUANG_NAM, "tong_dai_tinh", None, "tong_dai_tinh"),
    Edge(
        "department: bring to a facility or home",
        QUANG_NAM,
        "dua_ve",
        "so_ldtbxh",
        "co_quan_lien_quan",
    ),
    Edge("facility: protect the child", QUANG_NAM, "ket_noi_tre_em", "co_so", "bao_ve_tre_em"),
    Edge("department: loans", QUANG_NAM, "vay_von", "so_ldtbxh", "ngan_hang_csxh"),
    # Hải Phòng
    Edge(
        "department: yearly list of the police",
        HAI_PHONG,
        "xin_danh_sach_cong_an",
        "so_ldtbxh",
        "cong_an_tp",
    ),
    Edge(
        "sub-department: yearly list of border facilities",
        HAI_PHONG,
        "xin_danh_sach_co_so",
        "chi_cuc",
        "co_so_bien_gioi",
    ),
    Edge("the person: application", HAI_PHONG, "don_de_nghi", None, "so_ldtbxh"),
    Edge("department: verify", HAI_PHONG, "xac_minh", "so_ldtbxh", "cong_an_tp"),
    Edge(
        "department: contact, file, support",
        HAI_PHONG,
        "tiep_can_ho_so",
        "so_ldtbxh",
        "chi_cuc phong_ldtbxh",
    ),
    Edge(
        "Women's Union: legal aid, registration, school",
        HAI_PHONG,
        "giay_to con_di_hoc",
        "hoi_lhpn",
        "co_quan_chuc_nang",
    ),
    Edge("Women's Union: loans of its fund", HAI_PHONG, "quy_cho_vay", "hoi_lhpn", "quy_pnpt"),
    # The pilot
    Edge("pilot group: referral", MOLISA_PERSON, "chuyen_gui", "nhom_thi_diem", "mang_luoi"),
    # Lai Châu
    Edge("department: be ready to receive", LAI_CHAU, "chuan_bi", "so_ldtbxh", "tt_btxh"),
    Edge("department: review and list", LAI_CHAU, "ra_soat", "so_ldtbxh", "phong_ldtbxh"),
    Edge("centre: bring home", LAI_CHAU, "dua_ve", "tt_btxh", "co_quan_lien_quan"),
    # The department instead of its centre, which two of the three ways in pass by.
    Edge(
        "centre: continue support",
        LAI_CHAU,
        "lien_he_co_so",
        "so_ldtbxh",
        "chinh_quyen_co_so",
    ),
    Edge("department: the province directs", LAI_CHAU, "chi_dao_ho_tro", "so_ldtbxh", "ubnd_tinh"),
    Edge(
        "department: departments support",
        LAI_CHAU,
        "ho_tro_cong_dong",
        "so_ldtbxh",
        "so_ban_nganh",
    ),
]
OMITTED = [
    Omitted(
        "department: training, budget, documents of the ministry",
        HAI_PHONG,
        "bo_ldtbxh",
        "training, budget, documents and projects are hoped for in the time to come; nobody says"
        " that they are asked for again and again, and there is nothing to confirm",
    ),
    Omitted(
        "centre: bring home with the family",
        LAI_CHAU,
        "gia_dinh",
        "it is brought home with the family, and a family is sent no request",
    ),
]


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_the_asked_are_asked_in_the_name_of_who_asks(edge: Edge) -> None:
    parts = [_part(edge.pathway, home) for home in edge.homes.split()]

    assert {_asker(part, edge.asked.split()) for part in parts} == {edge.asker}
    assert [part.id for part in parts if not set(edge.asked.split()) <= _reached(part)] == []


@pytest.mark.parametrize("omitted", OMITTED, ids=str)
def test_who_is_asked_nothing_has_no_role(omitted: Omitted) -> None:
    assert omitted.role not in {role.id for role in omitted.pathway.roles}


def _part(pathway: Pathway, home: str) -> Step | Duty:
    parts: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)
    return next(part for part in parts if part.id == home)


def _asker(part: Step | Duty, asked: list[str]) -> str | None:
    """Who does a step itself and has others told of it asks them."""
    return part.role if set(asked) <= set(part.informed) else part.asked_by


def _reached(part: Step | Duty) -> set[str]:
    found = {part.role, *part.informed}
    if isinstance(part, Step):
        found |= {*part.jointly, *part.role_by_item.values()}
    return found
