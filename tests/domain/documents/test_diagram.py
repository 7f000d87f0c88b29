from __future__ import annotations

from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from domain.documents.diagram.contents import contents_of
from domain.documents.diagram.drawing import draw
from domain.documents.diagram.layout import PAGE_HEIGHT, WIDTH, laid_out
from domain.documents.diagram.marks import LOOKS, Mark
from domain.documents.diagram.sheet import Sheet
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Language
from tests.domain.pictures import troubles
from tests.domain.small import choices, end, pathway, step, yes_no
from tests.strategies import label, pathways

SHIPPED = [read_pathway(file) for file in shipped_pathways()]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LONG = "Gặp gỡ, giải thích quyền và hỏi nhu cầu của người được hỗ trợ " * 3
SVG = "{http://www.w3.org/2000/svg}"


def sheet_of(shown: Pathway, language: Language = "vi") -> Sheet:
    return laid_out(contents_of(shown, language))


def drawn(shown: Pathway, language: Language = "vi") -> ET.Element:
    return ET.fromstring(draw(shown, language))  # noqa: S314 - our own


def texts(picture: ET.Element) -> str:
    return " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", SHIPPED, ids=lambda shown: shown.key)
def test_nothing_in_a_shipped_diagram_overlaps(shown: Pathway, language: Language) -> None:
    assert troubles(sheet_of(shown, language)) == []


@settings(max_examples=50)
@given(pathways(most_steps=20))
def test_nothing_in_any_diagram_overlaps(shown: Pathway) -> None:
    assert troubles(sheet_of(shown)) == []


def test_nothing_overlaps_where_everything_is_long() -> None:
    steps = [step(f"s{n}", *[f"s{m}" for m in (n - 1, n - 4, n - 9) if m >= 0]) for n in range(60)]
    wordy = [one | {"title": label(LONG)} for one in steps]

    assert troubles(sheet_of(pathway(*wordy))) == []


def test_nothing_overlaps_where_nearly_everything_hangs_together() -> None:
    steps = [step(f"s{n}", *[f"s{m}" for m in range(n % 2, n - 1, 2)]) for n in range(40)]

    assert troubles(sheet_of(pathway(*steps))) == []


@pytest.mark.parametrize(
    "shown",
    [
        # a word that no column has room for
        pathway(step("one", title=label("x" * 200))),
        # what comes first stands in a later stage
        pathway(step("two", "one"), step("one")),
        # letters of another script
        pathway(step("one", title=label("人身取引 " * 12))),
    ],
    ids=["a long word", "turned round", "another script"],
)
def test_nothing_overlaps_where_a_pathway_is_odd(shown: Pathway) -> None:
    assert troubles(sheet_of(shown)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", SHIPPED, ids=lambda shown: shown.key)
def test_a_shipped_diagram_is_readable_on_a_screen_and_about_a_page(
    shown: Pathway, language: Language
) -> None:
    picture = drawn(shown, language)

    sizes = [float(text.get("font-size", "0")) for text in picture.iter(f"{SVG}text")]

    assert float(picture.get("width", "inf")) <= WIDTH
    assert float(picture.get("height", "inf")) <= 1.25 * PAGE_HEIGHT
    assert min(sizes) >= 11


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda shown: shown.key)
def test_every_entry_step_and_end_is_shown_and_read_aloud(shown: Pathway) -> None:
    picture = drawn(shown)

    told = "".join(picture.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
    boxes = len(picture.findall(f"{SVG}g/{SVG}title"))

    assert boxes == len(shown.entries) + len(shown.steps) + len(shown.ends)
    assert [entry.title.vi for entry in shown.entries if entry.title.vi not in told] == []
    assert [end.title.vi for end in shown.ends if end.title.vi not in told] == []


def test_a_diagram_is_a_picture_with_a_name_in_its_language() -> None:
    shown = SHIPPED[0]

    picture = drawn(shown, "en")

    ids = {element.get("id") for element in picture}
    assert (picture.get("role"), picture.get("lang")) == ("img", "en")
    assert set((picture.get("aria-labelledby") or "").split()) <= ids
    assert picture.find(f"{SVG}title").text == shown.title.en  # type: ignore[union-attr]


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda shown: shown.key)
def test_a_diagram_needs_nothing_from_elsewhere(shown: Pathway) -> None:
    picture = drawn(shown)

    used = {element.tag.removeprefix(SVG) for element in picture.iter()}
    marks = {mark for element in picture.iter() for mark in element.attrib}

    assert used <= {"svg", "title", "desc", "g", "rect", "path", "text"}
    assert marks.isdisjoint({"href", "style", "class", "onload", "onclick"})


