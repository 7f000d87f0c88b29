"""What a browser posted: what was typed, and files. Files are held in memory alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from domain.pathway.attachments import LARGEST_FILE, MEGABYTE
from domain.pathway.forms import Raw
from pages.limits import LARGEST_BODY, BodyTooLarge, NotWhole, limited_body
from pages.writing import clean

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

LARGEST_UPLOAD = 2 * LARGEST_FILE + MEGABYTE
"""In bytes: of all the files of an answer together, with what is typed beside them."""

MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Posted:
    """By the names of the form's controls. Texts are in NFC, with line breaks as one character."""

    typed: Raw
    files: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


def in_parts(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def posted(request: Request) -> Posted:
    """Whatever the body is, so that a mangled one is a form with faults, no error.

    Raises BodyTooLarge.
    """
    return await run_in_threadpool(_in_pairs, await limited_body(request))


def _in_pairs(body: bytes) -> Posted:
    pairs = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return Posted({name: tuple(map(clean, texts)) for name, texts in pairs.items()})


async def posted_in_parts(request: Request, *, with_files: bool) -> Posted:
    """`with_files`: beside what is typed, which is never more than without. Raises BodyTooLarge and
    NotWhole.
    """
    body = await limited_body(request, LARGEST_UPLOAD if with_files else LARGEST_BODY)
    _, options = parse_options_header(request.headers["content-type"])
    return await run_in_threadpool(_in_parts, body, options.get(b"boundary", b""))


def _in_parts(body: bytes, boundary: bytes) -> Posted:
    parts = _Parts()
    try:
        MultipartParser(boundary, parts.callbacks()).write(body)
    except FormParserError as error:
        raise NotWhole from error
    if not parts.ended:
        raise NotWhole
    return Posted(
        {name: tuple(map(clean, texts)) for name, texts in parts.typed.items()}, parts.files
    )


class _Parts:
    """What python-multipart finds, put together without ever touching the disk."""

    def __init__(self) -> None:
        self.typed: dict[str, list[str]] = {}
        self.files: dict[str, list[bytes]] = {}
        self.ended = False
        self._number = self._writing = 0
        self._begin()

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._last,
        }

    def _begin(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value, self._content = bytearray(), bytearray(), bytearray()
        self._number += 1
        if self._number > MOST_PARTS:
            raise NotWhole

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def _end(self) -> None:
        _, said = parse_options_header(self._headers.get(b"content-disposition"))
        if b"name" not in said:
            raise NotWhole
        name = said[b"name"].decode("utf-8", "replace")
        if b"filename" not in said:
            self._writing += len(self._content)
            if self._writing > LARGEST_BODY:
                raise BodyTooLarge
            self.typed.setdefault(name, []).append(self._content.decode("utf-8", "replace"))
        elif said[b"filename"]:
            # Without a name it is a browser's way of saying that nothing was chosen.
            self.files.setdefault(name, []).append(bytes(self._content))

    def _last(self) -> None:
        self.ended = True
