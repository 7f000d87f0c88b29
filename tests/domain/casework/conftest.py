from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.casework.bureau import Bureau, bureau


@pytest.fixture
def anywhere(database_url: str) -> Iterator[Bureau]:
    """On each database that we run on."""
    with bureau(database_url) as place:
        yield place


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bureau]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield place
