"""Ways through the common model."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

MAU_CHUNG = SHIPPED["mau_chung"]

AGREES: Values = {"dong_y": True, "co_giay_to": True}
AT_HOME: Values = {"dong_y_theo_doi": True}
VISIT_AGAIN: Values = {"tiep_theo": "tiep_tuc"}
STABLE: Values = {"tiep_theo": "ket_thuc"}

MAU_CHUNG_WAYS = [
    # the shortest way: nothing is needed but a visit, and the first is the last
    Way(
        "nothing_needed",
        MAU_CHUNG,
        "tro_ve_chinh_thuc",
        {"tiep_can": AGREES, "tiep_nhan_tai_xa": AT_HOME, "theo_doi": STABLE},
        "nhan_ban_giao tiep_can ke_hoach tiep_nhan_tai_xa theo_doi",
        "hoan_thanh",
    ),
    # everything is needed, and the visits go on for three months
    Way(
        "everything_needed",
        MAU_CHUNG,
        "tu_tro_ve",
        {
            "tiep_can": {
                "dong_y": True,
                "duoi_18": True,
                "can_noi_o": True,
                "nhu_cau": ("nhu_yeu_pham", "y_te", "tam_ly", "phap_ly"),
            },
            "ke_hoach": {"can_dua_ve": True},
            "tiep_nhan_tai_xa": {"nhu_cau": ("giay_to", "vay_von"), "dong_y_theo_doi": True},
            "theo_doi": [VISIT_AGAIN, VISIT_AGAIN, STABLE],
        },
        "trinh_bao tiep_can noi_o dich_vu[nhu_yeu_pham] dich_vu[y_te] dich_vu[tam_ly]"
        " dich_vu[phap_ly] bao_ve_tre_em xac_minh thong_bao_ket_qua ke_hoach dua_ve"
        " tiep_nhan_tai_xa ho_tro_cong_dong[giay_to] ho_tro_cong_dong[vay_von] theo_doi",
        "hoan_thanh",
    ),
    # the person refuses all support: nothing more is asked, the police neither
    Way(
        "refuses_all",
        MAU_CHUNG,
        "giai_cuu",
        {"tiep_can": {"dong_y": False, "can_noi_o": True, "nhu_cau": ("y_te",)}},
        "dua_ve_an_toan tiep_can",
        "tu_choi_ho_tro",
    ),
    # the person declines each single service: that is an answer like any other
    Way(
        "declines_each_service",
        MAU_CHUNG,
        "giai_cuu",
        {
            "tiep_can": {**AGREES, "can_noi_o": True, "nhu_cau": ("y_te", "tam_ly")},
            "noi_o": {"ket_qua": "tu_choi"},
            "dich_vu[y_te]": {"ket_qua": "tu_choi"},
            "dich_vu[tam_ly]": {"ket_qua": "tu_choi"},
            "tiep_nhan_tai_xa": {"nhu_cau": ("hoc_nghe",), "dong_y_theo_doi": True},
            "ho_tro_cong_dong[hoc_nghe]": {"ket_qua": "tu_choi"},
            "theo_doi": STABLE,
        },
        "dua_ve_an_toan tiep_can noi_o dich_vu[y_te] dich_vu[tam_ly] ke_hoach tiep_nhan_tai_xa"
        " ho_tro_cong_dong[hoc_nghe] theo_doi",
        "hoan_thanh",
    ),
    # no visits are wanted: what was wanted is done
    Way(
        "wants_no_visits",
        MAU_CHUNG,
        "tu_tro_ve",
        {"tiep_can": AGREES, "tiep_nhan_tai_xa": {"dong_y_theo_doi": False}},
        "trinh_bao tiep_can ke_hoach tiep_nhan_tai_xa",
        "hoan_thanh",
    ),
    # the person wants to manage alone, though a journey home was offered
    Way(
        "manages_alone",
        MAU_CHUNG,
        "tro_ve_chinh_thuc",
        {"tiep_can": AGREES, "ke_hoach": {"huong": "tu_lo", "can_dua_ve": True}},
        "nhan_ban_giao tiep_can ke_hoach",
        "dung_theo_nguyen_vong",
    ),
    # the person wants no more visits
    Way(
        "wants_no_more_visits",
        MAU_CHUNG,
        "tu_tro_ve",
        {
            "tiep_can": AGREES,
            "tiep_nhan_tai_xa": AT_HOME,
            "theo_doi": [VISIT_AGAIN, {"tiep_theo": "dung"}],
        },
        "trinh_bao tiep_can ke_hoach tiep_nhan_tai_xa theo_doi",
        "dung_theo_nguyen_vong",
    ),
    # the police find no victim
    Way(
        "found_no_victim",
        MAU_CHUNG,
        "tu_tro_ve",
        {"tiep_can": {"dong_y": True}, "xac_minh": {"ket_qua": "khong_phai_nan_nhan"}},
        "trinh_bao tiep_can xac_minh ke_hoach thong_bao_ket_qua tiep_nhan_tai_xa",
        "khong_phai_nan_nhan",
    ),
    # the police never answer: the coordinator skips it, and there is no result to tell
    Way(
        "never_verified",
        MAU_CHUNG,
        "giai_cuu",
        {"tiep_can": {"dong_y": True}, "tiep_nhan_tai_xa": {"dong_y_theo_doi": False}},
        "dua_ve_an_toan tiep_can xac_minh ke_hoach tiep_nhan_tai_xa",
        "hoan_thanh",
        frozenset({"xac_minh"}),
    ),
    # nobody could meet the person: the coordinator skips it, and nothing is claimed to be completed
    Way(
        "cannot_be_met",
        MAU_CHUNG,
        "tu_tro_ve",
        {},
        "trinh_bao tiep_can",
        "ket_thuc_som",
        frozenset({"tiep_can"}),
    ),
]