def test_what_a_title_says_stays_text() -> None:
    hostile = "<script>'&'</script>"
    shown = pathway(step("one", title=label(hostile)))

    assert "<script>" not in draw(shown, "vi")
    assert hostile in "".join(drawn(shown).itertext())


def test_each_origin_is_told_by_a_word_and_by_its_border() -> None:
    origins = ("article", "inferred", "law", "design")
    steps = [step(origin, origin=origin, source="Điều 1") for origin in origins]
    picture = drawn(pathway(*steps))

    boxes = [group for group in picture.findall(f"{SVG}g") if (group.findtext(f"{SVG}title") or "")]
    borders = {
        box.findtext(f"{SVG}title", "").split("\n")[0]: (
            box.findtext(f"{SVG}text"),
            box.find(f"{SVG}rect").get("stroke-dasharray"),  # type: ignore[union-attr]
            len(box.findall(f"{SVG}rect")),
        )
        for box in boxes
    }

    assert [borders[origin] for origin in origins] == [
        ("Bài báo", None, 2), ("Suy ra", "7 4", 2), ("Luật", None, 3), ("Thiết kế", "0.1 4", 2),
    ]  # fmt: skip


def test_a_step_says_who_when_how_often_and_by_when() -> None:
    shown = pathway(
        step("meet", form=[yes_no("agrees"), choices("needs", "food", "law")]),
        step(
            "help", "meet", when="meet.agrees == true", foreach="meet.needs",
            limit={"amount": 3, "unit": "working_days", "source": "Điều 1"},
        ),
        step("check", "meet", jointly=["labour"], origin="article"),
        step(
            "visit", "help", form=[yes_no("over")],
            repeat={"every": {"months": 1}, "until": "visit.over == true"},
        ),
        ends=[end("early", "meet", when="meet.agrees == false", at_once=True)],
    )  # fmt: skip

    said = texts(drawn(shown, "en"))

    for part in (
        "If “agrees”: yes", "For each thing chosen: “needs”", "Deadline: 3 working days",
        "Together with: labour", "No deadline in the source", "No deadline set",
        "Again every month, until “over”: yes", "1. early", "If “agrees”: no",
        "At once, whatever else is still asked", "2. finished",
    ):  # fmt: skip
        assert part in said


def test_an_entry_leads_to_the_first_steps_that_it_asks_for() -> None:
    shown = next(one for one in SHIPPED if one.key == "mau_chung")

    arrows = contents_of(shown, "vi").arrows

    assert {
        (arrow.start[1], arrow.finish[1]) for arrow in arrows if arrow.start[0] == "entry"
    } == {
        ("tro_ve_chinh_thuc", "nhan_ban_giao"), ("tu_tro_ve", "trinh_bao"),
        ("giai_cuu", "dua_ve_an_toan"),
    }  # fmt: skip


def test_the_same_pathway_is_always_drawn_the_same() -> None:
    assert draw(SHIPPED[0], "vi") == draw(SHIPPED[0], "vi")


@pytest.mark.parametrize("mark", LOOKS)
def test_how_far_a_journey_is_is_said_in_a_word_beside_its_colour(mark: Mark) -> None:
    shown = pathway(step("verify"), step("shelter", "verify"))

    picture = ET.fromstring(draw(shown, "en", {("step", "verify"): mark}))  # noqa: S314 - our own

    (box,) = [
        group
        for group in picture.iter(f"{SVG}g")
        if (title := group.find(f"{SVG}title")) is not None and "verify" in (title.text or "")
    ]
    assert LOOKS[mark].word.in_("en") in texts(box)
    assert box.find(f"{SVG}rect[@fill='{LOOKS[mark].fill}']") is not None
    assert texts(picture).count(LOOKS[mark].word.in_("en")) == 1


def test_limits_stand_in_the_picture_of_a_pathway_and_not_in_that_of_a_journey() -> None:
    shown = pathway(step("verify"))

    of_pathway = drawn(shown, "en")
    of_journey = ET.fromstring(draw(shown, "en", {("step", "verify"): "waiting"}))  # noqa: S314 - our own

    assert "No deadline set" in texts(of_pathway)
    assert "No deadline set" not in texts(of_journey)


def test_a_pathway_of_no_journey_is_drawn_without_marks() -> None:
    shown = texts(drawn(pathway(step("verify")), "en"))

    assert [look for look in LOOKS.values() if look.word.in_("en") in shown] == []
