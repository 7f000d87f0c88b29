"""Ways through the frame of Law 53/2024."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

LUAT_53 = SHIPPED["luat_53_2024"]

AGREES: Values = {"dong_y": True}
STAYS: Values = {"dong_y": True, "can_luu_tru": True}
NO_PAPERS: Values = {"giay_to": "chua_co"}
STILL_OPEN: Values = {"ket_qua": "dang_xac_dinh"}
VERIFIED = "thong_bao thiet_yeu tiep_nhan xac_minh xac_minh[cong_an_tinh]"

LUAT_53_WAYS = [
    # with papers, a stay that the director extends, every service, and all of an application
    Way(
        "papers_and_a_stay",
        LUAT_53,
        "tu_trinh_bao",
        {
            "tiep_nhan": {
                **STAYS,
                "nhu_cau": (
                    "y_te",
                    "phien_dich",
                    "phap_luat",
                    "tro_giup_phap_ly",
                    "di_lai",
                    "tam_ly",
                ),
            },
            "xac_minh": {"giay_to": "da_co", "ngay_giay_to": "2025-06-20"},
            "het_luu_tru": {"ket_qua": "giam_doc_gia_han"},
            "nhan_don": {"noi_dung": ("hoc_van_hoa", "hoc_nghe", "tro_cap_kho_khan")},
        },
        f"{VERIFIED} dich_vu[y_te] dich_vu[phien_dich] dich_vu[phap_luat]"
        " dich_vu[tro_giup_phap_ly] dich_vu[di_lai] dich_vu[tam_ly] luu_tru het_luu_tru het_gia_han"
        " nhan_don giai_quyet_don[hoc_van_hoa] giai_quyet_don[hoc_nghe]"
        " giai_quyet_don[tro_cap_kho_khan]",
        "hoan_thanh",
    ),
    # a child in danger, brought by another body, identified in the third month
    Way(
        "child_in_danger",
        LUAT_53,
        "co_quan_dua_den",
        {
            "thong_bao": {"tre_em": True, "nguy_hiem": True},
            "tiep_nhan": AGREES,
            "xac_minh": NO_PAPERS,
            "xac_dinh": [STILL_OPEN, STILL_OPEN, {"ket_qua": "la_nan_nhan"}],
        },
        f"{VERIFIED} khan_cap_tre_em ke_hoach_tre_em xac_dinh thong_bao_ket_qua nhan_don",
        "hoan_thanh",
    ),
    # a child of whom nobody said whether it is in danger, refused by whoever represents it
    Way(
        "child_of_whom_little_is_known",
        LUAT_53,
        "co_quan_dua_den",
        {"thong_bao": {"tre_em": True}, "xac_minh": {"giay_to": "da_co"}},
        f"{VERIFIED} khan_cap_tre_em ke_hoach_tre_em",
        "tu_choi_ho_tro",
    ),
    # a child in no danger, who stays, and leaves in time
    Way(
        "child_who_stays",
        LUAT_53,
        "co_quan_dua_den",
        {
            "thong_bao": {"tre_em": True, "nguy_hiem": False},
            "tiep_nhan": STAYS,
            "xac_minh": {"giay_to": "da_co"},
            "het_luu_tru": {"ket_qua": "ket_thuc"},
        },
        f"{VERIFIED} ke_hoach_tre_em luu_tru het_luu_tru nhan_don",
        "hoan_thanh",
    ),
    # found not to be a victim: what was needed was given before that, and it is explained
    Way(
        "found_no_victim",
        LUAT_53,
        "tu_trinh_bao",
        {
            "tiep_nhan": {**STAYS, "nhu_cau": ("y_te",)},
            "luu_tru": {"ket_qua": "tu_choi"},
            "xac_minh": NO_PAPERS,
            "xac_dinh": {"ket_qua": "khong_phai_nan_nhan"},
        },
        f"{VERIFIED} dich_vu[y_te] luu_tru xac_dinh thong_bao_ket_qua",
        "khong_phai_nan_nhan",
    ),
    # refused, whatever was noted down as a need: no application is taken, and the police identify
    # nobody, though there are no papers
    Way(
        "refuses_all",
        LUAT_53,
        "tu_trinh_bao",
        {
            "thiet_yeu": {"ket_qua": "tu_choi"},
            "tiep_nhan": {"dong_y": False, "can_luu_tru": True, "nhu_cau": ("y_te",)},
            "xac_minh": NO_PAPERS,
        },
        VERIFIED,
        "tu_choi_ho_tro",
    ),
    # the police never answer: the coordinator skips it, and there is no result to tell
    Way(
        "never_identified",
        LUAT_53,
        "tu_trinh_bao",
        {"tiep_nhan": {"dong_y": True, "nhu_cau": ("y_te",)}, "xac_minh": NO_PAPERS},
        f"{VERIFIED} dich_vu[y_te] xac_dinh",
        "hoan_thanh",
        frozenset({"xac_dinh"}),
    ),
    # gone before the reception: the coordinator skips it
    Way(
        "never_received",
        LUAT_53,
        "tu_trinh_bao",
        {"xac_minh": NO_PAPERS},
        VERIFIED,
        "ket_thuc_som",
        frozenset({"tiep_nhan"}),
    ),
]
