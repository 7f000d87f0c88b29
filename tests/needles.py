"""Looking for what must not be there, in whatever shape it would be written."""

from __future__ import annotations

import base64
import html
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

Needles = dict[str, str]
"""What must not be found, by what it is."""


def found_in(haystack: bytes, needles: Needles) -> set[str]:
    return {
        name for name, text in needles.items() if any(shape in haystack for shape in _shapes(text))
    }


def found_in_files(files: Iterable[Path], needles: Needles) -> dict[str, set[str]]:
    """By file, those that hold something."""
    found = {str(file): found_in(file.read_bytes(), needles) for file in files}
    return {file: names for file, names in found.items() if names}


def found_in_tables(database: Path, needles: Needles) -> dict[str, set[str]]:
    """By table of a SQLite database. A row may lie on several pages of the file, cut in two."""
    found = {table: found_in(rows, needles) for table, rows in _tables(database)}
    return {table: names for table, names in found.items() if names}


def _tables(database: Path) -> Iterator[tuple[str, bytes]]:
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - its own names
            yield name, b"\n".join(_bytes(cell) for row in rows for cell in row)


def _bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()


def _shapes(text: str) -> set[bytes]:
    composed = unicodedata.normalize("NFC", text)
    spellings = {text, composed, unicodedata.normalize("NFD", text)}
    written = {
        shape
        for spelling in spellings
        for shape in (
            spelling,
            json.dumps(spelling)[1:-1],
            repr(spelling)[1:-1],
            ascii(spelling)[1:-1],
            quote(spelling),
            quote_plus(spelling),
            html.escape(spelling),
        )
    }
    raw = {shape.encode() for shape in written} | {composed.encode("utf-16-le")}
    return raw | set(_in_base64(composed.encode()))


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """In the middle of something longer: what its own bytes alone decide."""
    for before in range(3):
        padded = base64.b64encode(bytes(before) + raw).rstrip(b"=")
        first, last = -(-before * 4 // 3), len(padded) - (1 if (before + len(raw)) % 3 else 0)
        yield padded[first:last]
