from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from domain.errors import ReferralError
from domain.texts import say

# Crockford's: no I, L, O or U, so nothing is mistaken for 1, 0 or V.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_READ_ALIKE = str.maketrans("OIL", "011")
_SPACES_AND_DASHES = re.compile(r"[\s\u002D\u2010-\u2015\u2212]")


class WrongCaseCode(ReferralError):
    """What was typed is no case code, or not as it was given out."""


def new_case_code() -> str:
    """Such as 7K3Q-9MXD: seven random characters and one that checks them.

    The check finds every single wrong character, and every two that changed places.
    """
    drawn = [secrets.randbelow(len(_LETTERS)) for _ in range(_LENGTH - 1)]
    check = _remainder([*drawn, 0])
    return _written("".join(_LETTERS[value] for value in [*drawn, check]))


def read_case_code(text: str) -> str:
    """The code as it is written at rest, however it was typed; raises WrongCaseCode."""
    typed = _SPACES_AND_DASHES.sub("", text).upper().translate(_READ_ALIKE)
    if len(typed) != _LENGTH or not set(typed) <= set(_LETTERS):
        raise WrongCaseCode(
            say("A case code has 8 letters and digits, such as 7K3Q-9MXD. Please type it again.")
        )
    if _remainder(_LETTERS.index(letter) for letter in typed) != 0:
        raise WrongCaseCode(
            say(
                "{code} is not a case code: a character is wrong, or two changed places. "
                "Please compare it with where it is written.",
                code=_written(typed),
            )
        )
    return _written(typed)


def _written(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


def _remainder(values: Iterable[int]) -> int:
    """0 for a whole code.

    Each place weighs another power of two in the field of 32 elements, where nothing but 0
    times a difference is 0: so no single change and no swap goes unseen. It starts at 13, as
    0 would let 0000-0000 pass.
    """
    remainder = 13
    for value in values:
        remainder = _doubled(remainder) ^ value
    return remainder


def _doubled(value: int) -> int:
    # x⁵ + x² + 1 makes the field: 2 has 31 different powers in it.
    doubled = value << 1
    return doubled if doubled < len(_LETTERS) else doubled ^ 0b100101
