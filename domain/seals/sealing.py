from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.errors import ReferralError
from domain.texts import say

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = "1"
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class UnknownKey(ReferralError):
    """The ring has no key of that id."""


class CannotUnseal(ReferralError):
    """It was changed, belongs elsewhere, or its key is gone: nothing of it can be trusted."""


class Keys(Protocol):
    """As `KeyRing`, wherever they lie."""

    @property
    def ids(self) -> tuple[str, ...]: ...

    @property
    def newest_id(self) -> str: ...

    def key(self, key_id: str) -> bytes: ...

    def for_purpose(self, purpose: str) -> Keys: ...


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Secret keys by id, the newest first. The newest makes; the others still open and verify."""

    keys: Mapping[str, bytes] = field(repr=False)
    ids: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("a key ring needs a key")
        for key_id, key in self.keys.items():
            if not _KEY_ID.fullmatch(key_id):
                raise ValueError(f"“{key_id}” is not a key id: letters, digits, - and _ only")
            if len(key) != KEY_BYTES:
                raise ValueError(f"key {key_id} has {len(key)} bytes, not {KEY_BYTES}")
        object.__setattr__(self, "keys", dict(self.keys))
        object.__setattr__(self, "ids", tuple(self.keys))

    @property
    def newest_id(self) -> str:
        return self.ids[0]

    def key(self, key_id: str) -> bytes:
        if key_id not in self.keys:
            raise UnknownKey(
                say("The key {key} is missing. Put it back into the folder of keys.", key=key_id)
            )
        return self.keys[key_id]

    def for_purpose(self, purpose: str) -> KeyRing:
        """Other keys under the same ids: what one purpose gives away helps no other (RFC 5869)."""
        return KeyRing({key_id: _derived(key, purpose) for key_id, key in self.keys.items()})


class Sealer:
    """Seals texts and files with AES-256-GCM, under keys of its own that come from the ring."""

    def __init__(self, ring: Keys) -> None:
        self._ring = ring.for_purpose("sealing")

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The newest first: it seals, the others still open."""
        return self._ring.ids

    def seal(self, text: str, context: str) -> str:
        """`1.<key id>.<base64url>`. It opens only with the same context: say whose text it is."""
        key_id = self._ring.newest_id
        body = base64.urlsafe_b64encode(self._encrypted(key_id, text.encode(), context))
        return f"{_VERSION}.{key_id}.{body.decode()}"

    def unseal(self, sealed: str, context: str) -> str:
        """Raises CannotUnseal for whatever was not sealed by this ring in this context."""
        try:
            version, key_id, body = sealed.split(".")
            if version != _VERSION:
                raise _cannot_unseal()
            raw = base64.b64decode(body, altchars=b"-_", validate=True)
            text = self._decrypted(key_id, raw, context)
        except UnknownKey as error:
            raise CannotUnseal(error.message) from error
        except (ValueError, InvalidTag) as error:
            raise _cannot_unseal() from error
        return text.decode()

    def seal_bytes(self, content: bytes, context: str) -> bytes:
        """`1.<key id>.` and the encrypted bytes as they are."""
        key_id = self._ring.newest_id
        return f"{_VERSION}.{key_id}.".encode() + self._encrypted(key_id, content, context)

    def unseal_bytes(self, sealed: bytes, context: str) -> bytes:
        """Raises CannotUnseal, as `unseal` does."""
        try:
            version, key_id, raw = sealed.split(b".", 2)
            if version.decode() != _VERSION:
                raise _cannot_unseal()
            return self._decrypted(key_id.decode(), raw, context)
        except UnknownKey as error:
            raise CannotUnseal(error.message) from error
        except (ValueError, InvalidTag) as error:
            raise _cannot_unseal() from error

    def _encrypted(self, key_id: str, content: bytes, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._ring.key(key_id)).encrypt(nonce, content, context.encode())

    def _decrypted(self, key_id: str, raw: bytes, context: str) -> bytes:
        cipher = AESGCM(self._ring.key(key_id))
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode())


def key_of(sealed: str) -> str:
    """The id of the key that sealed it."""
    return sealed.split(".")[1]


def sealed_by(key_id: str) -> str:
    """What all that this key sealed begins with."""
    return f"{_VERSION}.{key_id}."


def _cannot_unseal() -> CannotUnseal:
    return CannotUnseal(
        say(
            "A protected text cannot be opened: it was changed, or it stands in the wrong place. "
            "Nothing of it is shown. Restore it from a backup."
        )
    )


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
