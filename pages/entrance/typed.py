"""What a browser sent from a form behind the sign-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from pages.answer.posting import in_parts, posted_in_parts
from pages.limits import limited_body
from pages.writing import clean

LONGEST_NUMBER = 9
TOKEN = "_token"  # noqa: S105 - what the field is called


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts in NFC, with line breaks as one character. Passwords come as they were sent."""

    texts: Mapping[str, Sequence[str]]
    password: str = ""
    token: str = ""
    files: Mapping[str, Sequence[bytes]] = field(default_factory=dict)

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Whatever the body is, so that a mangled one is a form with faults, no error."""
        sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        return cls(
            {name: tuple(map(clean, texts)) for name, texts in sent.items()},
            password=next(iter(sent.get("password", ())), ""),
            token=next(iter(sent.get(TOKEN, ())), ""),
        )

    def one(self, name: str) -> str:
        """The first text under that name, without space around it; empty where there is none."""
        return next(iter(self.texts.get(name, ())), "").strip()

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.texts.get(name, ()))

    def file(self, name: str) -> bytes | None:
        return next(iter(self.files.get(name, ())), None)


NOTHING = Typed({})


def is_number(text: str) -> bool:
    """One that a line of the trail or a journey could have."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


async def typed_into(request: Request) -> Typed:
    """Raises BodyTooLarge."""
    return await run_in_threadpool(Typed.read, await limited_body(request))


async def typed_with_files(request: Request) -> Typed:
    """Raises BodyTooLarge and NotWhole."""
    if not in_parts(request):
        return await typed_into(request)
    posted = await posted_in_parts(request, with_files=True)
    token = next(iter(posted.typed.get(TOKEN, ())), "")
    return Typed(posted.typed, token=token, files=posted.files)
