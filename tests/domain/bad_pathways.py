"""A sound pathway, and how to make it bad in one place."""

from __future__ import annotations

from collections.abc import Callable

from domain.faults import Fault
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from tests.strategies import Part, label, named

Change = Callable[[Part], object]


def field(name: str, kind: str, *options: str, **more: object) -> Part:
    listed = [{"id": option, "label": label(option)} for option in options]
    return {"id": name, "label": label(name), "kind": kind, "options": listed} | more


def sound() -> Part:
    """Reception asks all kinds of things; services, papers, a trip and visits come after it."""
    asked = [
        field("agrees", "yes_no"),
        field("stay", "choice", "shelter", "home"),
        field("needs", "choices", "health", "law"),
        field("day", "date"),
        field("children", "whole_number"),
        field("commune", "area"),
        field("note", "text"),
    ]
    services = {"role": "shelter", "after": ["reception"], "foreach": "reception.needs"}
    rounds = {"every": {"months": 1}, "until": "visit.over == true"}
    steps = [
        named("reception") | {"role": "police", "form": asked},
        named("services") | services | {"form": [field("given", "yes_no")]},
        named("papers")
        | {"role": "police", "after": ["reception"], "form": [field("ok", "yes_no")]},
        named("trip") | {"role": "shelter", "after": ["reception"]},
        named("visit")
        | {"role": "shelter", "after": ["trip"], "repeat": rounds}
        | {"form": [field("over", "yes_no"), field("remark", "long_text", required=False)]},
    ]
    refused = {"outcome": "support_refused", "when": "reception.agrees == false"}
    return {
        "schema": 1,
        "key": "small",
        "title": label("Small"),
        "about": label("Small"),
        "lead": "police",
        "roles": [named("police"), named("shelter")],
        "entries": [named("rescue"), named("self_return")],
        "stages": [named("care") | {"steps": steps}],
        "ends": [named("refused") | refused, named("finished") | {"outcome": "completed"}],
    }


def faults_after(*changes: Change) -> tuple[Fault, ...]:
    parts = sound()
    for change in changes:
        change(parts)
    return faults(Pathway.model_validate(parts))


def step(name: str, **changes: object) -> Change:
    def change(parts: Part) -> None:
        steps = {part["id"]: part for part in parts["stages"][0]["steps"]}
        steps[name] |= changes

    return change


def form(name: str, *fields: Part) -> Change:
    """Fields added to a step's form."""

    def change(parts: Part) -> None:
        steps = {part["id"]: part for part in parts["stages"][0]["steps"]}
        steps[name]["form"] = [*steps[name].get("form", []), *fields]

    return change


def more(kind: str, *added: Part) -> Change:
    return lambda parts: parts[kind].extend(added)


def more_steps(*added: Part) -> Change:
    return lambda parts: parts["stages"][0]["steps"].extend(added)


def end(number: int, **changes: object) -> Change:
    return lambda parts: parts["ends"][number].update(changes)


def whole(**changes: object) -> Change:
    return lambda parts: parts.update(changes)


def trip(condition: str) -> Change:
    return step("trip", when=condition)


def visits(**repeat: object) -> Change:
    return step("visit", repeat={"every": {"months": 1}} | repeat)


STEPS = "stages › care › steps"
WHEN = f"{STEPS} › trip › when"
