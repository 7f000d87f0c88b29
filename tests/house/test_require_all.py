from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

SKIPPED_TEST = """
import pytest
def test_something(): pytest.skip("not today")
"""
SKIPPED_FILE = """
import pytest
pytest.importorskip("a_module_that_nobody_has")
"""
GREEN, RED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("workers", ["0", pytest.param("1", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("text", "wanted", "ending"),
    [
        # somebody who tries things out may skip
        (SKIPPED_TEST, "", GREEN),
        # CI may not
        (SKIPPED_TEST, "1", RED),
        # nor by leaving out a whole file
        (SKIPPED_FILE, "1", RED),
        # and is not stopped where nothing was skipped
        ("", "1", GREEN),
    ],
    ids=["tried out", "a test", "a file", "nothing"],
)
def test_a_skip_fails_the_run_that_requires_all(
    tmp_path: Path, text: str, wanted: str, ending: int, workers: str
) -> None:
    (tmp_path / "test_sample.py").write_text(text, encoding="utf-8")
    (tmp_path / "test_right.py").write_text("def test_right(): pass", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-n", workers,
         "--rootdir", tmp_path, "--config-file", os.devnull, tmp_path],
        cwd=ROOT, env=os.environ | {"REQUIRE_ALL": wanted}, check=False, capture_output=True,
    )  # fmt: skip

    assert run.returncode == ending, run.stdout.decode()
