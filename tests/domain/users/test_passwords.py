from __future__ import annotations

import unicodedata

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.users.passwords import PasswordHasher, WeakPassword, check_password

GOOD = "bốn con gà mái"


@pytest.fixture
def hasher() -> PasswordHasher:
    return PasswordHasher(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.mark.parametrize("password", [GOOD, "x1y2z3w4v5u6", "ă" * 8 + "bcde" * 48])
def test_a_long_password_of_ones_own_is_taken(password: str) -> None:
    check_password(password, "lan")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("mười một ch", "at least 12"),
        # twelve code points that are ten letters
        (unicodedata.normalize("NFD", "ấm ấm ấ"), "at least 12"),
        ("bốn con gà mái " * 14, "at most 200"),
        # two hundred letters, had they been cut off before they were counted
        ("a\u0302\u0301" * 201, "at most 200"),
        ("Tran.Thi.Lan", "login name"),
        ("MatKhau12345", "tried first"),
        ("aaaaaaaaaaaaaaa", "tried first"),
        ("", "at least 12"),
    ],
)
def test_what_would_be_guessed_is_refused(password: str, why: str) -> None:
    with pytest.raises(WeakPassword, match=why):
        check_password(password, "tran.thi.lan")


def test_a_password_fits_its_own_hash_alone(hasher: PasswordHasher) -> None:
    kept = hasher.hash(GOOD)

    assert hasher.fits(GOOD, kept)
    assert not hasher.fits(GOOD + " ", kept)


def test_the_same_password_is_kept_differently_each_time(hasher: PasswordHasher) -> None:
    assert hasher.hash(GOOD) != hasher.hash(GOOD)


def test_another_keyboards_marks_are_the_same_password(hasher: PasswordHasher) -> None:
    kept = hasher.hash(unicodedata.normalize("NFD", GOOD))

    assert hasher.fits(GOOD, kept)


def test_nobodys_password_is_never_right(hasher: PasswordHasher) -> None:
    assert not hasher.fits(GOOD, None)


def test_what_is_kept_is_argon2id() -> None:
    assert PasswordHasher().hash(GOOD).startswith("$argon2id$")
