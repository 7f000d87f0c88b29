from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, strategies as st

from domain.areas.area_map import Area, Areas
from domain.pathway.attachments import TOO_LARGE, Attachment
from domain.pathway.forms import LONGEST_LONG_TEXT, LONGEST_TEXT, Filled, FormFaults, fill
from domain.pathway.template import Field, FieldKind, Option
from domain.texts import Label
from domain.values import Value
from tests.files import PDF

TODAY = date(2026, 11, 23)


def named(name: str) -> Label:
    return Label(vi=name, en=name)


def field(kind: FieldKind, name: str = "it", *, required: bool = True) -> Field:
    options = tuple(Option(id=o, label=named(o)) for o in ("health", "job", "school"))
    listed = options if kind in ("choice", "choices") else ()
    return Field(id=name, label=named(name), kind=kind, required=required, options=listed)


AREAS = Areas(
    areas=(Area(id="hai_phong", title=named("Hải Phòng"), kind="province", source="law"),)
)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        # as the browser's date picker sends it
        ("date", ["2026-11-23"], "2026-11-23"),
        # as it is typed in Viet Nam, with and without leading zeros
        ("date", ["23/11/2026"], "2026-11-23"),
        ("date", ["3/1/2026"], "2026-01-03"),
        # a leap day
        ("date", ["29/02/2024"], "2024-02-29"),
        ("yes_no", ["yes"], True),
        ("yes_no", ["no"], False),
        ("choice", ["job"], "job"),
        # several choices keep the order of the form, each once
        ("choices", ["school", "health", "school"], ("health", "school")),
        # nothing chosen is an answer: nothing is needed
        ("choices", [], ()),
        ("whole_number", ["0"], 0),
        ("whole_number", ["12"], 12),
        ("money", ["1500000"], 1_500_000),
        # grouped as in Viet Nam, as in English, with spaces
        ("money", ["1.500.000"], 1_500_000),
        ("money", ["1,500,000"], 1_500_000),
        ("money", ["1 500 000"], 1_500_000),
        # zeros before it do not count
        ("whole_number", ["007"], 7),
        ("whole_number", ["0" * 20], 0),
        # the largest
        ("money", ["9999999999999"], 9_999_999_999_999),
        ("area", ["hai_phong"], "hai_phong"),
        # what stands around it does not count
        ("whole_number", ["  12  "], 12),
        # an empty line before the answer, as a form may send it
        ("choice", ["", "job"], "job"),
    ],
)
def test_what_is_typed_rightly_becomes_a_value(
    kind: FieldKind, typed: list[str], value: Value
) -> None:
    assert fill([field(kind)], {"it": typed}, AREAS, TODAY) == Filled({"it": value}, {})


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        # no such day
        ("date", "30/02/2026"),
        # the American order
        ("date", "11/23/2026"),
        # a slip in the year
        ("date", "23/11/0206"),
        ("date", "23/11/2526"),
        # a year of two digits
        ("date", "23/11/26"),
        ("date", "tomorrow"),
        ("yes_no", "maybe"),
        ("yes_no", "true"),
        ("choice", "lodging"),
        ("choices", "lodging"),
        # below zero, a fraction, words, a currency
        ("whole_number", "-1"),
        ("whole_number", "1.5"),
        ("whole_number", "two"),
        ("money", "1.500.000 đồng"),
        # groups that are no groups of three
        ("money", "1.50.000"),
        ("money", "1500.000"),
        # one more than the largest
        ("money", "10000000000000"),
        # more digits than Python would read
        pytest.param("money", "9" * 5000, id="5000 digits"),
        ("area", "atlantis"),
    ],
)
def test_what_is_typed_wrongly_is_refused_where_it_stands(kind: FieldKind, typed: str) -> None:
    with pytest.raises(FormFaults) as refused:
        fill([field(kind)], {"it": [typed]}, AREAS, TODAY)

    assert set(refused.value.faults) == {"it"}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("text", "Please fill this in."),
        ("long_text", "Please fill this in."),
        ("date", "Please fill this in."),
        ("whole_number", "Please fill this in."),
        ("money", "Please fill this in."),
        # Nothing can be typed there.
        ("yes_no", "Please choose one."),
        ("choice", "Please choose one."),
        ("area", "Please choose one."),
    ],
)
@pytest.mark.parametrize("typed", [[], [""], ["   "]], ids=["not sent", "empty", "spaces"])
def test_what_is_required_may_not_be_empty(kind: FieldKind, asked: str, typed: list[str]) -> None:
    with pytest.raises(FormFaults) as refused:
        fill([field(kind)], {"it": typed}, AREAS, TODAY)

    assert refused.value.faults["it"].in_("en") == asked


