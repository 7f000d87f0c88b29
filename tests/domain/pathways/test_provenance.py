"""Nothing in a shipped pathway looks surer than its source."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.pathway.conditions import read_condition
from domain.pathway.places import Place, placed_parts
from domain.pathway.template import Duty, Pathway, Stated, Step
from domain.policy.province_policy import chase, default_policy
from tests.domain.ways import LUAT_53, MAU_CHUNG
from tests.domain.ways.way import SHIPPED

# By pathway: what its article is called in a source, and how many lines it has.
ARTICLES = {
    "ca_mau": ("Bài báo về Cà Mau", 14),
    "hai_phong": ("Bài báo về Hải Phòng", 15),
    "lai_chau": ("Bài báo về Lai Châu", 6),
    "molisa_person": ("Bài báo về mô hình thí điểm", 13),
    "molisa_site": ("Bài báo về mô hình thí điểm", 13),
    "quang_nam": ("Bài báo về Quảng Nam", 15),
}
# What of the law was seen in public pages: its acts, the articles of each, and procedures.
LAW = {
    "Luật 53/2024/QH15": {"27", "27.1", "27.2", "33.1", "37"},
    "Luật 86/2025/QH15": set[str](),
    "Nghị định 162/2025/NĐ-CP": {"17", "24"},
    "Nghị định 56/2017/NĐ-CP": {"26.3"},
}
PROCEDURES = {"112584", "28538"}
LAW_LIMITS = {
    "thong_bao": (0, "at_once"),
    "tiep_nhan": (0, "at_once"),
    "xac_minh": (3, "calendar_days"),
    "het_luu_tru": (120, "calendar_days"),
    "giai_quyet_don": (9, "working_days"),
    "khan_cap_tre_em": (12, "hours"),
    "ke_hoach_tre_em": (5, "working_days"),
}
OF_ARTICLES = [SHIPPED[key] for key in ARTICLES]


@pytest.mark.parametrize("pathway", OF_ARTICLES, ids=lambda pathway: pathway.key)
def test_what_an_article_says_or_implies_names_it_and_its_lines(pathway: Pathway) -> None:
    name, lines = ARTICLES[pathway.key]
    numbers = re.compile(rf"{name}, đoạn (\d+(?:, \d+)*(?: và \d+)?)(?: \([^()]+\))?")

    unplaced = [
        place
        for place, part in placed_parts(pathway)
        if part.origin in ("article", "inferred")
        and not (
            (found := numbers.fullmatch(part.source or ""))
            and all(1 <= int(line) <= lines for line in re.findall(r"\d+", found[1]))
        )
    ]

    assert unplaced == []


def test_what_waits_for_an_identification_that_is_only_inferred_says_so() -> None:
    waiting = {
        f"{pathway.key}.{step.id}": step.source
        for pathway in OF_ARTICLES
        for step in pathway.steps
        if step.origin == "article" and _waits_for_what_is_less_sure(pathway, step)
    }

    assert waiting.keys() == {"quang_nam.uu_tien_viec_lam", "quang_nam.vay_von"}
    assert [source for source in waiting.values() if "suy ra" not in (source or "")] == []


def test_the_law_names_the_services_and_we_who_gives_them() -> None:
    assert LUAT_53.by_id["dich_vu"].source == (
        "Luật 53/2024/QH15, Điều 37 (không nêu cơ quan thực hiện: do thiết kế)"
    )


@pytest.mark.parametrize("pathway", OF_ARTICLES, ids=lambda pathway: pathway.key)
def test_what_comes_from_an_article_comes_from_no_law_and_design_from_no_source(
    pathway: Pathway,
) -> None:
    parts = [part for _, part in placed_parts(pathway)]

    assert {part.origin for part in parts} <= {"article", "inferred", "design"}
    assert {part.source for part in parts if part.origin == "design"} == {None}
    assert {end.origin for end in pathway.ends} == {"design"}


@pytest.mark.parametrize("pathway", [*OF_ARTICLES, MAU_CHUNG], ids=lambda pathway: pathway.key)
def test_no_article_gives_a_deadline_so_none_stands_there(pathway: Pathway) -> None:
    parts: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)

    limited = [part.id for part in parts if part.limit is not None]

    assert limited == []


@pytest.mark.parametrize("pathway", SHIPPED.values(), ids=lambda pathway: pathway.key)
def test_a_duty_says_how_often_only_where_an_article_does(pathway: Pathway) -> None:
    often = {duty.id: (duty.every.months, duty.origin) for duty in pathway.duties if duty.every}

    assert often == {
        "hai_phong": {
            "xin_danh_sach_cong_an": (12, "article"),
            "xin_danh_sach_co_so": (12, "article"),
            "so_ket_3_nam": (36, "article"),
            "tong_ket_5_nam": (60, "article"),
        },
        "lai_chau": {"sinh_hoat_thang": (1, "article")},
        "quang_nam": {"phat_thanh": (1, "article")},
    }.get(pathway.key, {})


def test_the_common_model_is_by_design_in_every_part() -> None:
    assert {part.origin for _, part in placed_parts(MAU_CHUNG)} == {"design"}
    assert {field.origin for step in MAU_CHUNG.steps for field in step.form} == {"design"}


def test_the_frame_of_the_law_is_law_or_design() -> None:
    assert {part.origin for _, part in placed_parts(LUAT_53)} == {"law", "design"}
    assert {field.origin for step in LUAT_53.steps for field in step.form} == {"law", "design"}


@pytest.mark.parametrize(
    "placed",
    [(place, part) for place, part in placed_parts(LUAT_53) if part.origin == "law"],
    ids=lambda placed: "-".join(placed[0]),
)
def test_what_is_law_names_an_act_and_an_article_that_were_seen(
    placed: tuple[Place, Stated],
) -> None:
    _, part = placed

    assert _unseen(part.source or "") == []


def test_the_limits_of_the_law_are_those_that_were_seen_each_with_its_source() -> None:
    limits = {step.id: step.limit for step in LUAT_53.steps if step.limit is not None}

    assert {step: (limit.amount, limit.unit) for step, limit in limits.items()} == LAW_LIMITS
    assert [step for step, limit in limits.items() if _unseen(limit.source)] == []


def test_who_runs_a_facility_is_reminded_to_plan_before_the_longest_stay_is_over() -> None:
    step = LUAT_53.by_id["het_luu_tru"]
    asked = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
    assert step.limit is not None

    due = asked + timedelta(days=step.limit.amount)
    first, *_ = chase(default_policy(), step.limit, asked, due)

    assert "trước ngày thứ 120" in step.request.vi
    assert "kế hoạch" in step.request.vi
    assert (first.tell, first.at) == ("agency", asked + timedelta(days=60))


def test_what_was_not_seen_would_be_found() -> None:
    sources = [
        "Luật 66/2011/QH12, Điều 24",  # an act that no pathway is made from
        "Luật 53/2024/QH15, Điều 28",  # an article of which the text was not seen
        "thủ tục hành chính 1234",
        "",
    ]

    assert [bool(_unseen(source)) for source in sources] == [True] * 4


def _waits_for_what_is_less_sure(pathway: Pathway, step: Step) -> bool:
    fields = read_condition(step.when).paths if step.when else ()
    return any(
        pathway.by_id[name].origin != "article"
        for name, field in fields
        if (found := pathway.field_at(f"{name}.{field}")) is not None
        and any(option.status == "identified" for option in found.options)
    )


def _unseen(source: str) -> list[str]:
    """What a source names and was not seen; all of it if it names no act and no procedure."""
    acts = re.findall(r"(?:Luật|Nghị định) \d+/\d+/[\w-]+", source)
    procedures = re.findall(r"hành chính (\d+)", source)
    articles = {article for act in acts for article in LAW.get(act, ())}
    named = re.findall(r"Điều (\d+(?:\.\d+)?)", source)
    found = [act for act in acts if act not in LAW]
    found += [number for number in procedures if number not in PROCEDURES]
    found += [f"Điều {number}" for number in named if number not in articles]
    return found if acts or procedures else [source]
