from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.documents.page import page_files
from domain.markdown import plain, table
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.template import Duty, Part, Pathway
from domain.pathway.wording import ORIGINS
from domain.texts import Language
from tests.domain.small import choices, end, pathway, step, yes_no
from tests.strategies import label, named

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "docs" / "pathways"
SHIPPED = [read_pathway(file) for file in shipped_pathways()]


def page(shown: Pathway, language: Language = "en") -> str:
    return page_files(shown, no_pathways)[f"{shown.key}{'' if language == 'vi' else '.en'}.md"]


def row(text: str, title: str) -> list[str]:
    """The cells of the row that tells of this."""
    line = next(one for one in text.splitlines() if re.match(rf"\| (\d+\. )?\*\*{title}\*\*", one))
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_the_pages_in_docs_are_what_is_written_now() -> None:
    written = {name: text for one in SHIPPED for name, text in page_files(one, no_pathways).items()}

    kept = {
        file.name: file.read_text(encoding="utf-8")
        for file in PAGES.iterdir()
        if file.name != "README.md"
    }

    stale = sorted(
        name for name in written.keys() | kept.keys() if written.get(name) != kept.get(name)
    )
    assert stale == [], "Run `make docs`, and take out of docs/pathways what is shipped no more."


def test_the_list_of_pages_names_each() -> None:
    listed = (PAGES / "README.md").read_text(encoding="utf-8")

    assert [one.key for one in SHIPPED if f"({one.key}.md)" not in listed] == []


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda one: one.key)
def test_each_step_of_a_page_tells_its_own_origin_and_no_other(shown: Pathway) -> None:
    text = page(shown, "vi")

    told = {step.id: row(text, re.escape(plain(step.title.vi)))[-1] for step in shown.steps}

    assert told == {
        step.id: f"**{ORIGINS[step.origin].in_('vi')}**"
        + (f"<br>{plain(step.source)}" if step.source else "")
        for step in shown.steps
    }


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda one: one.key)
def test_a_page_leads_to_its_picture_and_to_the_other_language(shown: Pathway) -> None:
    files = page_files(shown, no_pathways)

    for name in (f"{shown.key}.md", f"{shown.key}.en.md"):
        links = set(re.findall(r"\]\(([^)]+)\)", files[name]))
        assert links <= files.keys()
        assert len(links) == 2


def test_a_step_is_told_with_all_that_it_asks() -> None:
    meet = step(
        "meet", origin="article", source="Đoạn 4", ask=label("Please meet"), status="suspected",
        form=[
            yes_no("agrees"), yes_no("ill") | {"origin": "inferred", "required": False},
            choices("needs", "food", "law") | {"origin": "article"},
        ],
    )  # fmt: skip
    help_ = step(
        "help", "meet", when="meet.agrees == true", foreach="meet.needs", asked_by="labour",
        role_by_item={"law": "union"}, jointly=["health"], informed=["shelter"],
        limit={"amount": 3, "unit": "working_days", "source": "Điều 1"}, may_lack_grounds=True,
    )  # fmt: skip
    text = page(pathway(meet, help_))

    assert row(text, "meet") == [
        "**meet**<br>Please meet<br>From here on the person: may be a victim",
        "**police**",
        "At the beginning",
        "• agrees – yes or no (*Design*)<br>• ill – yes or no; may stay empty (*Inferred*)"
        "<br>• needs – any of: food / law",
        "no deadline in the source",
        "**Article**<br>Đoạn 4",
    ]
    assert row(text, "help") == [
        "**help**<br>“Not enough grounds” is an answer too.",
        "**police**<br>Asked by: labour<br>Told: shelter<br>Together with: health<br>“law”: union",
        "After: meet<br>If “agrees”: yes<br>For each thing chosen: “needs”",
        "",
        "**3 working days**<br>Điều 1",
        "**Design**",
    ]


def test_an_end_is_told_with_its_outcome_and_when_it_is_taken() -> None:
    text = page(
        pathway(
            step(
                "meet", form=[yes_no("agrees"), {"id": "to", "kind": "area", "label": label("to")}]
            ),
            ends=[
                end("refused", "meet", when="meet.agrees == false", at_once=True),
                end("moved", "meet", when="meet.agrees == true", hands_over={"area": "meet.to"}),
            ],
        )
    )

    assert row(text, "refused")[1:3] == [
        "ended early",
        "After: meet<br>If “agrees”: no<br>At once, whatever else is still asked",
    ]
    assert row(text, "moved")[2].endswith("Opens the case's next journey in the area “to”")
    assert row(text, "finished")[2] == "Once every step is done or skipped"


def test_a_duty_without_a_period_is_told_as_not_set() -> None:
    yearly = Duty.model_validate(
        named("list") | {"role": "police", "every": {"months": 12}, "origin": "article"}
    )
    meeting = Duty.model_validate(named("meeting") | {"role": "union", "per": "agency"})
    shown = pathway(step("meet")).model_copy(update={"duties": (yearly, meeting)})

    assert row(page(shown), "list")[2] == "**every year**<br>once for the province"
    assert row(page(shown), "meeting")[2] == "**not set**<br>for each agency that holds the role"
    assert row(page(shown, "vi"), "meeting")[2].startswith("**chưa đặt**")


def test_a_part_is_told_and_its_steps_with_it() -> None:
    part = Part.model_validate(
        {
            "id": "law", "use": "frame", "version": 2, "entry": "self_return", "after": ["meet"],
            "roles": {"police": "labour"}, "origin": "design",
        }
    )  # fmt: skip
    shown = pathway(step("meet")).model_copy(update={"parts": (part,)})
    used = pathway(step("verify"))

    text = page_files(shown, lambda key, version: used)["small.en.md"]

    assert row(text, "frame/2") == [
        "**frame/2**<br>as for the entry self\\_return", "After: meet", "police = labour",
        "**Design**",
    ]  # fmt: skip
    assert row(text, "verify")[:3] == ["**verify**<br>Part of frame/2", "**labour**", "After: meet"]


def test_a_pathway_about_a_place_that_ends_on_a_day_says_so() -> None:
    pilot = {"subject": "site", "no_new_after": "2025-12-31"}
    shown = Pathway.model_validate(pathway(step("meet")).model_dump(by_alias=True) | pilot)

    text = page(shown)

    assert "- It is about a place, not a person." in text
    assert "- No journey begins after 31 December 2025." in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("[a](b)", r"\[a\](b)"),
        # two lines would end a row
        ("one\n\ntwo", "one two"),
        # what would begin a list or a heading
        ("- one", r"\- one"),
        ("# one", r"\# one"),
        ("1. one", "1&#8203;. one"),
        ("2019 was", "2019 was"),
        ("$x$", r"\$x\$"),
    ],
)
def test_text_stays_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_table_has_a_line_for_each_row_and_breaks_in_its_cells() -> None:
    assert table(["a", "b"], [[["1", "2"], []]]) == "| a | b |\n| --- | --- |\n| 1<br>2 |  |"