@pytest.mark.parametrize("kind", ["date", "yes_no", "choice", "whole_number", "money", "area"])
def test_what_is_not_required_may_be_empty(kind: FieldKind) -> None:
    assert fill([field(kind, required=False)], {"it": [""]}, AREAS, TODAY) == Filled(
        {"it": None}, {}
    )


def test_an_empty_text_is_none() -> None:
    assert fill([field("text", required=False)], {}, AREAS, TODAY) == Filled({}, {})


def test_free_text_is_kept_apart_from_the_values() -> None:
    form = [field("long_text", "note"), field("yes_no", "ill")]

    filled = fill(form, {"note": ["Sốt nhẹ"], "ill": ["yes"]}, AREAS, TODAY)

    assert filled == Filled(values={"ill": True}, texts={"note": "Sốt nhẹ"})


@pytest.mark.parametrize(
    ("kind", "longest"), [("text", LONGEST_TEXT), ("long_text", LONGEST_LONG_TEXT)]
)
def test_a_text_has_a_greatest_length(kind: FieldKind, longest: int) -> None:
    just, over = "ế" * longest, "ế" * (longest + 1)

    assert fill([field(kind)], {"it": [just]}, AREAS, TODAY).texts == {"it": just}
    with pytest.raises(FormFaults):
        fill([field(kind)], {"it": [over]}, AREAS, TODAY)


def test_a_text_typed_with_loose_accents_is_counted_and_kept_as_nfc() -> None:
    typed = unicodedata.normalize("NFD", "ế" * LONGEST_TEXT)

    assert fill([field("text")], {"it": [typed]}, AREAS, TODAY).texts == {"it": "ế" * LONGEST_TEXT}


@given(st.text(max_size=LONGEST_TEXT))
def test_whatever_is_kept_of_a_text_is_nfc(typed: str) -> None:
    texts = fill([field("text", required=False)], {"it": [typed]}, AREAS, TODAY).texts

    assert all(unicodedata.is_normalized("NFC", text) for text in texts.values())


@pytest.mark.parametrize(
    ("kind", "typed"), [("choice", ["job", "school"]), ("yes_no", ["yes", "no"])]
)
def test_of_two_answers_where_one_is_asked_neither_is_taken(
    kind: FieldKind, typed: list[str]
) -> None:
    with pytest.raises(FormFaults) as refused:
        fill([field(kind)], {"it": typed}, AREAS, TODAY)

    assert set(refused.value.faults) == {"it"}


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_who_writes_what_a_choice_is_called_is_told_what_to_write(kind: FieldKind) -> None:
    labels = {"da_ho_tro": "Đã hỗ trợ", "chua": "Chưa hỗ trợ"}
    options = tuple(Option(id=o, label=Label(vi=vi, en=o)) for o, vi in labels.items())
    asked = Field(id="it", label=named("it"), kind=kind, options=options)

    with pytest.raises(FormFaults) as refused:
        fill([asked], {"it": ["Đã hỗ trợ"]}, AREAS, TODAY)

    assert refused.value.faults["it"].in_("vi") == (
        "Xin chọn trong các mục sau: da_ho_tro (Đã hỗ trợ), chua (Chưa hỗ trợ)."
    )


def test_all_faults_are_named_at_once() -> None:
    form = [
        field("date", "day"),
        field("money", "sum"),
        field("text", "name"),
        field("yes_no", "ill"),
    ]
    raw = {"day": ["soon"], "sum": ["a lot"], "ill": ["yes"]}

    with pytest.raises(FormFaults) as refused:
        fill(form, raw, AREAS, TODAY)

    assert set(refused.value.faults) == {"day", "sum", "name"}


def test_what_the_form_does_not_ask_is_not_kept() -> None:
    assert fill([field("yes_no")], {"it": ["no"], "name": ["Lan"]}, AREAS, TODAY) == Filled(
        {"it": False}, {}
    )


def test_of_a_file_the_answer_holds_its_id() -> None:
    form = [field("file", "paper", required=False), field("file", "photo", required=False)]
    sent = Attachment("pdf", PDF)

    filled = fill(form, {}, AREAS, TODAY, {"paper": sent})

    assert filled == Filled({"paper": sent.id, "photo": None}, {})


def test_a_file_that_is_not_taken_is_a_fault_of_its_field() -> None:
    form = [field("file", "paper", required=False), field("date", "day")]

    with pytest.raises(FormFaults) as caught:
        fill(form, {}, AREAS, TODAY, {"paper": TOO_LARGE})

    assert caught.value.faults["paper"] == TOO_LARGE
    assert set(caught.value.faults) == {"paper", "day"}


def test_a_name_is_no_file() -> None:
    with pytest.raises(FormFaults) as caught:
        fill([field("file", "paper", required=False)], {"paper": ["ket-luan.pdf"]}, AREAS, TODAY)

    assert set(caught.value.faults) == {"paper"}
