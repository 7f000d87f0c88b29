from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployments.bench import Bench, deploy
from tests.deployments.commanding import Site, site
from tests.prefect_server import PrefectServer


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Site]:
    """A folder where nothing was ever started."""
    with site(tmp_path / "data") as place:
        yield place


@pytest.fixture
def empty(bare: Site) -> Site:
    """With its tables and keys, and nothing in them."""
    bare.done("db", "upgrade")
    return bare


@pytest.fixture
def demo(empty: Site) -> Site:
    empty.set_up_demo()
    return empty


@pytest.fixture
def bench(prefect: PrefectServer, tmp_path: Path) -> Bench:
    deploy()
    return Bench(prefect, tmp_path)
