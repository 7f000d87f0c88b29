"""How the shipped pathways speak: to who is asked, of the person, and to Prefect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from domain.areas.area_map import shipped_areas
from domain.journey.telling import matter_for_lead
from domain.letters.notices import Matter, write_letter
from domain.pathway.conditions import read_condition
from domain.pathway.template import FREE_TEXT, Duty, Field, Pathway, Role, Step
from domain.texts import Label
from tests.domain.ways.way import SHIPPED

PATHWAYS = list(SHIPPED.values())
JOURNEY, NOW = "7K3Q-9MXD/1", datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
# Of a yes or no that nothing depends on: which report counts it.
REPORTED = {
    "hoc_sinh_sv": "pupils and students among those supported",
    "da_hieu": "of the pilot's groups, how many know their rights",
    "tham_gia": "how many have joined a peer group",
    "bao_nguoi_than": "whether relatives were told of a child",
}
# What befell the person, who they are and whom they have to do with: a message lies on a desk, is
# forwarded, stands on a locked screen.
OF_THE_PERSON = re.compile(
    r"nạn nhân|mua bán|giải cứu|trở về|trình báo|tố giác|công an|hòa nhập|trẻ em|\b\d+ tuổi|phụ nữ"
    r"|\bcon của|victim|traffick|rescue|return|denounc|police|reintegrat|child|under \d+|wom[ae]n"
)
AS_NOBODY_SPEAKS = [
    "với sự",  # read as translated
    "người đó",  # cold
    "nạn nhân không",  # of people who are not identified yet
    "nạn nhân đồng ý",
]


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_every_step_and_duty_has_one_short_line_that_asks(pathway: Pathway) -> None:
    asks = [*(s.request for s in pathway.steps), *(d.ask or d.title for d in pathway.duties)]

    lines = [ask.in_(language) for ask in asks for language in ("vi", "en")]

    assert [line for line in lines if len(line) > 110 or "\n" in line] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_every_free_text_says_that_no_name_is_to_be_written(pathway: Pathway) -> None:
    forms = [*(s.form for s in pathway.steps), *(d.form for d in pathway.duties)]

    texts = [f.label for form in forms for f in form if f.kind in FREE_TEXT]

    assert [label.vi for label in texts if "không ghi họ tên" not in label.vi] == []
    assert [label.en for label in texts if "no names" not in label.en] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_areas_in_conditions_exist(pathway: Pathway) -> None:
    areas = shipped_areas()
    conditions = [read_condition(step.when) for step in pathway.steps if step.when]

    named = {
        text
        for condition in conditions
        for path, text in condition.literals
        if (field := pathway.field_at(path)) is not None and field.kind == "area"
    }

    assert {area for area in named if areas.get(area) is None} == set()


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_no_message_says_what_befell_the_person_or_who_they_are(pathway: Pathway) -> None:
    said = [text for label in _in_messages(pathway) for text in _both(label)]

    assert [text for text in said if OF_THE_PERSON.search(text.lower())] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_the_lead_is_written_what_was_asked_and_not_the_steps_title(pathway: Pathway) -> None:
    told = {s.id: matter_for_lead(JOURNEY, s.id, "no_answer", pathway, NOW) for s in pathway.steps}

    letters = {step_id: _letter(matter) for step_id, matter in told.items()}

    for step in pathway.steps:
        assert f"Nội dung yêu cầu: {step.request.vi}\n" in letters[step.id]
        assert step.title.vi not in letters[step.id]


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_what_a_message_about_a_duty_asks_names_no_crime(pathway: Pathway) -> None:
    said = [text for duty in pathway.duties for text in _both(duty.ask or duty.title)]

    assert [
        text for text in said if re.search("nạn nhân|mua bán|victim|traffick", text.lower())
    ] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_what_prefect_is_shown_of_a_step_does_not_say_what_came_out_or_who_denounced(
    pathway: Pathway,
) -> None:
    telling = re.compile(
        r"khong_phai|to_giac|nghi_la|không phải|tố giác|nghi là|mua bán"
        r"|not a victim|denounc|suspect|traffick"
    )
    titled: tuple[Step | Role, ...] = (*pathway.steps, *pathway.roles)
    shown = [text for one in titled for text in (one.id, *_both(one.title))]

    assert [text for text in shown if telling.search(text.lower())] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_who_speaks_for_a_person_may_consent_for_them(pathway: Pathway) -> None:
    asked = [field.label for step in pathway.steps for field in step.form if field.id == "dong_y"]
    asked += [field.label for field in _fields(pathway) if field.id == "dong_y_theo_doi"]

    assert [label.vi for label in asked if "người đại diện hợp pháp" not in label.vi] == []
    assert [label.en for label in asked if "legal representative" not in label.en] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_no_yes_or_no_about_a_person_is_asked_in_vain(pathway: Pathway) -> None:
    ends = (end.when for end in pathway.ends)
    used = {
        path
        for when in (*(s.when for s in pathway.steps), *ends)
        if when
        for path in read_condition(when).fields
    }

    idle = {
        field.id
        for step in pathway.steps
        for field in step.form
        if field.kind == "yes_no" and f"{step.id}.{field.id}" not in used
    }

    assert idle <= REPORTED.keys()


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_the_vietnamese_is_as_an_official_writes(pathway: Pathway) -> None:
    texts = [label.vi.lower() for label in _labels(pathway)]

    assert [text for text in texts if any(turn in text for turn in AS_NOBODY_SPEAKS)] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.key)
def test_agencies_are_asked_and_who_stands_above_them_is_petitioned(pathway: Pathway) -> None:
    asked: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)

    wrong = [
        one.id
        for one in asked
        if not (one.ask or one.title).vi.startswith(
            "Kính đề nghị " if one.role == "ubnd_tinh" else "Xin "
        )
    ]

    assert wrong == []


def _letter(matter: Matter) -> str:
    lead = Label(vi="Sở Y tế (mẫu)", en="Department of Health (made up)")
    return write_letter(matter, addressee=lead, language="vi", link=None, repeat=False).text


def _in_messages(pathway: Pathway) -> Iterator[Label]:
    """What is asked, of which item; for the lead, where a case goes on. Who confirms something
    together with others is an agency, as the addressee is.
    """
    for step in pathway.steps:
        yield step.request
        source = pathway.field_at(step.foreach) if step.foreach else None
        yield from (option.label for option in (source.options if source else ()))
    yield from (end.title for end in pathway.ends if end.hands_over is not None)


def _both(label: Label) -> tuple[str, str]:
    return label.vi, label.en


def _fields(pathway: Pathway) -> Iterator[Field]:
    asked: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)
    return (field for one in asked for field in one.form)


def _labels(pathway: Pathway) -> Iterator[Label]:
    asked: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)
    for one in asked:
        yield from (one.title, one.ask or one.title)
    for field in _fields(pathway):
        yield field.label
        yield from (option.label for option in field.options)
