"""Ways through Lai Châu's pathway."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

LAI_CHAU = SHIPPED["lai_chau"]

AGREES: Values = {"dong_y": True}
STAYS: Values = {"dong_y": True, "muon_o_lai": True}
HERE: Values = {"dong_y": True, "trong_tinh": True, "xa": "lai_chau"}
VISIT_AGAIN: Values = {"tiep_theo": "tiep_tuc"}
STABLE: Values = {"tiep_theo": "ket_thuc"}

LAI_CHAU_WAYS = [
    # by the provincial centre, with all that it gives, home, and on with what is needed there
    Way(
        "provincial_centre",
        LAI_CHAU,
        "qua_tt_btxh",
        {
            "tiep_nhan_tt": {
                **STAYS,
                "nhu_cau": (
                    "y_te",
                    "phap_ly",
                    "ky_nang_song",
                    "vui_choi",
                    "hoc_van_hoa",
                    "hoc_nghe",
                ),
            },
            "noi_ve": HERE,
            "lien_he_co_so": {
                "dong_y": True,
                "nhu_cau": ("kinh_phi", "y_te", "hoc_van_hoa", "hoc_nghe", "viec_lam"),
                "muon_vay_von": True,
            },
            "theo_doi": [VISIT_AGAIN, VISIT_AGAIN, STABLE],
        },
        "tiep_nhan_tt an_o on_dinh dich_vu_tt[y_te] dich_vu_tt[phap_ly] dich_vu_tt[ky_nang_song]"
        " dich_vu_tt[vui_choi] dich_vu_tt[hoc_van_hoa] dich_vu_tt[hoc_nghe] dua_ve noi_ve"
        " lien_he_co_so ho_tro_cong_dong[kinh_phi] ho_tro_cong_dong[y_te]"
        " ho_tro_cong_dong[hoc_van_hoa] ho_tro_cong_dong[hoc_nghe] ho_tro_cong_dong[viec_lam]"
        " vay_von theo_doi",
        "hoan_thanh",
    ),
    # does not want to stay at the centre: is brought home, and visited there
    Way(
        "goes_home_at_once",
        LAI_CHAU,
        "qua_tt_btxh",
        {
            "tiep_nhan_tt": {"dong_y": True, "nhu_cau": ("y_te",)},
            "noi_ve": HERE,
            "lien_he_co_so": AGREES,
            "theo_doi": STABLE,
        },
        "tiep_nhan_tt dua_ve noi_ve lien_he_co_so theo_doi",
        "hoan_thanh",
    ),
    # by the district: the centre is not asked; later the person wants no more visits
    Way(
        "district",
        LAI_CHAU,
        "qua_phong",
        {
            "ghi_nhan_huyen": AGREES,
            "noi_ve": HERE,
            "lien_he_co_so": AGREES,
            "theo_doi": [VISIT_AGAIN, {"tiep_theo": "dung"}],
        },
        "ghi_nhan_huyen noi_ve lien_he_co_so theo_doi",
        "dung_theo_nguyen_vong",
    ),
    # from another province, and wants no support, though a loan was spoken of
    Way(
        "other_province",
        LAI_CHAU,
        "tu_tinh_khac",
        {
            "nhan_tu_tinh_khac": AGREES,
            "noi_ve": HERE,
            "lien_he_co_so": {"dong_y": False, "nhu_cau": ("y_te",), "muon_vay_von": True},
        },
        "nhan_tu_tinh_khac noi_ve lien_he_co_so",
        "tu_choi_ho_tro",
    ),
    # received here, at home elsewhere
    Way(
        "lives_elsewhere",
        LAI_CHAU,
        "qua_tt_btxh",
        {
            "tiep_nhan_tt": STAYS,
            "noi_ve": {"dong_y": True, "trong_tinh": False, "xa": "ca_mau"},
        },
        "tiep_nhan_tt an_o on_dinh dua_ve noi_ve",
        "chuyen_tinh_khac",
    ),
    # at home elsewhere, and nobody there is to be told: no other province begins anything
    Way(
        "lives_elsewhere_in_quiet",
        LAI_CHAU,
        "tu_tinh_khac",
        {
            "nhan_tu_tinh_khac": AGREES,
            "noi_ve": {"dong_y": False, "trong_tinh": False, "xa": "ca_mau"},
        },
        "nhan_tu_tinh_khac noi_ve",
        "tu_choi_ho_tro",
    ),
    # refused by each way in, whatever was noted down: nobody else is told
    Way(
        "refuses_at_the_centre",
        LAI_CHAU,
        "qua_tt_btxh",
        {"tiep_nhan_tt": {"dong_y": False, "muon_o_lai": True, "nhu_cau": ("y_te",)}},
        "tiep_nhan_tt",
        "tu_choi_ho_tro",
    ),
    Way(
        "refuses_in_the_district",
        LAI_CHAU,
        "qua_phong",
        {"ghi_nhan_huyen": {"dong_y": False}},
        "ghi_nhan_huyen",
        "tu_choi_ho_tro",
    ),
    Way(
        "refuses_at_the_hand_over",
        LAI_CHAU,
        "tu_tinh_khac",
        {"nhan_tu_tinh_khac": {"dong_y": False}},
        "nhan_tu_tinh_khac",
        "tu_choi_ho_tro",
    ),
    # nobody can visit: the coordinator skips it, and nothing is claimed to be completed
    Way(
        "cannot_be_visited",
        LAI_CHAU,
        "qua_phong",
        {"ghi_nhan_huyen": AGREES, "noi_ve": HERE, "lien_he_co_so": AGREES},
        "ghi_nhan_huyen noi_ve lien_he_co_so theo_doi",
        "ket_thuc_som",
        frozenset({"theo_doi"}),
    ),
]
