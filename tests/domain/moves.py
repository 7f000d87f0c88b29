"""Small journeys that are to move, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from domain.journey.facts import Moved
from domain.journey.moving import Move, moving
from domain.pathway.template import Pathway
from tests.domain.small import pathway, step, yes_no
from tests.domain.world import World
from tests.strategies import Part

PAPERS = step("papers", form=[yes_no("stays")])
SHELTER = step("shelter", "papers", when="papers.stays == true", role="shelter")
UNCHANGED: Mapping[str, str] = MappingProxyType({})


def move(
    world: World,
    *steps: Part,
    names: Mapping[str, str] = UNCHANGED,
    fields: Mapping[str, str] = UNCHANGED,
    ends: Sequence[Part] = (),
) -> Move:
    return to(world, pathway(*steps, ends=ends), names, fields)


def to(
    world: World,
    new: Pathway,
    names: Mapping[str, str] = UNCHANGED,
    fields: Mapping[str, str] = UNCHANGED,
) -> Move:
    fact = Moved(at=world.now, from_version=1, to_version=2, steps=dict(names), fields=dict(fields))
    return moving(world.pathway, new, world.state, fact)


def why(found: Move) -> str:
    """The one reason."""
    (obstacle,) = found.obstacles
    return str(obstacle)
