"""What another country does, built on the pages of the editor alone, from nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.casework.administration.publishing import pathway_in_use, publish_directory
from domain.pathway.differences import differences
from domain.pathway.template import Pathway
from domain.reading import read_yaml
from pages.pacing import Pace, Rates
from tests.domain.casework.bureau import LEAST, Says, bureau, directory_for
from tests.house.source import ROOT
from tests.pages.admin.builder import Builder
from tests.pages.desk.front import Front, form

A_LOT = 1_000_000
ELSEWHERE: Any = read_yaml(ROOT / "tests" / "stories" / "england_and_wales.yaml")


HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_DECISION = date.fromisoformat(str(LEAST["date"]))
WITHOUT_CONSENT: Says = {"hoi_y_kien": {"dong_y": "no"}}
NOT_REASONABLE: Says = {
    "hoi_y_kien": {"dong_y": "yes"},
    "quyet_dinh_dau": {"ket_qua": "khong"},
    "bang_chung_them": {"xin": "yes"},
    "xem_xet_lai": {"thay_doi": "no"},
}
SUPPORTED: Says = {
    "hoi_y_kien": {"dong_y": "yes"},
    "gap_go": {"khong_cho_o": "yes", "tu_nuoc_ngoai": "yes"},
    "nhu_cau": {"can_gi": ["cho_o", "tam_ly"]},
    "tham_hang_tuan": {"thoi": "yes"},
    "dieu_tra": {"ghi_nhan": "yes"},
    "nhu_cau_phuc_hoi": {"can_them": "yes"},
}
WAYS = (
    (WITHOUT_CONSENT, "khong_dong_y"),
    (NOT_REASONABLE, "khong_hop_ly"),
    ({**SUPPORTED, "ket_luan": {"ket_qua": "khong_phai"}}, "khong_phai_nan_nhan"),
    (SUPPORTED, "da_ho_tro"),
)


def test_another_countrys_mechanism_is_built_on_the_pages_alone_and_people_go_their_ways(
    tmp_path: Path,
) -> None:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}", join_within=timedelta()) as place:
        _built_and_lived(Front(place, pace=Pace(Rates(*[A_LOT] * 4))))


def _built_and_lived(front: Front) -> None:
    with front.browser("vi") as browser:
        builder = Builder(browser, ELSEWHERE)
        key = builder.build()
        published = browser.send(form(browser.page(f"{builder.draft}/publish"), "/publish"))
    assert published.status_code == 303, published.text

    with front.place.office.store.reading() as books:
        _, pathway = pathway_in_use(books, key)
    missing = differences(builder.whole(), pathway)
    assert [(one.at, one.what.in_("en")) for one in missing] == []
    assert len(pathway.steps) == 25
    publish_directory(front.place.office, directory_for(pathway), "user:vi")
    for says, end in WAYS:
        journey = _lived(front, pathway, builder.said_named(says))
        assert front.place.status(journey)[1] == builder.called["ends", end]
    asked_at = {one.step: one.asked_at for one in front.place.requests(journey)}
    decided_on = asked_at[builder.called["steps", "ket_luan"]].astimezone(HANOI).date()
    assert decided_on == FIRST_DECISION + timedelta(days=45)


def _lived(front: Front, pathway: Pathway, says: Says) -> str:
    journey = front.place.open(pathway)
    front.place.walk(journey, pathway, says)
    return journey
