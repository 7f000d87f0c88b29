"""Which of very many journeys come next."""

from __future__ import annotations

from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from domain.casework.versions.piecewise import next_to_move_back
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.versions.test_moved_journeys import publish
from tests.domain.small import step


def test_what_was_moved_since_is_not_moved_back_with_the_others(here: Bureau) -> None:
    first = publish(here, step("papers"))
    early, late = here.open(first), here.open(first)
    publish(here, step("papers"), step("plan", "papers"))
    move_journey(here.office, early, 2, Names(), "lan")
    shown = here.clock.now()
    here.later(minutes=1)
    move_journey(here.office, late, 2, Names(), "lan")

    piece = next_to_move_back(here.office, "small", shown, None)

    assert (list(piece.journeys), piece.left) == ([early], 0)
