from __future__ import annotations

import json
from pathlib import Path

from benchmarks.simulate import long_pathway, simulations
from domain.pathway.files import shipped_pathways
from domain.pathway.soundness import faults


def test_every_shipped_pathway_and_a_long_one_are_played(tmp_path: Path) -> None:
    saved = tmp_path / "measured.json"

    simulations(journeys=2, repetitions=1, json=saved)

    measured = json.loads(saved.read_text("utf-8"))["measured"]
    shipped = [path.stem for path in shipped_pathways()]
    assert [one["pathway"] for one in measured] == [*shipped, "sixty_steps"]
    assert all(one["requests"] > 0 for one in measured)


def test_the_long_pathway_is_a_sound_one_of_sixty_steps() -> None:
    assert len(long_pathway().steps) == 60
    assert list(faults(long_pathway())) == []
