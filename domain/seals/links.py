from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import NamedTuple

from domain.errors import ReferralError
from domain.seals.sealing import Keys
from domain.texts import say

_BYTES = 20
_ID_LENGTH = _BYTES * 8 // 5


class NotALink(ReferralError):
    """One answer to every fault: whoever guesses learns nothing from it."""


class Signed(NamedTuple):
    """What a token says: the link, and whose signature it bears. The link's row names its key."""

    link_id: str
    key_id: str


def new_link_id() -> str:
    """160 random bits as 32 small letters and digits."""
    return _letters(secrets.token_bytes(_BYTES))


class LinkSigner:
    """Makes and reads the tokens of links: the link's id, and a signature over it.

    A token is letters and digits only, since mail and SMS programs cut a link short before a
    closing - or _. The signature is HMAC-SHA256 cut to 160 bits (RFC 2104, section 5).
    """

    def __init__(self, ring: Keys) -> None:
        self._ring = ring.for_purpose("links")

    @property
    def key_ids(self) -> tuple[str, ...]:
        return self._ring.ids

    @property
    def newest_key_id(self) -> str:
        return self._ring.newest_id

    def token(self, link_id: str, key_id: str) -> str:
        """Raises UnknownKey when the ring no longer has the key: the link is to be made anew."""
        return link_id + self._signature(link_id, key_id)

    def read(self, token: str) -> Signed:
        """Raises NotALink where no key of the ring signed it."""
        link_id, signature = token[:_ID_LENGTH], token[_ID_LENGTH:].encode("utf-8", "replace")
        genuine = [
            Signed(link_id, key_id)
            for key_id in self._ring.ids
            if hmac.compare_digest(self._signature(link_id, key_id).encode(), signature)
        ]
        if not genuine:
            raise NotALink(say("This link is not valid. Please open it from the message again."))
        return genuine[0]

    def _signature(self, link_id: str, key_id: str) -> str:
        digest = hmac.digest(
            self._ring.key(key_id), link_id.encode("utf-8", "replace"), hashlib.sha256
        )
        return _letters(digest[:_BYTES])


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode().lower()
