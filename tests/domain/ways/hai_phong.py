"""Ways through Hải Phòng's pathway."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

HAI_PHONG = SHIPPED["hai_phong"]

APPLIES: Values = {"dong_y": True}
VERIFIED = "nhan_thong_tin don_de_nghi thiet_yeu de_nghi_xac_minh xac_minh thong_bao_ket_qua"
CONTACT = "tiep_can_ho_so tiep_can_ho_so[phong_ldtbxh]"

HAI_PHONG_WAYS = [
    # a list of the police names a victim: nobody verifies again
    Way(
        "police_list",
        HAI_PHONG,
        "danh_sach_cong_an",
        {
            "chi_dao": {"quan_huyen": "hai_phong_vinh_bao"},
            "tiep_can_ho_so": {
                "dong_y": True,
                "nhu_cau": ("tro_cap_kho_khan", "y_te"),
                "thieu_giay_to": True,
            },
        },
        f"nhan_thong_tin chi_dao {CONTACT} ho_tro[y_te] ho_tro[tro_cap_kho_khan] giay_to",
        "hoan_thanh",
    ),
    # from a border province, to a district with a peer group; nothing else is needed
    Way(
        "border_list",
        HAI_PHONG,
        "danh_sach_co_so",
        {
            "chi_dao": {"quan_huyen": "hai_phong_thuy_nguyen"},
            "tiep_can_ho_so": {"dong_y": True},
        },
        f"nhan_thong_tin chi_dao {CONTACT} dong_dang",
        "hoan_thanh",
    ),
    # on their own, verified, with a loan and children, in the other district with a group
    Way(
        "verified",
        HAI_PHONG,
        "tu_tro_ve",
        {
            "don_de_nghi": APPLIES,
            "chi_dao": {"quan_huyen": "hai_phong_kien_thuy"},
            "tiep_can_ho_so": {"dong_y": True, "muon_vay_von": True, "co_con": True},
            "vay_von": {"ket_qua": "tu_choi"},
        },
        f"{VERIFIED} chi_dao {CONTACT} vay_von con_di_hoc dong_dang",
        "hoan_thanh",
    ),
    # on their own, and found not to be a victim: only what is essential was given
    Way(
        "found_no_victim",
        HAI_PHONG,
        "tu_tro_ve",
        {"don_de_nghi": APPLIES, "xac_minh": {"ket_qua": "khong_phai_nan_nhan"}},
        VERIFIED,
        "khong_phai_nan_nhan",
    ),
    # the police never answer: the coordinator skips it, and there is no result to tell
    Way(
        "never_verified",
        HAI_PHONG,
        "tu_tro_ve",
        {
            "don_de_nghi": APPLIES,
            "chi_dao": {"quan_huyen": "hai_phong_vinh_bao"},
            "tiep_can_ho_so": {"dong_y": True},
        },
        f"nhan_thong_tin don_de_nghi thiet_yeu de_nghi_xac_minh xac_minh chi_dao {CONTACT}",
        "hoan_thanh",
        frozenset({"xac_minh"}),
    ),
    # on their own, and not to be verified by the police: these are told nothing
    Way(
        "no_police",
        HAI_PHONG,
        "tu_tro_ve",
        {"don_de_nghi": {"dong_y": False}},
        "nhan_thong_tin don_de_nghi thiet_yeu",
        "tu_choi_ho_tro",
    ),
    # the person refuses, whatever was noted down as a need
    Way(
        "refuses_all",
        HAI_PHONG,
        "danh_sach_cong_an",
        {
            "chi_dao": {"quan_huyen": "hai_phong_thuy_nguyen"},
            "tiep_can_ho_so": {
                "dong_y": False,
                "nhu_cau": ("y_te",),
                "muon_vay_von": True,
                "thieu_giay_to": True,
                "co_con": True,
            },
        },
        f"nhan_thong_tin chi_dao {CONTACT}",
        "tu_choi_ho_tro",
    ),
    # nobody could meet the person: the coordinator skips it, and nothing is claimed to be completed
    Way(
        "cannot_be_met",
        HAI_PHONG,
        "danh_sach_co_so",
        {"chi_dao": {"quan_huyen": "hai_phong_vinh_bao"}},
        f"nhan_thong_tin chi_dao {CONTACT}",
        "ket_thuc_som",
        frozenset({"tiep_can_ho_so"}),
    ),
]
