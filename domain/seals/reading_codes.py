"""Short codes by which an officer reads of the person: told by another way than the link came."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from domain.seals.sealing import Keys, UnknownKey

VALID = timedelta(hours=72)
MOST_TRIES = 5
_DIGITS = 6
_LONGEST_TYPED = 100


class CodeKeeper:
    """Keeps a keyed digest (HMAC-SHA256) of a code: without the key six digits are soon guessed."""

    def __init__(self, ring: Keys) -> None:
        self._ring = ring.for_purpose("reading codes")

    def digest(self, code: str, context: str) -> str:
        """`<key id>.<hex>`. It is right only with the same context: say whose code it is."""
        return self._digest(code, context, self._ring.newest_id)

    def is_right(self, code: str, digest: str, context: str) -> bool:
        key_id = digest.partition(".")[0]
        try:
            return hmac.compare_digest(self._digest(code, context, key_id), digest)
        except UnknownKey:
            return False

    def _digest(self, code: str, context: str, key_id: str) -> str:
        said = f"{context}\0{code}".encode()
        return f"{key_id}.{hmac.digest(self._ring.key(key_id), said, hashlib.sha256).hex()}"


def new_code() -> str:
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def typed_code(text: str) -> str | None:
    """The six digits, however they were grouped; None where they are not six."""
    if len(text) > _LONGEST_TYPED:
        return None
    digits = re.sub(r"[\s.-]", "", unicodedata.normalize("NFKC", text))
    return digits if re.fullmatch(rf"[0-9]{{{_DIGITS}}}", digits) else None


def is_valid(made_at: datetime, now: datetime) -> bool:
    return now < made_at + VALID
