from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.casework.bureau import bureau
from tests.pages.desk.front import Browser, Front


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield Front(place)


@pytest.fixture
def stranger(front: Front) -> Iterator[Browser]:
    with front.browser() as browser:
        yield browser


@pytest.fixture
def lan(front: Front) -> Iterator[Browser]:
    """In the browser of the coordinator of Hải Phòng."""
    with front.browser("lan") as browser:
        yield browser
