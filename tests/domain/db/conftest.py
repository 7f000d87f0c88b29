from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.db.migrating import upgrade
from domain.db.session import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """On each database that we run on."""
    upgrade(database_url)
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    file = tmp_path / "alone.sqlite"
    upgrade(f"sqlite:///{file}")
    return file
