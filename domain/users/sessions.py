"""Who is signed in: the secret in a cookie, how long it holds, and what is signed beside it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from domain.seals.sealing import Keys

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session was last used: not each look is worth a line."""

SECRET_BYTES = 32


def new_secret() -> str:
    """256 random bits, as a cookie can hold them."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """What is kept of it. A secret this long needs neither salt nor cost."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def still_holds(begun_at: datetime, used_at: datetime, now: datetime) -> bool:
    return now < used_at + IDLE and now < begun_at + LONGEST


class SessionSigner:
    """Signs what a browser brings back: a form's token, the mark of a known browser."""

    def __init__(self, ring: Keys) -> None:
        self._ring = ring.for_purpose("sessions")

    def form_token(self, secret: str) -> str:
        """Whoever sends it has seen a page that was made for this secret."""
        return self._signature(self._ring.newest_id, "form", secret)

    def is_form_token(self, secret: str, token: str) -> bool:
        return self._is_signature(token, "form", secret)

    def browser_mark(self, name: str) -> str:
        """For a browser in which this user has just signed in: that it has, and which it is."""
        browser = secrets.token_hex(16)
        return f"{browser}.{self._signature(self._ring.newest_id, 'browser', name, browser)}"

    def known_browser(self, name: str, mark: str) -> str | None:
        """Which one it is, if the mark is ours and this user's."""
        browser, _, signature = mark.partition(".")
        return browser if self._is_signature(signature, "browser", name, browser) else None

    def counted_on(self, kind: str, what: str) -> str:
        """Stands for an account, a browser or an address, without giving it away."""
        return f"{kind}:{self._signature(self._ring.newest_id, 'count', kind, what)}"

    def letters_for(self, what: str) -> str:
        """The same as long as the newest key is, and unknown to who has not the key."""
        return self._signature(self._ring.newest_id, "letters", what)

    def _is_signature(self, signature: str, *parts: str) -> bool:
        given = signature.encode("utf-8", "replace")
        right = [
            hmac.compare_digest(self._signature(key_id, *parts).encode(), given)
            for key_id in self._ring.ids
        ]
        return any(right)

    def _signature(self, key_id: str, *parts: str) -> str:
        # None of the parts but the last can hold a line break.
        body = "\n".join(parts).encode("utf-8", "replace")
        return hmac.digest(self._ring.key(key_id), body, hashlib.sha256).hex()
