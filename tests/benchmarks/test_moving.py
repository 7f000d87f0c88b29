from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.moving import moving

pytestmark = pytest.mark.long


def test_all_are_moved_in_two_presses_and_back_in_two(tmp_path: Path) -> None:
    saved = tmp_path / "measured.json"

    moving(journeys=101, json=saved)

    measured = json.loads(saved.read_text("utf-8"))["measured"]
    assert [(one["what"], len(one["seconds"])) for one in measured] == [
        ("a look", 5),
        ("move all", 2),
        ("move all back", 2),
    ]
