"""What an administrator may change in a pathway: made-up versions that come after a made-up one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.journey.staying import fields_read
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from tests.strategies import KINDS, OPTIONS, ROLES, Dice, Part, label, named

MOST_EDITS = 4


def edited(chance: Dice, pathway: Pathway) -> tuple[Pathway, Names]:
    """A sound version after a few edits, and the names that go with it."""
    names = Names({}, {})
    for number in range(1 + chance.up_to(MOST_EDITS - 1)):
        draft = _Draft(chance, pathway, number)
        chance.one_of(_EDITS)(draft)
        version = Pathway.model_validate(draft.data)
        if not faults(version):  # what is unsound is never published
            pathway, names = version, names.then(draft)
    return pathway, names


@dataclass(frozen=True)
class Names:
    """The maps of a move, as in `domain.journey.facts.Moved`."""

    steps: dict[str, str]
    fields: dict[str, str]

    def then(self, draft: _Draft) -> Names:
        """With one more edit behind them."""
        first = {new: old for old, new in self.steps.items()}
        known = {self._now(path, field): path for path, field in self.fields.items()}
        fields = dict(self.fields)
        for path, field in draft.fields.items():
            step, _, name = path.partition(".")
            fields[known.get(path, f"{first.get(step, step)}.{name}")] = field
        steps = {old: draft.names.get(new, new) for old, new in self.steps.items()} | {
            old: new for old, new in draft.names.items() if old not in first
        }
        return Names(steps, fields)

    def _now(self, path: str, field: str) -> str:
        step = path.partition(".")[0]
        return f"{self.steps.get(step, step)}.{field}"


class _Draft:
    def __init__(self, chance: Dice, pathway: Pathway, number: int) -> None:
        self.chance = chance
        self.read = fields_read(pathway)
        self.data: dict[str, Any] = pathway.model_dump(mode="json", by_alias=True)
        self.fresh = f"n{number}"
        self.names: dict[str, str] = {}
        self.fields: dict[str, str] = {}

    @property
    def steps(self) -> list[Part]:
        return [step for stage in self.data["stages"] for step in stage["steps"]]

    def some_step(self) -> Part:
        return self.chance.one_of(self.steps)

    def rename(self, pattern: str, name: str) -> None:
        self.data = json.loads(re.sub(pattern, name, json.dumps(self.data)))


def _rename_step(draft: _Draft) -> None:
    old = draft.some_step()["id"]
    draft.rename(rf"\b{old}\b", draft.fresh)
    if not draft.chance.one_in(4):
        draft.names[old] = draft.fresh


def _drop_step(draft: _Draft) -> None:
    """What read its answer does so no more."""
    gone = draft.some_step()
    for stage in draft.data["stages"]:
        stage["steps"] = [step for step in stage["steps"] if step is not gone]
    draft.data["stages"] = [stage for stage in draft.data["stages"] if stage["steps"]]
    for part in [*draft.steps, *draft.data["ends"]]:
        if gone["id"] in part["after"]:
            others = [name for name in part["after"] if name != gone["id"]]
            part["after"] = list(dict.fromkeys([*others, *gone["after"]]))
        for key in ("when", "foreach", "area"):
            if re.search(rf"\b{gone['id']}\b", part.get(key) or ""):
                part[key] = None


def _merge_step(draft: _Draft) -> None:
    """The map names another step for one that is gone."""
    before = {step["id"] for step in draft.steps}
    _drop_step(draft)
    left = [step["id"] for step in draft.steps]
    if left:
        (gone,) = before - set(left)
        draft.names[gone] = draft.chance.one_of(left)


def _add_step(draft: _Draft) -> None:
    before = draft.some_step()
    new = named(draft.fresh) | {"role": draft.chance.one_of(ROLES), "after": [before["id"]]}
    following = [step for step in draft.steps if before["id"] in step["after"]]
    for step in draft.chance.some_of(following, most=len(following)):
        step["after"].append(draft.fresh)
        if draft.chance.one_in(2):
            step["after"].remove(before["id"])
    draft.data["stages"][-1]["steps"].append(new)


def _add_first_step(draft: _Draft) -> None:
    new = named(draft.fresh) | {"role": draft.chance.one_of(ROLES)}
    for step in draft.steps:
        step["after"] = step["after"] or [draft.fresh]
    draft.data["stages"][0]["steps"].insert(0, new)


def _change_role(draft: _Draft) -> None:
    step = draft.some_step()
    step["role"] = draft.chance.one_of([role for role in ROLES if role not in step["jointly"]])


def _change_after(draft: _Draft) -> None:
    step = draft.some_step()
    names = [other["id"] for other in draft.steps if other is not step]
    step["after"] = draft.chance.some_of(names, most=3)


def _change_when(draft: _Draft) -> None:
    part = draft.chance.one_of([*draft.steps, *draft.data["ends"][:-1]])
    others = [other["when"] for other in draft.steps if other["when"]]
    entry = draft.chance.one_of(draft.data["entries"])["id"]
    part["when"] = draft.chance.one_of([None, f"entry == '{entry}'", *others])


def _change_shape(draft: _Draft) -> None:
    step = draft.chance.one_of(draft.steps[:3])  # which were begun, most often
    if step["repeat"] is not None:
        step["repeat"] = step["repeat"] | {"times": 1 + draft.chance.up_to(3)}
    elif step["foreach"] is not None:
        step["foreach"], step["role_by_item"] = None, {}
    elif draft.chance.one_in(2):
        step["repeat"] = {"every": {"months": 1}, "times": 2}
    else:
        others = [role for role in ROLES if role != step["role"]]
        step["jointly"] = draft.chance.some_of(others, most=2)


def _change_seconding(draft: _Draft) -> None:
    step = draft.some_step()
    step["second_person"] = bool(step["form"]) and not step["second_person"]


def _change_limit(draft: _Draft) -> None:
    draft.some_step()["limit"] = {"amount": 5, "unit": "working_days", "source": "It"}


def _change_wording(draft: _Draft) -> None:
    draft.some_step()["ask"] = label("Please see to it")


def _some_form(draft: _Draft) -> Part:
    """By the answer to which the journey goes on, most of the time."""
    filled = [step for step in draft.steps if step["form"]]
    read = [step for step in filled if step["id"] in draft.read]
    return draft.chance.one_of(read or filled or draft.steps)


def _add_field(draft: _Draft) -> None:
    step = _some_form(draft)
    step["form"].append({"id": draft.fresh, "label": label("New"), "kind": "yes_no"})
    later = [other for other in draft.steps if step["id"] in other["after"]]
    for other in draft.chance.some_of(later, most=1):
        other["when"] = f"{step['id']}.{draft.fresh} == true"


def _drop_field(draft: _Draft) -> None:
    step = _some_form(draft)
    step["form"] = step["form"][1:]


def _rename_field(draft: _Draft) -> None:
    step = _some_form(draft)
    if step["form"]:
        field = draft.chance.one_of(step["form"])["id"]
        path = f"{step['id']}.{draft.fresh}"
        draft.chance.one_of([one for one in step["form"] if one["id"] == field])["id"] = draft.fresh
        draft.rename(rf"\b{step['id']}\.{field}\b", path)
        if not draft.chance.one_in(4):
            draft.fields[f"{step['id']}.{field}"] = draft.fresh


def _change_field(draft: _Draft) -> None:
    step = _some_form(draft)
    if step["form"]:
        field = draft.chance.one_of(step["form"])
        options = [{"id": one, "label": label(one)} for one in (*OPTIONS[1:], "four")]
        field["kind"] = draft.chance.one_of([field["kind"], *KINDS])
        field["options"] = options if field["kind"] in ("choice", "choices") else []


def _drop_entry(draft: _Draft) -> None:
    draft.data["entries"] = draft.data["entries"][1:] or draft.data["entries"]


def _drop_end(draft: _Draft) -> None:
    draft.data["ends"] = draft.data["ends"][1:] or draft.data["ends"]


def _add_end(draft: _Draft) -> None:
    after = [draft.some_step()["id"]]
    new = named(draft.fresh) | {"outcome": "ended_early", "after": after, "at_once": True}
    draft.data["ends"].insert(0, new)


_EDITS: Sequence[Callable[[_Draft], None]] = (
    _change_wording, _rename_step, _change_shape, _drop_step, _add_step, _change_role,
    _change_after, _change_when, _change_limit, _add_field, _drop_field, _rename_field,
    _change_field, _change_shape, _drop_end, _add_end, _drop_entry, _merge_step,
    _change_seconding, _add_first_step, _add_step,
)  # fmt: skip
