"""Taking down who the person is: from a terminal or a file, never as words of the command."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.deployments.commanding import Said, Site

MAY = "full_name: Lò Thị Mây\nbirth_date: 2004\nphone: 0912345678\n"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def told(site: Site, given: str | StringIO, *words: str) -> Said:
    """The command, with `given` on its standard input."""
    return site.referral("case", "person", *words, typed=given)


def test_what_a_file_says_is_kept_and_shown_to_who_asks(demo: Site) -> None:
    code = demo.open().partition("/")[0]

    taken = told(demo, MAY, code)
    shown = demo.done("case", "person", code, "--show", "--by", "lan")

    assert taken.out == "Kept under seal: 3.\n"
    assert shown.out.splitlines() == [
        "full_name  Full name: Lò Thị Mây",
        "birth_date  Date or year of birth: 2004",
        "phone  Telephone number: 0912345678",
    ]


@pytest.mark.parametrize("number", ["+84912345678", "0912345678", "0x1F", "1_000", "091.234"])
def test_a_telephone_number_is_kept_as_it_is_written(demo: Site, number: str) -> None:
    code = demo.open().partition("/")[0]

    told(demo, f"phone: {number}\n", code)

    assert demo.done("case", "person", code, "--show", "--json").data == {"phone": number}


def test_on_a_terminal_each_field_is_asked_for(demo: Site) -> None:
    code = demo.open().partition("/")[0]
    told(demo, MAY, code)

    said = told(demo, Terminal("\n\n\nBản Nậm Cản\n-\n\n"), code, "--json")

    assert "Full name (known): " in said.out
    assert "Address: " in said.out
    assert demo.done("case", "person", code, "--show", "--json").data == {
        "full_name": "Lò Thị Mây",
        "birth_date": "2004",
        "address": "Bản Nậm Cản",
    }


def test_an_empty_line_takes_a_field_away(demo: Site) -> None:
    code = demo.open().partition("/")[0]
    told(demo, MAY, code)

    told(demo, "phone:\nbirth_date: 2004-01-05\n", code)

    assert demo.done("case", "person", code, "--show", "--json").data == {
        "full_name": "Lò Thị Mây",
        "birth_date": "2004-01-05",
    }


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        # nothing at all
        ("", "Write one field in each line"),
        # a list
        ("- Mây\n", "Write one field in each line"),
        # several under one name
        ("phone: [1, 2]\n", "Write one field in each line"),
        # a field that there is not
        ("name: Mây\n", "name: The form has no such field. It has: full_name, birth_date"),
    ],
)
def test_what_cannot_be_read_is_explained(demo: Site, given: str, problem: str) -> None:
    code = demo.open().partition("/")[0]

    said = told(demo, given, code)

    assert said.code == 1
    assert problem in said.err


def test_before_anything_is_known_that_is_said(demo: Site) -> None:
    code = demo.open().partition("/")[0]

    assert "Nothing is known yet." in demo.done("case", "person", code, "--show").out
