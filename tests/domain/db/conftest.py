from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.db.session import Store
from tests.databases import make_ready


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """On each database that we run on."""
    make_ready(database_url)
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    file = tmp_path / "alone.sqlite"
    make_ready(f"sqlite:///{file}")
    return file
