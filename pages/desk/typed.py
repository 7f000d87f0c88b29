"""What a browser sent from a form of the desk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs

from domain.texts import nfc

TOKEN = "_token"  # noqa: S105 - what the field is called
# A line break and a tab are writing; the other control characters are not.
_NOT_WRITING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts in NFC, with line breaks as one character. Passwords come as they were sent."""

    texts: Mapping[str, tuple[str, ...]]
    password: str = ""
    token: str = ""

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Whatever the body is, so that a mangled one is a form with faults, no error."""
        sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        return cls(
            {name: tuple(map(_clean, texts)) for name, texts in sent.items()},
            password=next(iter(sent.get("password", ())), ""),
            token=next(iter(sent.get(TOKEN, ())), ""),
        )

    def one(self, name: str) -> str:
        """The first text under that name, without space around it; empty where there is none."""
        return next(iter(self.texts.get(name, ())), "").strip()

    def all(self, name: str) -> tuple[str, ...]:
        return self.texts.get(name, ())


NOTHING = Typed({})


def _clean(text: str) -> str:
    return _NOT_WRITING.sub("", nfc(text).replace("\r\n", "\n").replace("\r", "\n"))
