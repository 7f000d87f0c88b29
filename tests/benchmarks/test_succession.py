from __future__ import annotations

import json
from pathlib import Path

from benchmarks.succession import succession


def test_all_that_waits_is_moved_and_told_once(tmp_path: Path) -> None:
    saved = tmp_path / "measured.json"

    succession(requests=3, json=saved)

    measured = json.loads(saved.read_text("utf-8"))["measured"]
    assert (measured["moved"], measured["told"]) == (3, 3)
