"""Examples: runs that an administrator keeps, and that each version is held against. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import StringConstraints

from domain.faults import Fault
from domain.frozen import Frozen
from domain.journey.entering import CannotOpen
from domain.journey.world import World
from domain.pathway.template import Pathway
from domain.person.consent import AS_GIVEN, NOTHING_AGREED
from domain.simulation.made_up import made_up_directory
from domain.simulation.plays import Play
from domain.simulation.post import AS_DESIGNED, Posting
from domain.simulation.records import Record, record_of, what_became_different
from domain.simulation.scripts import Script, ScriptedCast, ScriptFaults, faults_in
from domain.simulation.simulating import simulate
from domain.texts import Message, say
from domain.written import Text

MORNING = time(9)
"""When a played journey begins, by the site's clock (design)."""

ExampleName = Annotated[Text, StringConstraints(max_length=80)]


class Run(Frozen):
    """All that a play goes by, beside the pathway and the world. `made_up`: with one made-up agency
    for each role, in the place of the directory's.
    """

    entry: str
    area: str | None = None
    start: date
    made_up: bool = True
    script: Script


class Example(Frozen):
    """`gave` is what came of it when it was kept."""

    name: ExampleName
    run: Run
    gave: Record


@dataclass(frozen=True, slots=True)
class Checked:
    """An example, held against a pathway. `differs` says in words how it does not fit any more;
    `gives` is what comes of it now, None where it cannot be played.
    """

    example: Example
    differs: tuple[Message, ...]
    gives: Record | None

    @property
    def fits(self) -> bool:
        return not self.differs


def play_run(
    run: Run,
    pathway: Pathway,
    world: World,
    *,
    until: datetime | None = None,
    posting: Posting = AS_DESIGNED,
) -> Play:
    """Raises CannotOpen, and ScriptFaults where an answer does not fit its day."""
    stage = world_of_run(run, pathway, world)
    cast = ScriptedCast(run.script, pathway, stage)
    start = began_at(run, world)
    return simulate(pathway, stage, cast, run.entry, run.area, start, until=until, posting=posting)


def world_of_run(run: Run, pathway: Pathway, world: World) -> World:
    consent = NOTHING_AGREED if run.script.consent == "refused" else AS_GIVEN
    directory = made_up_directory(pathway) if run.made_up else world.directory
    return replace(world, ledger=consent, directory=directory)


def began_at(run: Run, world: World) -> datetime:
    return datetime.combine(run.start, MORNING, world.zone).astimezone(UTC)


def check(
    example: Example, pathway: Pathway, world: World, posting: Posting = AS_DESIGNED
) -> Checked:
    """How the pathway fits the example. What the script says of steps that are no more says
    nothing: that they are asked no more is told.
    """
    run = _without_what_is_gone(example.run, pathway)
    found = faults_in(run.script, pathway, world_of_run(run, pathway, world))
    if found:
        return Checked(example, tuple(_in_words(fault) for fault in found), None)
    try:
        gives = record_of(play_run(run, pathway, world, posting=posting))
    except CannotOpen as problem:
        return Checked(example, (problem.message,), None)
    except ScriptFaults as problem:
        return Checked(example, tuple(_in_words(fault) for fault in problem.faults), None)
    return Checked(example, what_became_different(example.gave, gives), gives)


def _without_what_is_gone(run: Run, pathway: Pathway) -> Run:
    steps = {
        unit: turns
        for unit, turns in run.script.steps.items()
        if unit.partition("[")[0] in pathway.by_id
    }
    return run.model_copy(update={"script": run.script.model_copy(update={"steps": steps})})


def _in_words(fault: Fault) -> Message:
    return say("{place}: {problem}", place=fault.place, problem=fault.problem)
