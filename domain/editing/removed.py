"""What was in a draft and is there no more, by what it was called while it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from pydantic import ValidationError

from domain.editing.tree import NoSuchPlace, Tree, at, step_place
from domain.pathway.places import Place
from domain.texts import Label, Message, Value, say

Former: TypeAlias = Callable[[str], Iterable[Tree]]
"""The draft as it was while something in it had this id, the newest first."""

_MISSING: Mapping[str, str] = {
    "There is no step “{step}”.": "step",
    "Step “{step}” has no field “{field}”.": "field",
    "“{path}” has no option “{option}”.": "option",
    "There is no role “{role}”.": "role",
    "There is no entry “{entry}”.": "entry",
}
"""By what is said of it, the value that is the id of what is missing."""


def removed(problem: Message, former: Former) -> Message | None:
    """What to say instead where the draft once had what is missing."""
    name = _MISSING.get(problem.text)
    if name is None:
        return None
    for tree in former(str(problem.values[name])):
        what = _called(tree, name, problem.values)
        if what is not None:
            return say("“{what}” was removed, and is still named here.", what=what)
    return None


def _called(tree: Tree, name: str, values: Mapping[str, Value]) -> Label | None:
    try:
        place = _place(tree, name, {each: str(value) for each, value in values.items()})
        first = 4 if place[0] == "stages" else 2
        titles = [_title(tree, place[:end]) for end in range(first, len(place) + 1, 2)]
    except (NoSuchPlace, ValidationError):
        return None
    return Label(
        vi=" – ".join(title.vi for title in titles), en=" – ".join(title.en for title in titles)
    )


def _place(tree: Tree, name: str, values: Mapping[str, str]) -> Place:
    """Raises NoSuchPlace."""
    match name:
        case "role":
            return ("roles", values["role"])
        case "entry":
            return ("entries", values["entry"])
        case "step":
            return step_place(tree, values["step"])
        case "field":
            return (*step_place(tree, values["step"]), "form", values["field"])
    step, _, field = values["path"].partition(".")
    return (*step_place(tree, step), "form", field, "options", values["option"])


def _title(tree: Tree, place: Place) -> Label:
    """Raises NoSuchPlace, and ValidationError where it was never given one."""
    item = at(tree, place)
    said = item if isinstance(item, Mapping) else {}
    return Label.model_validate(said.get("title", said.get("label")))
