"""What each of the five articles states (●), implies (○) or does not speak of (–), and where that
stands in the pathways made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.pathway.template import Duty, Entry, Field, Origin, Pathway, Role, Stage, Step
from tests.domain.ways import (
    CA_MAU,
    HAI_PHONG,
    LAI_CHAU,
    MOLISA_PERSON,
    MOLISA_SITE,
    QUANG_NAM,
)

ARTICLES: dict[str, tuple[Pathway, ...]] = {
    "ca_mau": (CA_MAU,),
    "quang_nam": (QUANG_NAM,),
    "hai_phong": (HAI_PHONG,),
    "molisa": (MOLISA_PERSON, MOLISA_SITE),
    "lai_chau": (LAI_CHAU,),
}
MARKS: dict[str, set[Origin]] = {"●": {"article"}, "○": {"inferred", "design"}}


@dataclass(frozen=True)
class Omitted:
    why: str


@dataclass(frozen=True)
class Row:
    """`homes` has for each article its mark and the ids (or `step.field`) of what stands for it;
    an article that is not named is silent, and `words` (where some can be named) are what then no
    title may say.
    """

    says: str
    words: str
    homes: dict[str, tuple[str, str | Omitted]]


COUNTED = Omitted("what had been counted until then: a report counts what is answered here")

ROWS = [
    Row(
        "entry channels named",
        "",
        {
            "ca_mau": ("●", "tro_ve_chinh_thuc tu_tro_ve giai_cuu"),
            "quang_nam": ("●", "tong_dai_111 tong_dai_tinh tro_ve"),
            "hai_phong": ("●", "danh_sach_cong_an danh_sach_co_so tu_tro_ve"),
            "molisa": ("●", "phat_hien"),
            "lai_chau": ("●", "qua_tt_btxh qua_phong tu_tinh_khac"),
        },
    ),
    Row(
        "reception at a facility",
        r"tiếp nhận (tại cơ sở|vào trung tâm)",
        {
            "ca_mau": ("●", "tiep_nhan"),
            "quang_nam": ("●", "tiep_nhan"),
            "hai_phong": ("○", "tiep_can_ho_so.noi_nhan"),
            "lai_chau": ("●", "tiep_nhan_tt"),
        },
    ),
    Row(
        "lodging",
        r"nơi ăn|chỗ ở|lưu trú",
        {
            "ca_mau": ("●", "noi_o"),
            "quang_nam": ("●", "tiep_nhan"),
            "hai_phong": ("○", "tiep_can_ho_so.noi_nhan"),
            "lai_chau": ("●", "an_o"),
        },
    ),
    Row(
        "police verification",
        r"xác minh|xác định",
        {
            "quang_nam": ("○", "xac_dinh"),
            "hai_phong": ("●", "xac_minh"),
            "molisa": ("○", "tiep_nhan.ngay_xac_nhan"),
        },
    ),
    Row(
        "case file",
        r"hồ sơ",
        {"quang_nam": ("○", "lap_ho_so"), "hai_phong": ("●", "tiep_can_ho_so")},
    ),
    Row("health-insurance card", r"bảo hiểm y tế", {"ca_mau": ("●", "the_bhyt")}),
    Row(
        "child branch",
        r"trẻ em",
        {"quang_nam": ("●", "ket_noi_tre_em"), "lai_chau": ("○", "tiep_nhan_tt.hoc_sinh_sv")},
    ),
    Row(
        "victim's children",
        r"con của nạn nhân",
        {"hai_phong": ("●", "con_di_hoc"), "molisa": ("●", "tiep_nhan.nhom")},
    ),
    Row(
        "suspected victims",
        r"nghi là nạn nhân",
        {
            "ca_mau": ("○", "tiep_nhan.dien"),
            "quang_nam": ("●", "tong_dai_111.dien tong_dai_tinh.dien"),
            "molisa": ("●", "tiep_nhan.nhom"),
        },
    ),
    Row(
        "structured assessment",
        r"đánh giá khả năng",
        {
            "ca_mau": ("●", "danh_gia"),
            "molisa": ("○", Omitted("screening is a step; that it goes by criteria is not said")),
        },
    ),
    Row(
        "return home",
        r"trở về gia đình|nơi cư trú|về địa phương",
        {
            "ca_mau": ("●", "ve_gia_dinh ve_gia_dinh.tien_tau_xe ve_gia_dinh.tien_an"),
            "quang_nam": ("●", "dua_ve"),
            "lai_chau": ("●", "dua_ve"),
        },
    ),
    Row(
        "community services",
        "",
        {
            "ca_mau": ("●", "sau_danh_gia cong_dong bao_ve"),
            "quang_nam": ("●", "dich_vu uu_tien_viec_lam"),
            "hai_phong": ("●", "ho_tro giay_to"),
            "molisa": ("●", "chuyen_gui"),
            "lai_chau": ("●", "ho_tro_cong_dong"),
        },
    ),
    Row(
        "loans",
        r"vay vốn",
        {
            "quang_nam": ("●", "vay_von"),
            "hai_phong": ("●", "vay_von"),
            "molisa": ("●", "tham_van.nhu_cau"),
            "lai_chau": ("●", "vay_von"),
        },
    ),
    Row(
        "peer group, meetings",
        r"nhóm đồng đẳng|sinh hoạt định kỳ",
        {
            "quang_nam": ("●", "mo_hinh_nhom"),
            "hai_phong": ("●", "sinh_hoat_nhom"),
            "lai_chau": ("●", "sinh_hoat_thang"),
        },
    ),
    Row(
        "follow-up monitoring",
        r"theo dõi|tình hình chung",
        {"lai_chau": ("●", "theo_doi.tinh_hinh theo_doi.kho_khan")},
    ),
    Row(
        "recurring duties",
        r"hằng tháng|loa phát thanh|sơ kết|tổng kết",
        {
            "quang_nam": ("●", "phat_thanh"),
            "hai_phong": (
                "●",
                "xin_danh_sach_cong_an xin_danh_sach_co_so so_ket_3_nam tong_ket_5_nam",
            ),
            "lai_chau": ("●", "sinh_hoat_thang"),
        },
    ),
    Row(
        "targets",
        r"chỉ tiêu",
        {
            # of those identified, that all have access: a report, out of their journeys
            "quang_nam": ("●", "trien_khai tap_huan"),
            "molisa": (
                "●",
                "danh_gia.ty_le_doi_tuong danh_gia.ty_le_nguoi_dan danh_gia.ty_le_nang_luc",
            ),
        },
    ),
    Row(
        "figures",
        "",
        {
            "hai_phong": ("●", COUNTED),
            "lai_chau": ("●", COUNTED),
        },
    ),
]
CELLS = [
    (row, article)
    for row in ROWS
    for article, (_, homes) in row.homes.items()
    if not isinstance(homes, Omitted)
]
SILENT = [
    (row, article) for row in ROWS for article in ARTICLES if row.words and article not in row.homes
]


def _named(cell: tuple[Row, str]) -> str:
    return f"{cell[0].says}-{cell[1]}"


@pytest.mark.parametrize("cell", CELLS, ids=_named)
def test_what_an_article_says_has_a_place_that_looks_no_surer_and_no_less_sure(
    cell: tuple[Row, str],
) -> None:
    row, article = cell
    mark, homes = row.homes[article]
    assert isinstance(homes, str)

    origins = {home: _origin(ARTICLES[article], home) for home in homes.split()}

    assert {home: origin for home, origin in origins.items() if origin not in MARKS[mark]} == {}


@pytest.mark.parametrize("cell", SILENT, ids=_named)
def test_what_an_article_does_not_speak_of_is_ours_where_it_stands_at_all(
    cell: tuple[Row, str],
) -> None:
    row, article = cell

    said = [
        title
        for pathway in ARTICLES[article]
        for title, origin in _titles(pathway)
        if re.search(row.words, title.lower()) and origin != "design"
    ]

    assert said == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.words], ids=lambda row: row.says)
def test_the_words_that_the_silent_must_not_say_are_those_of_the_others(row: Row) -> None:
    said = {
        article
        for article in row.homes
        for pathway in ARTICLES[article]
        for title, _ in _titles(pathway)
        if re.search(row.words, title.lower())
    }

    assert said


def _origin(pathways: tuple[Pathway, ...], home: str) -> Origin | None:
    return next((found.origin for pathway in pathways if (found := _find(pathway, home))), None)


def _find(pathway: Pathway, home: str) -> Step | Duty | Entry | Field | None:
    if "." in home:
        return pathway.field_at(home)
    parts: tuple[Step | Duty | Entry, ...] = (*pathway.steps, *pathway.duties, *pathway.entries)
    return next((part for part in parts if part.id == home), None)


def _titles(pathway: Pathway) -> Iterator[tuple[str, Origin]]:
    """Of fields what the article says or implies: what they ask else is not told of anybody."""
    asked: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)
    named: tuple[Entry | Role | Stage, ...] = (*pathway.entries, *pathway.roles, *pathway.stages)
    yield from ((one.title.vi, one.origin) for one in named)
    for part in asked:
        yield part.title.vi, part.origin
        for field in part.form:
            if field.origin != "design":
                yield field.label.vi, field.origin
                yield from ((option.label.vi, field.origin) for option in field.options)
