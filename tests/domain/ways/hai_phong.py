"""Ways through Hải Phòng's pathway."""

from __future__ import annotations

from tests.domain.ways.way import SHIPPED, Way

HAI_PHONG = SHIPPED["hai_phong"]

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
            "chi_dao": {"quan_huyen": "hai_phong_kien_thuy"},
            "tiep_can_ho_so": {"dong_y": True, "muon_vay_von": True, "co_con": True},
            "vay_von": {"ket_qua": "tu_choi"},
        },
        f"nhan_thong_tin don_de_nghi de_nghi_xac_minh xac_minh chi_dao {CONTACT} vay_von"
        " con_di_hoc dong_dang",
        "hoan_thanh",
    ),
    # on their own, and found not to be a victim: no support is begun
    Way(
        "found_no_victim",
        HAI_PHONG,
        "tu_tro_ve",
        {"xac_minh": {"ket_qua": "khong_phai_nan_nhan"}},
        "nhan_thong_tin don_de_nghi de_nghi_xac_minh xac_minh giai_thich_ket_qua",
        "khong_phai_nan_nhan",
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
