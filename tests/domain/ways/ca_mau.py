"""Ways through Cà Mau's pathway."""

from __future__ import annotations

from domain.values import Values
from tests.domain.ways.way import SHIPPED, Way

CA_MAU = SHIPPED["ca_mau"]

AGREES: Values = {"dong_y": True}
AT_THE_FACILITY = "tiep_nhan vat_dung noi_o tien_thuoc tu_van phap_ly"
ASSESSED = f"{AT_THE_FACILITY} danh_gia hoi_nhu_cau"

CA_MAU_WAYS = [
    # the shortest: support at the facility, an assessment, and nothing more is needed
    Way(
        "nothing_more_needed",
        CA_MAU,
        "tro_ve_chinh_thuc",
        {"tiep_nhan": AGREES},
        ASSESSED,
        "hoan_thanh",
    ),
    # ill and without a card, who denounced a crime; everything is needed, also at home
    Way(
        "everything_needed",
        CA_MAU,
        "tu_tro_ve",
        {
            "tiep_nhan": {"dong_y": True, "chua_co_the": True, "om_yeu": True},
            "danh_gia": {"on_dinh_tam_ly": "mot_phan", "dinh_huong_viec_lam": "dat"},
            "hoi_nhu_cau": {
                "nhu_cau": ("noi_an_nghi", "tu_van", "hoc_van_hoa", "hoc_nghe", "kham_chua_benh"),
                "muon_ve": True,
                "dia_ban": "ca_mau",
                "nhu_cau_cong_dong": (
                    "ho_khau",
                    "chung_minh_thu",
                    "khai_sinh",
                    "hoc_nghe",
                    "viec_lam",
                    "hoc_van_hoa",
                ),
                "to_giac": True,
            },
        },
        f"{ASSESSED} chua_tri the_bhyt sau_danh_gia[noi_an_nghi] sau_danh_gia[tu_van]"
        " sau_danh_gia[hoc_van_hoa] sau_danh_gia[hoc_nghe] sau_danh_gia[kham_chua_benh]"
        " ve_gia_dinh cong_dong[ho_khau] cong_dong[chung_minh_thu] cong_dong[khai_sinh]"
        " cong_dong[hoc_nghe] cong_dong[viec_lam] cong_dong[hoc_van_hoa] bao_ve",
        "hoan_thanh",
    ),
    # a suspected victim who does not stay: then no card is issued, though there is none
    Way(
        "does_not_stay",
        CA_MAU,
        "giai_cuu",
        {
            "tiep_nhan": {"dong_y": True, "dien": "nghi_la_nan_nhan", "chua_co_the": True},
            "noi_o": {"ket_qua": "tu_choi"},
        },
        ASSESSED,
        "hoan_thanh",
    ),
    # neither stays nor is counselled: nobody judges, and what is wanted at home is done
    Way(
        "not_assessed",
        CA_MAU,
        "tu_tro_ve",
        {
            "tiep_nhan": AGREES,
            "noi_o": {"ket_qua": "tu_choi"},
            "tu_van": {"ket_qua": "tu_choi"},
            "hoi_nhu_cau": {"nhu_cau_cong_dong": ("ho_khau",)},
        },
        f"{AT_THE_FACILITY} hoi_nhu_cau cong_dong[ho_khau]",
        "hoan_thanh",
    ),
    # refused, though ill and without a card
    Way(
        "refuses_all",
        CA_MAU,
        "giai_cuu",
        {"tiep_nhan": {"dong_y": False, "chua_co_the": True, "om_yeu": True}},
        "tiep_nhan",
        "tu_choi_ho_tro",
    ),
    # gone before the reception: the coordinator skips it, and nothing is claimed to be completed
    Way(
        "never_arrives",
        CA_MAU,
        "tu_tro_ve",
        {},
        "tiep_nhan",
        "ket_thuc_som",
        frozenset({"tiep_nhan"}),
    ),
]
