from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.casework.bureau import bureau
from tests.pages.desk.front import Front


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield Front(place)
