from __future__ import annotations

import base64
import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.needles import found_in, found_in_files, found_in_tables

NAME = "Nguyễn Thị Hoà 🕊"
NEEDLES = {"name": NAME, "other": "Lê Văn Tám"}


@pytest.mark.parametrize(
    "haystack",
    [
        f"2026-11-23 ERROR {NAME} was not found".encode(),
        # as another keyboard types it
        unicodedata.normalize("NFD", NAME).encode(),
        # in a JSON that trusts no letter, or a traceback
        json.dumps({"reason": NAME}).encode(),
        repr(NAME).encode(),
        ascii([NAME]).encode(),
        # in an address
        f"/search?q={quote_plus(NAME)}".encode(),
        # in a pickle on a disk, packed for a letter
        *(base64.b64encode(b"x" * before + NAME.encode() + b"xyz") for before in range(4)),
        NAME.encode("utf-16-le"),
    ],
)
def test_a_name_is_found_however_it_is_written(haystack: bytes) -> None:
    assert found_in(b"\x00" + haystack + b"\x00", NEEDLES) == {"name"}


def test_files_and_tables_that_hold_it_are_named(tmp_path: Path) -> None:
    clean, dirty, database = (tmp_path / name for name in ("clean", "dirty", "books.sqlite"))
    clean.write_text("7K3Q-9MXD", encoding="utf-8")
    dirty.write_text(NAME, encoding="utf-8")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE answers (text, number)")
        connection.execute("CREATE TABLE cases (code)")
        connection.execute("INSERT INTO answers VALUES (?, 1)", ("x" * 9000 + NAME,))

    assert found_in_files([clean, dirty], NEEDLES) == {str(dirty): {"name"}}
    assert found_in_tables(database, NEEDLES) == {"answers": {"name"}}
