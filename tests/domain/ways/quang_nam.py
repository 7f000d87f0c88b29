"""Ways through Quảng Nam's pathway."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

QUANG_NAM = SHIPPED["quang_nam"]

REFERRED: Values = {"chuyen_tuyen": True}
AT_HOME: Values = {"dong_y": True, "noi_den": "noi_cu_tru", "la_tre_em": False}
WANTS_ALL: Values = {"muon_viec_lam": True, "muon_vay_von": True, "muon_vao_nhom": True}

QUANG_NAM_WAYS = [
    # a child that the national hotline refers to a facility; every service is needed
    Way(
        "child_in_a_facility",
        QUANG_NAM,
        "tong_dai_111",
        {
            "tong_dai_111": {"dien": "nghi_la_nan_nhan", "chuyen_tuyen": True},
            "dua_ve": {"dong_y": True, "noi_den": "co_so", "la_tre_em": True},
            "lap_ho_so": {
                **WANTS_ALL,
                "nhu_cau": (
                    "suc_khoe",
                    "tro_giup_xa_hoi",
                    "giao_duc",
                    "nghe_nghiep",
                    "phap_ly",
                    "tam_ly",
                    "tre_em",
                ),
            },
        },
        "tong_dai_111 dua_ve tiep_nhan che_do_tai_co_so ket_noi_tre_em xac_dinh lap_ho_so"
        " dich_vu[suc_khoe] dich_vu[tro_giup_xa_hoi] dich_vu[giao_duc] dich_vu[nghe_nghiep]"
        " dich_vu[phap_ly] dich_vu[tam_ly] dich_vu[tre_em] uu_tien_viec_lam vay_von dong_dang"
        " thong_bao_ket_qua",
        "hoan_thanh",
    ),
    # a child at home, by the province's hotline
    Way(
        "child_at_home",
        QUANG_NAM,
        "tong_dai_tinh",
        {"tong_dai_tinh": REFERRED, "dua_ve": {**AT_HOME, "la_tre_em": True}},
        "tong_dai_tinh dua_ve tre_em_tai_nha xac_dinh thong_bao_ket_qua lap_ho_so",
        "hoan_thanh",
    ),
    # on their own, at home, and nothing is needed
    Way(
        "at_home",
        QUANG_NAM,
        "tro_ve",
        {"dua_ve": AT_HOME},
        "nhan_thong_tin dua_ve xac_dinh thong_bao_ket_qua lap_ho_so",
        "hoan_thanh",
    ),
    # brought to a facility, and does not want to stay there
    Way(
        "does_not_stay",
        QUANG_NAM,
        "tro_ve",
        {
            "dua_ve": {"dong_y": True, "noi_den": "co_so", "la_tre_em": False},
            "tiep_nhan": {"ket_qua": "tu_choi"},
        },
        "nhan_thong_tin dua_ve tiep_nhan xac_dinh thong_bao_ket_qua lap_ho_so",
        "hoan_thanh",
    ),
    # agreed, and nothing else was noted: whoever may be a child is looked after like one
    Way(
        "little_is_noted",
        QUANG_NAM,
        "tro_ve",
        {"dua_ve": {"dong_y": True}},
        "nhan_thong_tin dua_ve tre_em_tai_nha xac_dinh thong_bao_ket_qua lap_ho_so",
        "hoan_thanh",
    ),
    # found not to be a victim: jobs and loans are not begun, what was begun goes on to its end
    Way(
        "found_no_victim",
        QUANG_NAM,
        "tong_dai_tinh",
        {
            "tong_dai_tinh": REFERRED,
            "dua_ve": AT_HOME,
            "xac_dinh": {"ket_qua": "khong_phai_nan_nhan"},
            "lap_ho_so": {**WANTS_ALL, "nhu_cau": ("tam_ly",)},
        },
        "tong_dai_tinh dua_ve xac_dinh thong_bao_ket_qua lap_ho_so dich_vu[tam_ly] dong_dang",
        "khong_phai_nan_nhan",
    ),
    # refused; a child is looked after all the same
    Way(
        "refuses_for_a_child",
        QUANG_NAM,
        "tro_ve",
        {"dua_ve": {"dong_y": False, "la_tre_em": True}},
        "nhan_thong_tin dua_ve tre_em_tai_nha",
        "tu_choi_ho_tro",
    ),
    # refused, and nothing more was said: nothing more is asked
    Way(
        "refuses_all",
        QUANG_NAM,
        "tro_ve",
        {"dua_ve": {"dong_y": False}},
        "nhan_thong_tin dua_ve",
        "tu_choi_ho_tro",
    ),
    # advice was enough, of either hotline
    Way("advice_of_111", QUANG_NAM, "tong_dai_111", {}, "tong_dai_111", "chi_tu_van"),
    Way("advice_of_the_province", QUANG_NAM, "tong_dai_tinh", {}, "tong_dai_tinh", "chi_tu_van"),
    # nobody identifies: the coordinator skips it, there is no result to tell, and support goes on
    Way(
        "never_identified",
        QUANG_NAM,
        "tro_ve",
        {"dua_ve": AT_HOME, "lap_ho_so": {**WANTS_ALL, "nhu_cau": ("tam_ly",)}},
        "nhan_thong_tin dua_ve xac_dinh lap_ho_so dich_vu[tam_ly] dong_dang",
        "hoan_thanh",
        frozenset({"xac_dinh"}),
    ),
    # nobody found the person: the coordinator skips that they are brought anywhere
    Way(
        "not_found",
        QUANG_NAM,
        "tro_ve",
        {},
        "nhan_thong_tin dua_ve",
        "ket_thuc_som",
        frozenset({"dua_ve"}),
    ),
]
