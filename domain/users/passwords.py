"""Passwords: which may be chosen, and how they are kept."""

from __future__ import annotations

import secrets
import unicodedata
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.errors import ReferralError
from domain.texts import say

SHORTEST, LONGEST = 12, 200
FEWEST_DIFFERENT = 5
# Of four characters at most NFKC makes one: what is cut is still too long to be anybody's.
_LONGEST_TYPED = 5 * LONGEST
# Each takes 64 MB for a tenth of a second: many at once would take the whole machine.
MOST_AT_ONCE = 4

# What is tried first by those who guess, of those that are long enough. Ours, from no list.
_TRIED_FIRST = """
    123456789012 1234567890123 123456789123 1234567891011 12345678910111 0123456789012 987654321098
    1q2w3e4r5t6y q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123 qwertyuiopas qwerty123456 asdfghjkl123
    1qaz2wsx3edc zaq12wsxcde3 abcdefghijkl abcd12345678 abc123456789 a123456789012 aa1234567890
    password1234 password12345 password123456 passwordpassword passw0rd1234 p@ssw0rd1234
    administrator administrator1 admin1234567 admin12345678 adminadminadmin welcome12345
    letmein12345 iloveyou1234 changeme1234 matkhau12345 matkhau123456 matkhaumatkhau
    matkhaucuatoi anhyeuem1234 anhyeuem12345 emyeuanh1234 vietnam12345 vietnam123456
    quantrihethong dieuphoivien dieuphoivien1 canbodieuphoi hanoi1234567 saigon123456
"""
_COMMON = frozenset(_TRIED_FIRST.split())


class WeakPassword(ReferralError):
    """It would soon be guessed, or cannot be kept."""


def check_password(password: str, name: str) -> None:
    """Raises WeakPassword, which says what to choose instead."""
    password = _one_form(password)
    if len(password) < SHORTEST:
        raise WeakPassword(
            say("The password is too short. Use at least {n} characters.", n=SHORTEST)
        )
    if len(password) > LONGEST:
        raise WeakPassword(say("The password is too long. Use at most {n} characters.", n=LONGEST))
    plain = password.casefold()
    if plain == name.casefold():
        raise WeakPassword(say("The password must not be the login name."))
    if plain in _COMMON or len(set(plain)) < FEWEST_DIFFERENT:
        raise WeakPassword(
            say("This password is tried first by those who guess. Use a few words of your own.")
        )


class PasswordHasher:
    """Argon2id. The costs are pwdlib's own unless tests hand in cheaper ones."""

    def __init__(self, hasher: Argon2Hasher | None = None) -> None:
        self._hash = PasswordHash((hasher or Argon2Hasher(),))
        self._turns = BoundedSemaphore(MOST_AT_ONCE)
        self._nobodys = self.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        with self._turns:
            return self._hash.hash(_one_form(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """`kept` is None where there is nobody: that takes as long, and is never right."""
        with self._turns:
            right = self._hash.verify(_one_form(password), kept or self._nobodys)
        return right and kept is not None


def _one_form(password: str) -> str:
    """However a keyboard puts letters and marks together, it is the same password."""
    return unicodedata.normalize("NFKC", password[:_LONGEST_TYPED])
