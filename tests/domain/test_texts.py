from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from pydantic import ValidationError

from domain.texts import (
    MOST_MARKS,
    Label,
    Language,
    Message,
    date_text,
    ends_a_day,
    last_moment,
    moment_text,
    nfc,
    say,
    vnd_text,
)

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "tasks", "flows", "pages", "deployments")
VI_PO = files("domain.texts").joinpath("vi.po")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TOGETHER, APART = "xác minh", "xa\u0301c minh"


def test_a_message_reads_in_english_until_a_language_is_known() -> None:
    message = say("Step {step} does not exist.", step="xac_minh")

    assert str(message) == "Step xac_minh does not exist."
    assert message.in_("en") == str(message)


def test_a_message_reads_in_vietnamese_as_the_catalogue_says() -> None:
    message = say("{area} (until {date})", area="Hải Dương", date="30/6/2025")

    assert message.in_("vi") == "Hải Dương (đến 30/6/2025)"


def test_a_message_that_the_catalogue_lacks_stays_english() -> None:
    assert Message("Never said.", {}).in_("vi") == "Never said."


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        # a name stays as it is, even when it looks like a placeholder
        ("{value}", "{value}", "{value}"),
        # a label in the reader's language
        (Label(vi="Xác minh", en="Verification"), "Xác minh", "Verification"),
        # a message within a message
        (Message("<{value}>", {"value": 1000}), "<1.000>", "<1,000>"),
        # a number is grouped
        (18000000, "18.000.000", "18,000,000"),
        # a day
        (date(2025, 6, 30), "30 tháng 6 năm 2025", "30 June 2025"),
        # a moment, in the zone that it carries
        (
            datetime(2026, 11, 23, 16, 30, tzinfo=HANOI),
            "16:30 thứ Hai, 23/11/2026",
            "Monday 23 November 2026, 16:30",
        ),
        # a moment that nobody turned into local time admits it
        (
            datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
            "09:30 UTC thứ Hai, 23/11/2026",
            "Monday 23 November 2026, 09:30 UTC",
        ),
    ],
)
def test_values_are_said_in_the_readers_language(
    value: Message | Label | datetime | date | int | str, vi: str, en: str
) -> None:
    message = Message("{value}", {"value": value})

    assert (message.in_("vi"), message.in_("en")) == (vi, en)


def test_messages_are_values() -> None:
    message = say("Step {step} does not exist.", step="a")

    assert message == say("Step {step} does not exist.", step="a")
    assert message != say("Step {step} does not exist.", step="b")
    assert pickle.loads(pickle.dumps({message})) == {message}  # noqa: S301 - made right here


def test_a_value_may_have_any_name() -> None:
    assert str(say("{text} and {self}", text="a", self="b")) == "a and b"


@pytest.mark.parametrize("missing", ["vi", "en"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_a_label_needs_both_languages(missing: str, empty: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        Label.model_validate({"vi": "Tiếp nhận", "en": "Reception"} | {missing: empty})


def test_a_label_is_put_together() -> None:
    label = Label(vi=APART, en="Verification")

    assert label.vi == TOGETHER
    assert [label.in_("vi"), label.in_("en")] == [TOGETHER, "Verification"]


def test_nfc_puts_marks_and_letters_together() -> None:
    assert APART != TOGETHER
    assert nfc(APART) == TOGETHER


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "5 tháng 1 năm 2026"), ("en", "5 January 2026")]
)
def test_a_day_in_words(language: Language, said: str) -> None:
    assert date_text(date(2026, 1, 5), language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "01:05 Chủ Nhật, 4/1/2026"), ("en", "Sunday 4 January 2026, 01:05")],
)
def test_a_moment_is_told_in_the_zone_of_its_reader(language: Language, said: str) -> None:
    saturday_evening_in_utc = datetime(2026, 1, 3, 18, 5, tzinfo=UTC)

    assert moment_text(saturday_evening_in_utc, HANOI, language) == said


