"""1,000 journeys of each shipped pathway, and of one of 60 steps: `python -m benchmarks.simulate`.

By chance, as `referral pathway simulate KEY --journeys 1000` plays them, with made-up agencies.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from cyclopts import run

from benchmarks.processes import machine
from benchmarks.report import lay_out, save, say, spread
from domain.areas.area_map import shipped_areas
from domain.days.working_days import vietnam_calendar
from domain.journey.world import World
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.simulation.casts import random_cast
from domain.simulation.made_up import made_up_directory
from domain.simulation.plays import Play, Recorded, Told
from domain.simulation.simulating import simulate

STAGES, WAYS = 6, 4
ROLES = ("labour", "police", "health", "commune")
Part = dict[str, object]
START = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of each repetition; the rest is of one journey on the average."""

    pathway: str
    steps: int
    cpu: tuple[float, ...]
    requests: float
    messages: float
    facts: float


def simulations(*, journeys: int = 1000, repetitions: int = 3, json: Path | None = None) -> None:
    """Measure what it costs to play a pathway many times.

    Parameters
    ----------
    journeys:
        of each pathway, its entries in turn
    repetitions:
        of each measurement
    json:
        a file for everything that was measured
    """
    measured = [_measured(pathway, journeys, repetitions) for pathway in _pathways()]
    print(", ".join(f"{name} {value}" for name, value in machine().items()), end="\n\n")
    lay_out([
        ("pathway", "steps", f"CPU s for {journeys:,}", "requests", "messages", "µs a request"),
        *((one.pathway, str(one.steps), spread(one.cpu), f"{one.requests:.1f}",
           f"{one.messages:.1f}", f"{_micros(one, journeys):.0f}") for one in measured),
    ])  # fmt: skip
    if json is not None:
        save(json, {"where": machine(), "measured": [asdict(one) for one in measured]})


def _measured(pathway: Pathway, journeys: int, repetitions: int) -> Measured:
    say(pathway.key)
    world = World(
        made_up_directory(pathway), (), vietnam_calendar(), shipped_areas(),
        ZoneInfo("Asia/Ho_Chi_Minh"), lambda _: None,
    )  # fmt: skip
    spent = []
    for _ in range(repetitions):
        begun = time.process_time()
        plays = [_play(pathway, world, number) for number in range(journeys)]
        spent.append(time.process_time() - begun)
    return Measured(
        pathway.key,
        len(pathway.steps),
        tuple(spent),
        sum(len(play.state.requests) for play in plays) / journeys,
        _average(plays, Told),
        _average(plays, Recorded),
    )


def _average(plays: Sequence[Play], kind: type[Told | Recorded]) -> float:
    return sum(isinstance(one, kind) for play in plays for one in play.happenings) / len(plays)


def _micros(one: Measured, journeys: int) -> float:
    return median(one.cpu) / journeys / one.requests * 1e6


def _play(pathway: Pathway, world: World, number: int) -> Play:
    last, area = pathway.no_new_after, "hai_phong" if pathway.subject == "site" else None
    start = min(START, datetime.combine(last, START.timetz())) if last is not None else START
    entry = pathway.entries[number % len(pathway.entries)].id
    return simulate(pathway, world, random_cast(pathway, world, str(number)), entry, area, start)


def _pathways() -> Iterator[Pathway]:
    for path in shipped_pathways():
        yield read_pathway(path)
    yield long_pathway()


def long_pathway() -> Pathway:
    """Six stages, each with a gate, four ways of two steps side by side, one of them only for
    those for whom the gate says so, and a step at which they meet.
    """
    stages = [_stage(number) for number in range(1, STAGES + 1)]
    return Pathway.model_validate(
        {
            "schema": 1,
            "key": "sixty_steps",
            "title": _label("Sixty steps"),
            "about": _label("Made up, to be measured"),
            "lead": "labour",
            "roles": [_named(role) for role in ROLES],
            "entries": [_named("self_return"), _named("rescue")],
            "stages": stages,
            "ends": [_named("finished") | {"outcome": "completed"}],
        }
    )


def _stage(number: int) -> Part:
    gate, meeting = f"gate_{number}", f"meeting_{number}"
    steps = [_step(gate, [f"meeting_{number - 1}"] if number > 1 else [])]
    for way in range(1, WAYS + 1):
        first, second = f"way_{number}_{way}_first", f"way_{number}_{way}_second"
        steps += [_step(first, [gate]), _step(second, [first])]
        if way == WAYS:
            steps[-2]["when"] = f"{gate}.needed == true"
    seconds = [f"way_{number}_{way}_second" for way in range(1, WAYS + 1)]
    return _named(f"stage_{number}") | {"steps": [*steps, _step(meeting, seconds)]}


def _step(name: str, after: list[str]) -> Part:
    role = ROLES[len(name) % len(ROLES)]
    fields = [
        {"id": "done_on", "kind": "date", "label": _label("Date")},
        {"id": "needed", "kind": "yes_no", "label": _label("Needed?")},
        {"id": "given", "kind": "choices", "label": _label("Given"), "options": OPTIONS},
    ]
    limit = {"amount": 5, "unit": "working_days", "source": "made up"}
    return _named(name) | {"role": role, "after": after, "form": fields, "limit": limit}


def _named(name: str) -> Part:
    return {"id": name, "origin": "design", "title": _label(name)}


def _label(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


OPTIONS = [{"id": name, "label": _label(name)} for name in ("food", "shelter", "schooling")]


if __name__ == "__main__":
    run(simulations)
