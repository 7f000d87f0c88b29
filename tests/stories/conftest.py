from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prefect_server import PrefectServer
from tests.stories.province import Province, directory_of, province, shipped


@pytest.fixture
def hai_phong(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    """Hải Phòng as its article tells it, with two offices of the city police."""
    pathway = shipped("hai_phong")
    directory = directory_of([pathway], twice=frozenset({"cong_an_tp"}))
    with province(tmp_path, directory=directory) as place:
        place.publish(pathway)
        yield place


@pytest.fixture
def anywhere(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    """A province that uses the common model."""
    pathway = shipped("mau_chung")
    with province(tmp_path, directory=directory_of([pathway])) as place:
        place.publish(pathway)
        yield place
