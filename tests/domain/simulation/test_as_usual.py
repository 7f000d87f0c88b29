"""The rest of a trial as usual, on the pathways that are shipped."""

from __future__ import annotations

from datetime import date

import pytest

from domain.pathway.files import read_pathway, shipped_pathways
from domain.simulation.examples import Run
from domain.simulation.trying import SILENT, Begun, Rest, after, trial
from tests.domain.simulation.test_simulating import world_for

PATHWAYS = {path.stem: read_pathway(path) for path in shipped_pathways()}


@pytest.mark.parametrize("key", ["hai_phong", "lai_chau", "mau_chung", "luat_53_2024"])
def test_it_comes_to_the_end_of_a_journey_that_nobody_refuses(key: str) -> None:
    pathway = PATHWAYS[key]
    world = world_for(pathway)
    run = Run(entry=pathway.entries[0].id, start=date(2026, 11, 23), script=SILENT)

    done = trial(after(trial(Begun(run=run), pathway, world), Rest(None)), pathway, world)

    assert done.play.end is not None
    assert done.play.end.outcome == "completed"
