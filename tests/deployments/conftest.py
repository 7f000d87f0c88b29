from __future__ import annotations

import shutil
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


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one with the shipped pathways and somebody for each of their roles."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    with site(folder) as place:
        place.done("db", "upgrade")
        place.set_up_demo()
    return folder


@pytest.fixture
def demo(demo_site: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy, since to set one up takes longer than most of what is tried there."""
    with site(shutil.copytree(demo_site, tmp_path / "data")) as place:
        yield place


@pytest.fixture
def bench(prefect: PrefectServer, tmp_path: Path) -> Bench:
    deploy()
    return Bench(prefect, tmp_path)
