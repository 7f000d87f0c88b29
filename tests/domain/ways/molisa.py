"""Ways through the two pathways of the pilot in communes."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

MOLISA_SITE = SHIPPED["molisa_site"]
MOLISA_PERSON = SHIPPED["molisa_person"]

CHOSEN: Values = {"duoc_chon": True, "tieu_chi": ("nhieu_tro_ve",)}
ALL_THREE: Values = {"ty_le_doi_tuong": 70, "ty_le_nguoi_dan": 80, "ty_le_nang_luc": 50}
CARRIED_OUT = "khao_sat lap_nhom ke_hoach truyen_thong tap_huan mang_luoi danh_gia"


def _measured(name: str, **short: int) -> Way:
    return Way(
        name,
        MOLISA_SITE,
        "dia_ban_khao_sat",
        {"khao_sat": CHOSEN, "danh_gia": {**ALL_THREE, **short}},
        CARRIED_OUT,
        "chua_dat_chi_tieu" if short else "dat_chi_tieu",
    )


MOLISA_SITE_WAYS = [
    # surveyed and not chosen
    Way("not_chosen", MOLISA_SITE, "dia_ban_khao_sat", {}, "khao_sat", "khong_duoc_chon"),
    # each target is met to the point, then each is missed by one
    _measured("all_targets_met"),
    _measured("too_few_supported", ty_le_doi_tuong=69),
    _measured("too_few_residents", ty_le_nguoi_dan=79),
    _measured("too_few_trained", ty_le_nang_luc=49),
    # nothing was measured: the coordinator skips it
    Way(
        "not_measured",
        MOLISA_SITE,
        "dia_ban_khao_sat",
        {"khao_sat": CHOSEN},
        CARRIED_OUT,
        "ket_thuc_som",
        frozenset({"danh_gia"}),
    ),
]

COUNSELLED = "tiep_nhan quyen_loi tham_van"

MOLISA_PERSON_WAYS = [
    # a confirmed victim who needs everything
    Way(
        "confirmed_victim",
        MOLISA_PERSON,
        "phat_hien",
        {
            "tiep_nhan": {"nhom": "da_xac_nhan", "ngay_xac_nhan": "2025-06-20"},
            "tham_van": {
                "dong_y": True,
                "nhu_cau": (
                    "y_te",
                    "tam_ly",
                    "phap_ly",
                    "hoc_van_hoa",
                    "hoc_nghe",
                    "vay_von",
                    "sinh_ke",
                ),
            },
        },
        f"{COUNSELLED} chuyen_gui[y_te] chuyen_gui[tam_ly] chuyen_gui[phap_ly]"
        " chuyen_gui[hoc_van_hoa] chuyen_gui[hoc_nghe] chuyen_gui[vay_von] chuyen_gui[sinh_ke]"
        " ky_nang",
        "hoan_thanh",
    ),
    # a victim's child, who needs nothing but to know how to keep safe
    Way(
        "victims_child",
        MOLISA_PERSON,
        "phat_hien",
        {"tiep_nhan": {"nhom": "con_nan_nhan"}, "tham_van": {"dong_y": True}},
        f"{COUNSELLED} ky_nang",
        "hoan_thanh",
    ),
    # a suspected victim who wants no support
    Way(
        "suspected_and_refuses",
        MOLISA_PERSON,
        "thong_tin",
        {
            "tiep_nhan": {"nhom": "nghi_ton_thuong"},
            "tham_van": {"dong_y": False, "nhu_cau": ("y_te",)},
        },
        COUNSELLED,
        "tu_choi_ho_tro",
    ),
    # at high risk, and takes part, or does not
    Way(
        "at_risk",
        MOLISA_PERSON,
        "thong_tin",
        {"tiep_nhan": {"nhom": "nguy_co_cao"}, "can_thiep": {"dong_y": True}},
        "tiep_nhan can_thiep",
        "hoan_thanh",
    ),
    Way(
        "at_risk_and_refuses",
        MOLISA_PERSON,
        "thong_tin",
        {"tiep_nhan": {"nhom": "nguy_co_cao"}},
        "tiep_nhan can_thiep",
        "tu_choi_ho_tro",
    ),
    # in none of the groups
    Way(
        "none_of_these",
        MOLISA_PERSON,
        "thong_tin",
        {"tiep_nhan": {"nhom": "khong_thuoc"}},
        "tiep_nhan",
        "khong_thuoc_nhom",
    ),
    # nobody can meet the person: the coordinator skips it
    Way(
        "cannot_be_met",
        MOLISA_PERSON,
        "phat_hien",
        {"tiep_nhan": {"nhom": "nguy_co_cao"}},
        "tiep_nhan can_thiep",
        "ket_thuc_som",
        frozenset({"can_thiep"}),
    ),
]
