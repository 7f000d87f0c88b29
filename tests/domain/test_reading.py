from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.reading import DEEPEST, LARGEST, NotYaml, read_yaml

TOGETHER, APART = "xác minh", "xa\u0301c minh"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # nothing is nothing
        ("", None),
        ("# a remark only", None),
        # a list of each kind of plain value
        ("[1, -3, 1.5, true, false, null, ~]", [1, -3, 1.5, True, False, None, None]),
        ("day: 2026-11-23", {"day": date(2026, 11, 23)}),
        # what looks like a text to its writer is one
        (
            "[no, on, yes, 16:30, 0912, 1_000, .5]",
            ["no", "on", "yes", "16:30", "0912", "1_000", ".5"],
        ),
        # quotes make a text of anything
        ("['12', \"true\", '2026-11-23']", ["12", "true", "2026-11-23"]),
        # a text over several lines
        ("|\n  one\n  two\n", "one\ntwo\n"),
        # names are texts, whatever they look like
        ("{true: a, 1: b, on: c}", {"true": "a", "1": "b", "on": "c"}),
        # << is a name like another
        ("<<: {a: 1}", {"<<": {"a": 1}}),
    ],
)
def test_a_text_means_what_it_looks_like(text: str, value: object) -> None:
    assert read_yaml(text) == value


def test_names_and_texts_are_put_together() -> None:
    assert read_yaml(f'{APART}: {APART}\nescaped: "a\\u0301"') == {
        TOGETHER: TOGETHER,
        "escaped": "á",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a name twice in one mapping, also when only its encoding differs
        ("a: 1\nb: 2\na: 3", "Line 3, column 1: “a” is written twice here."),
        (f"x:\n  {TOGETHER}: 1\n  {APART}: 2", "Line 3, column 3: “xác minh” is written twice"),
        # references, which could blow up into gigabytes
        ("a: &x [1]\nb: *x", "Line 2, column 4: Write it out instead of referring to it."),
        # tags, which could name any object
        ("a: !!python/object:os.system x", "Line 1, column 4: Put a text that begins with !"),
        ("a: !done", "Line 1, column 4: Put a text that begins with ! in quotes."),
        ("!x a: 1", "Line 1, column 1: Put a text that begins with !"),
        # nesting
        ("[" * (DEEPEST + 1), "Line 1, column 41: This is nested more than 40 deep."),
        # a name that is no text
        ("a: 1\n{step}: b", "Line 2, column 1: A name is expected before the colon."),
        # dates and numbers that do not exist
        ("a: 2026-02-30", "Line 1, column 4: There is no such date or number as 2026-02-30."),
        ("a: " + "9" * 400 + ".0", "Line 1, column 4: There is no such date or number as 9999"),
        ("a: " + "9" * 5000, "Line 1, column 4: There is no such date or number as 9999"),
        # quotes and brackets point at where they were opened
        ("a: 'x\nb: 2\n", "Line 1, column 4: The quotes that open here are not closed."),
        ("a: [1,\nb\nc: 2\n", "Line 1, column 4: The bracket that opens here is not closed"),
        # the rest of what people mistype
        ("a:\n\tb: 1", "Line 2, column 1: Please indent with spaces, not with tabs."),
        ("a: @x", "Line 1, column 4: Put a text that begins with this character in quotes."),
        ("a: b: c", "Line 1, column 5: A colon too many."),
        (
            "a: 1\nbc\nd: 1",
            "Line 3, column 1: A colon is missing in this line or in the one above.",
        ),
        ("a:\n   b: 1\n  c: 2", "Line 3, column 3: This does not stand under what it belongs to."),
        ("a: 1\n---\nb: 1", "Line 2, column 1: A second text begins here."),
        ("ok: á\na: á\x01", "Line 2, column 5: There is a character that cannot be shown."),
        ("a: \ud800", "Line 1, column 4: There is a character that cannot be shown."),
        ("%x", "Line 1, column 3: This cannot be read."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_mend(text: str, said: str) -> None:
    with pytest.raises(NotYaml) as caught:
        read_yaml(text)

    assert str(caught.value).startswith(said)


def test_what_cannot_be_read_is_told_in_vietnamese_too() -> None:
    with pytest.raises(NotYaml) as caught:
        read_yaml("a: 1\na: 2")

    assert caught.value.message.in_("vi").startswith("Dòng 2, cột 1: “a” được viết hai lần")


def test_a_text_of_one_megabyte_is_read_and_a_larger_one_is_not() -> None:
    text = "'" + "a" * (LARGEST - 2) + "'"
    assert read_yaml(text) == text[1:-1]

    with pytest.raises(NotYaml, match="larger than 1 MB"):
        read_yaml(text + " ")


def test_the_size_is_counted_in_bytes(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text("á" * (LARGEST // 2 + 1), encoding="utf-8")

    with pytest.raises(NotYaml, match="larger than 1 MB"):
        read_yaml(file)
    with pytest.raises(NotYaml, match="larger than 1 MB"):
        read_yaml("á" * (LARGEST // 2 + 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pathway.yaml"
    file.write_text("title: Tiếp nhận\n", encoding=encoding)

    assert read_yaml(file) == {"title": "Tiếp nhận"}


def test_a_file_in_another_encoding_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "pathway.yaml"
    file.write_bytes("a: ế\n".encode() + b"b: \xd3\n")

    with pytest.raises(NotYaml, match=r"Line 2, column 4: .* UTF-8"):
        read_yaml(file)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotYaml, match=r"nothing\.yaml cannot be opened"):
        read_yaml(tmp_path / "nothing.yaml")
    with pytest.raises(NotYaml, match="cannot be opened"):
        read_yaml(tmp_path)
