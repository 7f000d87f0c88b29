"""Ways through Lai Châu's pathway."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

LAI_CHAU = SHIPPED["lai_chau"]

HERE: Values = {"trong_tinh": True, "xa": "lai_chau"}
AGREES: Values = {"dong_y": True}
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
                "dong_y": True,
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
        {"noi_ve": HERE, "lien_he_co_so": AGREES, "theo_doi": STABLE},
        "tiep_nhan_tt dua_ve noi_ve lien_he_co_so theo_doi",
        "hoan_thanh",
    ),
    # by the district: the centre is not asked; later the person wants no more visits
    Way(
        "district",
        LAI_CHAU,
        "qua_phong",
        {
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
        {"tiep_nhan_tt": AGREES, "noi_ve": {"trong_tinh": False, "xa": "ca_mau"}},
        "tiep_nhan_tt an_o on_dinh dua_ve noi_ve",
        "chuyen_tinh_khac",
    ),
    # nobody can visit: the coordinator skips it, and nothing is claimed to be completed
    Way(
        "cannot_be_visited",
        LAI_CHAU,
        "qua_phong",
        {"noi_ve": HERE, "lien_he_co_so": AGREES},
        "ghi_nhan_huyen noi_ve lien_he_co_so theo_doi",
        "ket_thuc_som",
        frozenset({"theo_doi"}),
    ),
]
