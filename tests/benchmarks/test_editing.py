from __future__ import annotations

import json
from pathlib import Path

from benchmarks.editing import editing, sixty_steps


def test_every_kind_of_save_is_measured_on_sixty_steps(tmp_path: Path) -> None:
    saved = tmp_path / "measured.json"

    editing(presses=2, json=saved)

    measured = json.loads(saved.read_text("utf-8"))["measured"]
    assert len(sixty_steps().steps) == 60
    assert [len(one["seconds"]) for one in measured] == [2] * 6
