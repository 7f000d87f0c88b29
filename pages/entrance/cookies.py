"""The cookies of who signs in. Nobody else's page and no script can read or send them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from domain.texts import Language

# As long as browsers keep any.
_LONG = 400 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookies:
    """`base_url` is where people reach the pages: it says whether by https, and below which path.

    By https and without a path the name begins so that no neighbour under the same domain can set
    one of that name.
    """

    base_url: str

    def secret(self, request: Request) -> str:
        """Of the session; empty where there is none."""
        return request.cookies.get(self._name("referral"), "")

    def keep_secret(self, response: Response, secret: str) -> None:
        self._set(response, "referral", secret)

    def drop_secret(self, response: Response) -> None:
        self._set(response, "referral", "", 0)

    def seed(self, request: Request) -> str:
        """What the token of the sign-in form is made for, where nobody is signed in yet."""
        return request.cookies.get(self._name("referral-form"), "")

    def keep_seed(self, response: Response, seed: str) -> None:
        self._set(response, "referral-form", seed)

    def language(self, request: Request) -> str:
        """The one chosen last in this browser; empty where none was."""
        return request.cookies.get(self._name("referral-language"), "")

    def keep_language(self, response: Response, language: Language) -> None:
        self._set(response, "referral-language", language, _LONG)

    def mark(self, request: Request, user: str) -> str:
        return request.cookies.get(self._name(_of(user)), "")

    def keep_mark(self, response: Response, user: str, mark: str) -> None:
        self._set(response, _of(user), mark, _LONG)

    def _set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(
            self._name(name), value, max_age=seconds,
            path=self._path or "/", secure=self._secure, httponly=True, samesite="lax",
        )  # fmt: skip

    def _name(self, name: str) -> str:
        if not self._secure:
            return name
        return f"__Secure-{name}" if self._path else f"__Host-{name}"

    @property
    def _secure(self) -> bool:
        return self.base_url.startswith("https:")

    @property
    def _path(self) -> str:
        return urlsplit(self.base_url).path.rstrip("/")


def _of(user: str) -> str:
    """One for each account, so that two who share a machine are both known there."""
    return f"referral-known-{hashlib.sha256(user.lower().encode()).hexdigest()[:12]}"
