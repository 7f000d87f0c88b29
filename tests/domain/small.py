"""Small journeys, written by hand, and how to lead them on in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.journey.facts import Verdict
from domain.journey.fold_and_plan import standings
from domain.journey.progress import Standing
from domain.journey.state import Request
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Pathway
from domain.values import Values
from tests.domain.world import DAY, NOTHING, World
from tests.strategies import ROLES, Part, label, named

ENTRY = "self_return"
MONTHLY = {"every": {"months": 1}, "until": "visit.over == true"}
AGENCIES = {role: (f"{role}_hue", f"{role}_da_nang") for role in ROLES}
NOBODY: Mapping[str, tuple[str, ...]] = dict.fromkeys(ROLES, ())


def step(name: str, *after: str, form: Sequence[Part] = (), **more: object) -> Part:
    return named(name) | {"role": "police", "after": list(after), "form": list(form)} | more


def end(name: str, *after: str, **more: object) -> Part:
    return named(name) | {"outcome": "ended_early", "after": list(after)} | more


def yes_no(name: str) -> Part:
    return {"id": name, "label": label(name), "kind": "yes_no"}


def number(name: str) -> Part:
    return {"id": name, "label": label(name), "kind": "whole_number", "required": False}


def choices(name: str, *options: str) -> Part:
    listed = [{"id": option, "label": label(option)} for option in options]
    return {"id": name, "label": label(name), "kind": "choices", "options": listed}


def pathway(*steps: Part, ends: Sequence[Part] = ()) -> Pathway:
    return Pathway.model_validate(
        {
            "schema": 1,
            "key": "small",
            "title": label("Small"),
            "about": label("Small"),
            "lead": "labour",
            "roles": [named(role) for role in ROLES],
            "entries": [named(ENTRY)],
            "stages": [named("stage") | {"steps": list(steps)}],
            "ends": [*ends, named("finished") | {"outcome": "completed"}],
        }
    )


def journey(
    *steps: Part,
    ends: Sequence[Part] = (),
    agencies: Mapping[str, tuple[str, ...]] = AGENCIES,
    patience: timedelta = 10 * DAY,
) -> World:
    """Opened, and all asked that is to be asked."""
    world = World(pathway(*steps, ends=ends), agencies, patience)
    world.open(ENTRY)
    world.settle()
    return world


def say(
    world: World,
    step: str,
    values: Values = NOTHING,
    verdict: Verdict = "done",
    because: DeclineReason | None = None,
) -> None:
    """Answer what waits under this name (`step` or `step[item]`), and let the journey go on."""
    world.answer(request(world, step).key, verdict, values, because)
    world.settle()


def request(world: World, step: str) -> Request:
    """The one that was asked last under this name."""
    return [
        request
        for key, request in world.state.requests.items()
        if str(key).partition("/")[0] == step
    ][-1]


def waiting(world: World) -> list[str]:
    return [str(request.key) for request in world.state.waiting]


def standing(world: World, step: str) -> Standing:
    return standings(world.pathway, world.state, world.now)[step]


def go_to(world: World, moment: datetime) -> None:
    world.now = moment
    world.settle()
