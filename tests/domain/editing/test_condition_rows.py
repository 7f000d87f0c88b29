from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from domain.editing.choices import COMPARED_BY_KIND, COMPARED_WHEN_COUNTED, COMPARED_WITH_ENTRY
from domain.editing.condition_rows import Compared, Joiner, Row, rows_of, written
from domain.pathway.condition_tree import Constant, Unsayable
from domain.pathway.conditions import holds, read_condition
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import FieldKind, Pathway
from domain.values import Value, Values
from tests.strategies import AREAS, DAYS, ENTRIES, OPTIONS, Dice, answer, dice, pathways

CONSTANTS: dict[FieldKind, tuple[Constant, ...]] = {
    "yes_no": (True, False),
    "choice": OPTIONS,
    "choices": OPTIONS,
    "date": DAYS,
    "whole_number": (0, 3, -1),
    "money": (3_000_000,),
    "area": AREAS,
}
ANSWERS: dict[FieldKind, tuple[Value, ...]] = {
    "yes_no": (None, True, False),
    "choice": (None, *OPTIONS),
    "choices": (None, (), OPTIONS[:1], OPTIONS),
    "date": (None, *DAYS, "2026-12-31"),
    "whole_number": (None, 0, 3, 4),
    "money": (None, 0, 3_000_000),
    "area": (None, *AREAS),
}
SHIPPED = [read_pathway(file) for file in shipped_pathways()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("entry == 'rescue'", [Row("entry", "is", "rescue")]),
        ("meet.agrees", [Row("meet.agrees", "is", value=True)]),
        ("meet.day != null && meet.day < '2026-06-01'", [Row("meet.day", "under", "2026-06-01")]),
        (
            "meet.agrees == true && meet.stay != 'home' || entry in ['list', 'rescue']",
            [
                Row("meet.agrees", "is", value=True),
                Row("meet.stay", "is_not", "home"),
                Row("entry", "one_of", ("list", "rescue"), joiner="or"),
            ],
        ),
        (
            "meet.needs != null && !('law' in meet.needs)",
            [Row("meet.needs", "not_chosen", "law")],
        ),
        (
            "meet.needs != null && size(meet.needs) > 1",
            [Row("meet.needs", "over", 1, counted=True)],
        ),
        (
            "meet.agrees == true && (meet.stay == 'home' || entry == 'list')",
            [
                Row("meet.agrees", "is", value=True),
                Row("meet.stay", "is", "home"),
                Row("meet.agrees", "is", value=True, joiner="or"),
                Row("entry", "is", "list"),
            ],
        ),
        ("meet.day == null", [Row("meet.day", "not_answered")]),
    ],
)
def test_a_condition_is_its_rows(text: str, rows: list[Row]) -> None:
    assert rows_of(text) == tuple(rows)


@pytest.mark.parametrize(
    "text",
    [
        "!(meet.agrees == true && entry == 'list')",
        "!(meet.day < '2026-06-01')",
        "meet.stay in ['home', null]",
        "meet.count == other.count",
        "1 + 1",
        "",
    ],
)
def test_what_rows_cannot_say_stays_as_it_is_written(text: str) -> None:
    assert rows_of(text) is None


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda pathway: pathway.key)
def test_every_shipped_condition_is_rows(pathway: Pathway) -> None:
    for text in conditions(pathway):
        rows = rows_of(text)

        assert rows, text
        assert "(" in text or " ".join(text.split()) == written(rows)


@given(dice())
def test_rows_come_back_as_they_were_written(chance: Dice) -> None:
    rows = [made_up_row(chance) for _ in range(1 + chance.up_to(4))]

    assert rows_of(written(rows)) == first_joined(rows)


@given(dice())
def test_rows_have_an_answer_whatever_was_answered(chance: Dice) -> None:
    rows = [made_up_row(chance) for _ in range(1 + chance.up_to(4))]
    condition = read_condition(written(rows))
    answers = {f"s{n}": {"f": chance.one_of(ANSWERS[kind])} for n, kind in enumerate(ANSWERS)}

    assert holds(condition, chance.one_of(ENTRIES), answers) in {True, False}


@given(pathways(most_steps=6), dice())
def test_rows_say_what_the_condition_said(pathway: Pathway, chance: Dice) -> None:
    for text in conditions(pathway):
        rows = rows_of(text)
        if rows is None:
            assert "!(" in text
            continue
        entry, answers = chance.one_of(ENTRIES), made_up_answers(chance, pathway)

        said = [holds(read_condition(each), entry, answers) for each in (text, written(rows))]

        assert said[0] == said[1], (text, written(rows))


@given(st.text())
def test_no_value_gets_out_of_its_quotes(text: str) -> None:
    try:
        condition = written([Row("entry", "is", text)])
    except Unsayable:
        assert "\\" in text or {"'", '"'} <= set(text)
        return
    assert rows_of(condition) == (Row("entry", "is", text),)


def made_up_row(chance: Dice) -> Row:
    joiner: Joiner = chance.one_of(("and", "or"))
    if chance.one_in(4):
        compared: Compared = chance.one_of(COMPARED_WITH_ENTRY)
        return Row("entry", compared, value(chance, compared, ENTRIES), joiner=joiner)
    kinds = list(CONSTANTS)
    kind = chance.one_of(kinds)
    path = f"s{kinds.index(kind)}.f"
    if kind == "choices" and chance.one_in(3):
        return Row(path, chance.one_of(COMPARED_WHEN_COUNTED), 1, counted=True, joiner=joiner)
    compared = chance.one_of(COMPARED_BY_KIND[kind])
    return Row(path, compared, value(chance, compared, CONSTANTS[kind]), joiner=joiner)


def value(chance: Dice, compared: Compared, constants: tuple[Constant, ...]) -> Constant:
    if compared in {"answered", "not_answered"}:
        return None
    if compared in {"one_of", "none_of"}:
        return tuple(one for one in constants[:2] if not isinstance(one, tuple))
    return chance.one_of(constants)


def first_joined(rows: list[Row]) -> tuple[Row, ...]:
    first = rows[0]
    return (Row(first.field, first.compared, first.value, first.counted), *rows[1:])


def conditions(pathway: Pathway) -> list[str]:
    named = [step.when for step in pathway.steps] + [end.when for end in pathway.ends]
    return [text for text in named if text is not None]


def made_up_answers(chance: Dice, pathway: Pathway) -> dict[str, Values]:
    answered = [step for step in pathway.steps if not chance.one_in(3)]
    return {step.id: answer(chance, step.form) for step in answered}
