from __future__ import annotations

import re

import pytest

from domain.case_code import WrongCaseCode, new_case_code, read_case_code

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLACES = range(8)


def test_a_new_code_is_two_groups_of_four_without_lookalikes() -> None:
    code = new_case_code()

    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert read_case_code(code) == code


def test_new_codes_differ() -> None:
    assert len({new_case_code() for _ in range(1000)}) == 1000


def test_the_code_that_we_show_as_an_example_is_one() -> None:
    assert read_case_code("7K3Q-9MXD") == "7K3Q-9MXD"


@pytest.mark.parametrize(
    "typed",
    [
        # small letters
        "7k3q-9mxd",
        # no dash, spaces instead, spaces around, a line break of a mail program
        "7K3Q9MXD",
        "7K3Q 9MXD",
        "  7K3Q-9MXD\n",
        "7K3Q-\r\n9MXD",
        # dashes that a phone puts in, a space that cannot break
        "7K3Q–9MXD",
        "7K3Q\u20119MXD",
        "7K3Q\u00a09MXD",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_case_code(typed) == "7K3Q-9MXD"


@pytest.mark.parametrize(("letter", "lookalikes"), [("0", "Oo"), ("1", "IiLl")])
def test_lookalikes_are_read_as_what_was_meant(letter: str, lookalikes: str) -> None:
    code = next(code for code in iter(new_case_code, None) if letter in code)

    read = [read_case_code(code.replace(letter, lookalike)) for lookalike in lookalikes]

    assert read == [code] * len(lookalikes)


def test_every_single_wrong_character_is_caught() -> None:
    passed = [
        wrong
        for code in _new_codes(60)
        for place in PLACES
        for letter in set(LETTERS) - {code[place]}
        if _is_read(wrong := code[:place] + letter + code[place + 1 :])
    ]

    assert passed == []


def test_every_swap_of_two_characters_is_caught() -> None:
    passed = [
        swapped
        for code in _new_codes(500)
        for one in PLACES
        for other in PLACES[one + 1 :]
        if code[one] != code[other]
        if _is_read(swapped := _swapped(code, one, other))
    ]

    assert passed == []


@pytest.mark.parametrize(
    "typed",
    [
        # nothing, too short, too long
        "",
        "7K3Q-9MX",
        "7K3Q-9MXDD",
        # U and Đ are no letters of codes; neither are digits of other scripts
        "7K3Q-9MXU",
        "7K3Q-9MXĐ",
        "٧K3Q-9MXD",
        # all the same
        "0000-0000",
    ],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCaseCode):
        read_case_code(typed)


def test_a_wrong_code_is_told_as_it_was_read() -> None:
    with pytest.raises(WrongCaseCode) as caught:
        read_case_code("7k3q9mxe")

    assert str(caught.value).startswith("7K3Q-9MXE is not a case code")
    assert caught.value.message.in_("vi").startswith("7K3Q-9MXE không phải là mã hồ sơ")


def _new_codes(count: int) -> list[str]:
    return [new_case_code().replace("-", "") for _ in range(count)]


def _swapped(code: str, one: int, other: int) -> str:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters)


def _is_read(typed: str) -> bool:
    try:
        read_case_code(typed)
    except WrongCaseCode:
        return False
    return True
