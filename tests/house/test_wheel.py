from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.source import PACKAGES, ROOT

DISTRIBUTION = "referral-pathways"
TELL_WHERE_THEY_ARE = """
import importlib, sys
for name in sys.argv[1:]:
    print(importlib.import_module(name).__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip(sys.executable, "wheel", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An environment that has our dependencies, but not our checkout."""
    venv.create(tmp_path, symlinks=True)
    own = sysconfig.get_path("purelib", vars={"base": str(tmp_path)})
    # What a .pth file names is not searched for further .pth files: the editable install stays out.
    Path(own, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return tmp_path


def test_wheel_holds_the_five_packages_and_their_data(wheel: Path) -> None:
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert held == set(_files_of_the_packages())


def test_wheel_works_away_from_the_checkout(wheel: Path, home: Path) -> None:
    _pip(home / "bin/python", "install", wheel)

    told = subprocess.run(
        [home / "bin/python", "-c", TELL_WHERE_THEY_ARE, *PACKAGES],
        cwd="/", check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert all(Path(place).is_relative_to(home) for place in told.stdout.splitlines())
    assert len(told.stdout.splitlines()) == len(PACKAGES)


def test_the_command_works_away_from_the_checkout(wheel: Path, home: Path) -> None:
    _pip(home / "bin/python", "install", wheel)

    told = subprocess.run(
        [home / "bin/referral", "--version"], cwd="/", check=True, capture_output=True, text=True
    )

    assert told.stdout == f"{wheel.name.split('-')[1]}\n"


def test_nobody_else_owns_the_five_names() -> None:
    owners = packages_distributions()

    assert {name: owners.get(name, []) for name in PACKAGES if _foreign(owners.get(name, []))} == {}


def _pip(python: str | Path, command: str, *arguments: str | Path) -> None:
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", python)
    subprocess.run([*pip, command, "--no-index", "--no-deps", *arguments], check=True)


def _foreign(owners: list[str]) -> bool:
    return not set(owners) <= {DISTRIBUTION}


def _files_of_the_packages() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.parent.name != "__pycache__":
                yield path.relative_to(ROOT).as_posix()
