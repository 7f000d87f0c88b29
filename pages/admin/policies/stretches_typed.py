"""How long something may take, in a form: how many, and of what."""

from __future__ import annotations

from collections.abc import Mapping

from domain.editing.tree import items_of
from domain.policy.editing import Node, Tree
from domain.policy.province_policy import LADDERS, TIMES
from domain.policy.stretches import MOST, UNITS, Unit, amount_and_unit, written
from domain.texts import Message, say

UNCLEAR = say("Write a number from 1 to {most}, and choose under “Unit”.", most=MOST)


def apart(policy: Tree) -> Tree:
    """Of a policy, each as two: how many, and of what."""
    shown = dict(policy)
    for name in (name for name in TIMES if name in policy):
        shown[name] = _apart(policy[name])
    for ladder in (name for name in LADDERS if name in policy):
        rungs = items_of(policy[ladder])
        shown[ladder] = [{**rung, "at": _apart(rung.get("at"))} for rung in rungs]
    return shown


def together(typed: Tree) -> tuple[Tree, dict[str, Message]]:
    """Each as a policy has it, and by control what comes to none."""
    entry = dict(typed)
    unclear: list[str] = []
    for name in (name for name in TIMES if name in typed):
        entry[name] = time = _together(typed[name])
        unclear += [name] if time is None else []
    for ladder in (name for name in LADDERS if name in typed):
        rungs = [(rung, _together(rung.get("at"))) for rung in items_of(typed[ladder])]
        entry[ladder] = [{**rung, "at": at} for rung, at in rungs]
        unclear += [f"{ladder}.{n}.at" for n, (_, at) in enumerate(rungs, start=1) if at is None]
    return entry, {f"{one}.amount": UNCLEAR for one in unclear}


def _apart(stretch: Node) -> Node:
    if not isinstance(stretch, str):
        return None
    amount, unit = amount_and_unit(stretch)
    return {"amount": amount, "unit": unit}


def _together(stretch: Node) -> str | None:
    told = stretch if isinstance(stretch, Mapping) else {}
    amount, named = told.get("amount"), told.get("unit")
    unit: Unit | None = next((one for one in UNITS if one == named), None)
    if unit is None or not isinstance(amount, int) or not 1 <= amount <= MOST:
        return None
    return written(amount, unit)
