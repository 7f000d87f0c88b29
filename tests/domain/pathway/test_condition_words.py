from __future__ import annotations

import pytest

from domain.pathway.condition_words import in_words
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Label
from tests.domain.small import choices, number, pathway, step, yes_no
from tests.strategies import Part, label


def field(name: str, kind: str, **more: object) -> Part:
    return {"id": name, "kind": kind, "label": label(name)} | more


SHIPPED = [read_pathway(file) for file in shipped_pathways()]
SHELTER = {"id": "shelter", "label": {"vi": "Cơ sở", "en": "A shelter"}}
HOME = {"id": "home", "label": {"vi": "Về nhà (với gia đình)", "en": "Home (with the family)"}}
ASKED = pathway(
    step(
        "meet",
        form=[
            yes_no("agrees"),
            field("stay", "choice", options=[SHELTER, HOME]),
            choices("needs", "food", "law"),
            number("children"),
            field("paid", "money"),
            field("day", "date"),
            field("place", "area"),
            field("result", "choice", options=[SHELTER]),
        ],
    ),
    step("check", "meet", form=[field("result", "choice", options=[HOME])]),
)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("meet.agrees == true", "“agrees”: yes"),
        ("meet.agrees == false", "“agrees”: no"),
        # what is null is not true: it may not have been asked
        ("meet.agrees != true", "“agrees”: no, or not asked"),
        ("!(meet.agrees == false)", "“agrees”: yes, or not asked"),
        # the other way round
        ("false == meet.agrees", "“agrees”: no"),
        # alone
        ("meet.agrees", "“agrees”: yes"),
        # what stands in brackets is left out
        ("meet.stay == 'home'", "“stay”: “Home”"),
        ('meet.stay != "shelter"', "“stay”: not “A shelter”"),
        ("meet.stay in ['home', 'shelter']", "“stay”: “Home” or “A shelter”"),
        ("meet.stay == null", "“stay”: not answered"),
        ("meet.stay != null", "“stay”: answered"),
        # two fields of one name
        ("check.result == 'home'", "“check – result”: “Home”"),
        # what is compared was answered
        ("meet.needs != null && 'law' in meet.needs", "“needs”: “law” chosen"),
        ("meet.children != null && meet.children >= 3", "“children”: at least 3"),
        ("meet.children != null && 3 > meet.children", "“children”: less than 3"),
        ("meet.needs != null && size(meet.needs) > 1", "number chosen under “needs”: more than 1"),
        # that something else was answered goes not without saying
        (
            "meet.stay != null && meet.children != null && meet.children <= 3",
            "“stay”: answered, and “children”: at most 3",
        ),
        ("meet.paid != null && meet.paid > 3000000", "“paid”: more than VND 3,000,000"),
        ("meet.day != null && meet.day < '2026-06-01'", "“day”: before 1 June 2026"),
        ("meet.place == 'hai_phong_thuy_nguyen'", "“place”: “Thủy Nguyên district”"),
        # an area that a province's own directory has
        ("meet.place == 'phu_yen_xa_1'", "“place”: phu_yen_xa_1"),
        ("entry == 'self_return'", "way in: “self_return”"),
        (
            "meet.agrees == true && (meet.stay == 'home' || meet.stay == null)",
            "“agrees”: yes, and (“stay”: “Home”, or “stay”: not answered)",
        ),
        (
            "!(meet.agrees == true && meet.stay == 'home')",
            "not (“agrees”: yes, and “stay”: “Home”)",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(condition: str, words: str) -> None:
    assert in_words(condition, ASKED).in_("en") == words


@pytest.mark.parametrize(
    "condition",
    [
        # two fields
        "meet.stay == check.result",
        # no comparison of a field
        "size(meet.needs) == size(meet.needs)",
        "true",
        "meet.stay in []",
        # a text with an escape
        r"meet.stay == 'ho\'me'",
        # half of one
        "meet.stay ==",
        "(meet.stay == 'home'",
        "meet.stay == 'home')",
        "meet.children == 1.5",
    ],
)
def test_what_is_no_plain_comparison_stays_as_it_was_written(condition: str) -> None:
    assert in_words(condition, ASKED).in_("vi") == condition


def test_a_condition_reads_in_vietnamese() -> None:
    said = in_words("meet.agrees == true || meet.stay == 'shelter'", ASKED)

    assert said.in_("vi") == "“agrees”: có, hoặc “stay”: “Cơ sở”"


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda one: one.key)
def test_every_shipped_condition_is_a_sentence(shown: Pathway) -> None:
    written = [step.when for step in shown.steps] + [end.when for end in shown.ends]
    written += [step.repeat.until for step in shown.steps if step.repeat]

    left = [text for text in written if text and in_words(text, shown).in_("vi") == text]

    assert left == []


def test_a_label_that_is_all_brackets_is_kept() -> None:
    bracketed = Label(vi="(số)", en="(number)")
    asked = pathway(step("meet", form=[yes_no("x") | {"label": bracketed.model_dump()}]))

    assert in_words("meet.x == true", asked).in_("en") == "“(number)”: yes"
