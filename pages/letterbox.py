"""The demo's mailbox: what would have been sent, as its readers would see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.directory.addresses import CHANNEL_NAMES
from domain.texts import Language
from pages.rendering import page

_ZONE = "Asia/Ho_Chi_Minh"
_ADDRESS = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}»”])")


class Letter(Protocol):
    @property
    def to(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def sent_at(self) -> datetime: ...


class Mailbox(Protocol):
    def messages(self) -> Sequence[Letter]: ...


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_link: bool


def mailbox_routes(mailbox: Mailbox, site_language: Language) -> APIRouter:
    routes = APIRouter()

    @routes.api_route("/mailbox", methods=["GET", "HEAD"])
    def read(request: Request) -> Response:
        boxes = _by_addressee(_newest_first(mailbox))
        return page(
            request, "mailbox.html", site_language,
            boxes=boxes, pieces=pieces, zone=_ZONE, channel_names=CHANNEL_NAMES,
        )  # fmt: skip

    @routes.api_route("/mailbox.json", methods=["GET", "HEAD"])
    def as_data() -> Response:
        return JSONResponse([_data(letter) for letter in _newest_first(mailbox)])

    return routes


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut so that every address in it can be a link."""
    return tuple(
        Piece(part, is_link=bool(place % 2))
        for place, part in enumerate(_ADDRESS.split(text))
        if part
    )


def _newest_first(mailbox: Mailbox) -> list[Letter]:
    return sorted(mailbox.messages(), key=lambda letter: letter.sent_at, reverse=True)


def _by_addressee(letters: Iterable[Letter]) -> dict[str, list[Letter]]:
    boxes: dict[str, list[Letter]] = {}
    for letter in letters:
        boxes.setdefault(letter.to, []).append(letter)
    return boxes


def _data(letter: Letter) -> dict[str, str]:
    return {
        "to": letter.to,
        "channel": letter.channel,
        "subject": letter.subject,
        "text": letter.text,
        "sent_at": letter.sent_at.isoformat(),
    }
