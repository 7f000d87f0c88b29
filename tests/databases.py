"""Databases with the tables of this release: copied, since migrating outlasts most tests."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from uuid import uuid4

from domain.db.migrating import upgrade

SQLITE = "sqlite:///"


def make_ready(url: str) -> None:
    """As `upgrade` leaves it."""
    file = Path(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or file.exists():
        upgrade(url)
        return
    shutil.copyfile(_empty(), file)
    with sqlite3.connect(file) as site:
        site.execute("UPDATE site SET id = ?", (uuid4().hex,))
    site.close()


@cache
def _empty() -> Path:
    """One for each process that tests, gone when that ends."""
    folder = tempfile.TemporaryDirectory(prefix="referral-empty-", ignore_cleanup_errors=True)
    _KEPT.append(folder)
    file = Path(folder.name) / "referral.sqlite"
    upgrade(f"{SQLITE}{file}")
    return file


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
