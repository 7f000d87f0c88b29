from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT


@pytest.mark.long
@pytest.mark.timeout(300)
def test_the_benchmark_sees_the_next_notice_come(tmp_path: Path) -> None:
    saved = tmp_path / "measured.json"
    least = ["--only", "ours", "--journeys", "1", "--steps", "2", "--repetitions", "1"]
    command = [sys.executable, "-m", "benchmarks.wake", *least, "--idle", "1", "--json", str(saved)]

    subprocess.run(command, cwd=ROOT, check=True)

    ours = json.loads(saved.read_text("utf-8"))["measured"]["ours"]
    waits = [one["waits"] for how in ("singly", "by_the_clock") for one in ours[how]]
    assert [len(one) for one in waits] == [1, 1]
    assert [None] not in waits
    assert ours["task_runs"]["2"] > 0