@pytest.mark.parametrize(
    ("moment", "vi", "en"),
    [
        # the last second of a day, where it is read
        ("2026-11-30T16:59:59Z", "hết thứ Hai, 30/11/2026", "the end of Monday 30 November 2026"),
        # its last minute
        ("2026-11-30T16:59:00Z", "hết thứ Hai, 30/11/2026", "the end of Monday 30 November 2026"),
        # a minute earlier, and the first of the next
        ("2026-11-30T16:58:59Z", "23:58 thứ Hai, 30/11/2026", "Monday 30 November 2026, 23:58"),
        ("2026-11-30T17:00:00Z", "00:00 thứ Ba, 1/12/2026", "Tuesday 1 December 2026, 00:00"),
    ],
)
def test_what_lasts_to_the_end_of_a_day_is_told_as_that_day(moment: str, vi: str, en: str) -> None:
    local = datetime.fromisoformat(moment).astimezone(HANOI)

    said = last_moment(local)

    assert (said.in_("vi"), said.in_("en")) == (vi, en)
    assert ends_a_day(local) == vi.startswith("hết")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        moment_text(datetime(2026, 1, 3, 18, 5), HANOI, "vi")  # noqa: DTZ001 - the mistake


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "18.000.000 đồng"), ("en", "VND 18,000,000")]
)
def test_money_in_words(language: Language, said: str) -> None:
    assert vnd_text(18_000_000, language) == said


def test_everything_that_the_code_says_is_in_the_vietnamese_catalogue() -> None:
    missing = _said_texts() - _catalogue_texts()

    assert not missing, "add to domain/texts/vi.po:\n\n" + "\n\n".join(
        f"msgid {_quoted(text)}\nmsgstr {_quoted('')}" for text in sorted(missing)
    )


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    left_over = _catalogue_texts() - _said_texts()

    assert not left_over, "remove from domain/texts/vi.po:\n\n" + "\n".join(sorted(left_over))


def test_every_entry_of_the_catalogue_is_translated() -> None:
    unfinished = [m.id for m in _catalogue() if m.id and (not m.string or m.fuzzy)]

    assert unfinished == []


def test_every_translation_has_the_placeholders_of_its_text() -> None:
    wrong = [
        m.id
        for m in _catalogue()
        if m.id and _placeholders(str(m.id)) != _placeholders(str(m.string))
    ]

    assert wrong == []


def test_the_catalogue_says_each_text_once() -> None:
    lines = VI_PO.read_text(encoding="utf-8").splitlines()

    said_in_file = sum(line.startswith("msgid ") for line in lines)

    assert said_in_file == len(_catalogue_texts()) + 1


def test_the_catalogue_is_nfc_and_nothing_but_its_pairs() -> None:
    text = VI_PO.read_text(encoding="utf-8")

    assert text == nfc(text)
    assert "#~" not in text


def test_every_text_is_given_the_values_that_it_names() -> None:
    wrong = [
        f"{place}: {text!r} is given {sorted(given)}"
        for place, text, given in [*_said_in_python(), *_said_in_templates()]
        if _placeholders(text) != given
    ]

    assert wrong == []


def test_texts_are_never_put_together_before_they_are_said() -> None:
    glued = [
        f"{place}: {ast.unparse(call)}"
        for place, call in _calls_of_say()
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
    ]

    assert glued == []


def _said_texts() -> set[str]:
    return {
        text
        for room in ROOMS
        for _, _, text, _, _ in extract_from_dir(
            ROOT / room,
            method_map=[("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")],
            options_map={"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}},
            keywords={"say": None, "_": None},
        )
        if isinstance(text, str)
    }


def _catalogue() -> Catalog:
    with VI_PO.open("rb") as file:
        return read_po(file, locale="vi")


def _catalogue_texts() -> set[str]:
    return {str(message.id) for message in _catalogue() if message.id}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _calls_of_say() -> Iterator[tuple[str, ast.Call]]:
    for file in (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[_, *_]):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def _said_in_python() -> Iterator[tuple[str, str, set[str]]]:
    for place, call in _calls_of_say():
        names = [keyword.arg for keyword in call.keywords]
        match call.args[0]:
            case ast.Constant(value=str(text)) if None not in names:
                yield place, text, {name for name in names if name}


def _said_in_templates() -> Iterator[tuple[str, str, set[str]]]:
    parser = Environment(autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    for file in (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.html"))):
        tree = parser.parse(file.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            match call:
                case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))]):
                    place = f"{file.relative_to(ROOT)}:{call.lineno}"
                    yield place, text, {keyword.key for keyword in call.kwargs}


def test_of_marks_in_a_row_no_more_are_kept_than_anybody_writes() -> None:
    heap = "a" + "\u0315" * 500 + "\u0300" * 500 + "\u0f73" * 500 + " à"

    assert nfc(heap) == "a" + "\u0315" * MOST_MARKS + " à"


def test_a_letter_keeps_all_its_marks() -> None:
    assert nfc("Vie\u0323\u0302t Nam, nu\u031b\u0301a") == "Việt Nam, nứa"
