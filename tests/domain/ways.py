"""Ways through the pathways that we know: each entry, branch and end at least once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain.pathway import Pathway
from domain.pathway_files import read_pathway, shipped_pathways
from domain.values import Values
from tests.walking import Says

SHIPPED = {path.stem: read_pathway(path) for path in shipped_pathways()}
MAU_CHUNG, HAI_PHONG = SHIPPED["mau_chung"], SHIPPED["hai_phong"]
LAI_CHAU = read_pathway(Path(__file__).parents[1] / "examples" / "lai_chau.yaml")
PATHWAYS = [MAU_CHUNG, HAI_PHONG, LAI_CHAU]

AGREES: Values = {"dong_y": True, "co_giay_to": True}
AT_HOME: Values = {"dong_y_theo_doi": True}
VISIT_AGAIN: Values = {"tiep_theo": "tiep_tuc"}
STABLE: Values = {"tiep_theo": "ket_thuc"}


@dataclass(frozen=True)
class Way:
    """One way through a pathway: what is said, and what then has to come of it."""

    name: str
    pathway: Pathway
    entry: str
    says: Says
    asked: str
    end: str

    @property
    def steps(self) -> set[str]:
        return {name.partition("[")[0] for name in self.asked.split()}

    def __str__(self) -> str:
        return f"{self.pathway.key}-{self.name}"


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
        " dich_vu[phap_ly] bao_ve_tre_em xac_minh ke_hoach dua_ve tiep_nhan_tai_xa"
        " ho_tro_cong_dong[giay_to] ho_tro_cong_dong[vay_von] theo_doi",
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
        "trinh_bao tiep_can xac_minh ke_hoach giai_thich_ket_qua tiep_nhan_tai_xa",
        "khong_phai_nan_nhan",
    ),
]

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
        "nhan_thong_tin chi_dao tiep_can_ho_so ho_tro[y_te] ho_tro[tro_cap_kho_khan] giay_to",
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
        "nhan_thong_tin chi_dao tiep_can_ho_so dong_dang",
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
        "nhan_thong_tin don_de_nghi de_nghi_xac_minh xac_minh chi_dao tiep_can_ho_so vay_von"
        " con_di_hoc dong_dang",
        "hoan_thanh",
    ),
    # on their own, and found not to be a victim: no support is begun
    Way(
        "found_no_victim",
        HAI_PHONG,
        "tu_tro_ve",
        {"xac_minh": {"ket_qua": "khong_phai_nan_nhan"}},
        "nhan_thong_tin don_de_nghi de_nghi_xac_minh xac_minh",
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
        "nhan_thong_tin chi_dao tiep_can_ho_so",
        "tu_choi_ho_tro",
    ),
]

AT_THE_CENTRE = "tiep_nhan_tt on_dinh an_o y_te phap_ly ky_nang hoc_tai_tt dua_ve"
LAI_CHAU_WAYS = [
    # by the provincial centre, home, and on with what is needed there
    Way(
        "provincial_centre",
        LAI_CHAU,
        "qua_tt_btxh",
        {"lien_he_co_so": {"nhu_cau": ("hoc_nghe", "viec_lam")}},
        f"{AT_THE_CENTRE} lien_he_co_so ho_tro_cong_dong[hoc_nghe] ho_tro_cong_dong[viec_lam]"
        " vay_von",
        "hoan_thanh",
    ),
    # by the district: the centre is not asked
    Way(
        "district",
        LAI_CHAU,
        "qua_phong",
        {},
        "ghi_nhan_huyen lien_he_co_so vay_von",
        "hoan_thanh",
    ),
    # from another province
    Way(
        "other_province",
        LAI_CHAU,
        "tu_tinh_khac",
        {"lien_he_co_so": {"nhu_cau": ("kinh_phi",)}},
        "nhan_tu_tinh_khac lien_he_co_so ho_tro_cong_dong[kinh_phi] vay_von",
        "hoan_thanh",
    ),
]
WAYS = [*MAU_CHUNG_WAYS, *HAI_PHONG_WAYS, *LAI_CHAU_WAYS]
