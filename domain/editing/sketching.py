"""A draft as far as it can be read, so that it can be drawn and chosen from while it is unsound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.editing.tree import Node, Tree
from domain.pathway.conditions import BadCondition, ConditionFails, holds, read_condition
from domain.pathway.parts import Find, whole
from domain.pathway.template import Duty, End, Part, Pathway, Role, Step
from domain.texts import Label

_Ordered = TypeVar("_Ordered", Step, Part, End)
_Data: TypeAlias = dict[str, Any] | list[Any]
_BLANK = {"vi": "…", "en": "…"}
NOT_CHOSEN = "chua_chon"
_STAND_INS: Mapping[str, Node] = MappingProxyType({
    "schema": 1, "key": NOT_CHOSEN, "id": NOT_CHOSEN, "lead": NOT_CHOSEN, "role": NOT_CHOSEN,
    "use": NOT_CHOSEN, "entry": NOT_CHOSEN, "version": 1, "origin": "design", "kind": "text",
    "outcome": "completed", "source": "…", "vi": "…", "en": "…",
    "title": _BLANK, "about": _BLANK, "label": _BLANK, "why": _BLANK,
    "roles": [], "entries": [], "stages": [], "steps": [], "ends": [],
})  # fmt: skip
"""For what a pathway must say."""


def sketch(tree: Tree) -> Pathway:
    """The draft without what cannot be read, with stand-ins for what is missing. Its order is one,
    and all its roles are known; else it may be as unsound as any.
    """
    data = _copy(tree)
    assert isinstance(data, dict)  # noqa: S101 - as the tree is
    while True:
        try:
            return _in_order(_with_roles(Pathway.model_validate(data)))
        except ValidationError as error:
            _mend(data, error.errors(include_url=False))


def drawable(pathway: Pathway, find: Find) -> Pathway:
    """A sketch with the steps of its parts, as far as these are found, and without conditions that
    say nothing.
    """
    drawn = _in_order(_with_roles(whole(pathway, find)))
    stages = tuple(
        stage.model_copy(update={"steps": tuple(_said(step, drawn) for step in stage.steps)})
        for stage in drawn.stages
    )
    return drawn.model_copy(update={"stages": stages, "ends": drawn.ends or (_NO_END,)})


_NO_END = End(id=NOT_CHOSEN, title=Label(vi="…", en="…"), outcome="completed", origin="design")


def _said(step: Step, pathway: Pathway) -> Step:
    says_something = step.when is None or _says_something(step.when, step, pathway)
    return step if says_something else step.model_copy(update={"when": None})


def _says_something(text: str, step: Step, pathway: Pathway) -> bool:
    """Of a first step, for whoever comes in."""
    try:
        condition = read_condition(text)
        for entry in () if step.after else pathway.entries:
            holds(condition, entry.id, {})
    except (BadCondition, ConditionFails):
        return False
    return True


def _copy(node: Node) -> Any:  # noqa: ANN401 - it is what is mended
    if isinstance(node, Mapping):
        return {name: _copy(each) for name, each in node.items()}
    return [_copy(each) for each in node] if isinstance(node, list) else node


def _mend(data: dict[str, Any], errors: Sequence[ErrorDetails]) -> None:
    """The last first, and until the places of the others may no longer be what they were."""
    for details in reversed(errors):
        *outer, name = details["loc"]
        parent, reached = _deepest(data, outer)
        missing = details["type"] == "missing" and len(reached) == len(outer)
        if missing and isinstance(parent, dict) and name in _STAND_INS:
            parent[str(name)] = _copy(_STAND_INS[str(name)])
        elif not _drop(data, details["loc"]):
            return


def _deepest(data: _Data, place: Sequence[str | int]) -> tuple[_Data, list[str | int]]:
    """How far one gets, and what is there."""
    here, reached = data, list[str | int]()
    for part in place:
        inner = _inside(here, part)
        if not isinstance(inner, dict | list):
            break
        here = inner
        reached.append(part)
    return here, reached


def _inside(node: _Data, part: str | int) -> object:
    if isinstance(node, dict):
        return node.get(str(part))
    return node[part] if isinstance(part, int) and part < len(node) else None


def _drop(data: dict[str, Any], place: tuple[str | int, ...]) -> bool:
    """The innermost thing that is there; whether all else stands where it stood."""
    parent, reached = _deepest(data, place)
    if len(reached) == len(place) or not _holds(parent, place[len(reached)]):
        parent, reached = _deepest(data, reached[:-1])
    name = place[len(reached)]
    if isinstance(parent, list):
        del parent[int(name)]
        return False
    del parent[str(name)]
    return len(reached) == len(place) - 1


def _holds(node: _Data, part: str | int) -> bool:
    return part in node if isinstance(node, dict) else int(part) < len(node)


def _with_roles(pathway: Pathway) -> Pathway:
    known = {role.id for role in pathway.roles}
    unknown = dict.fromkeys(name for name in _roles_named(pathway) if name not in known)
    more = tuple(Role(id=name, title=_title_of(name), origin="design") for name in unknown)
    return pathway.model_copy(update={"roles": (*pathway.roles, *more)}) if more else pathway


def _title_of(role: str) -> Label:
    return Label(vi="Chưa chọn", en="Not chosen") if role == NOT_CHOSEN else Label(vi=role, en=role)


def _roles_named(pathway: Pathway) -> Iterator[str]:
    yield pathway.lead
    every: tuple[Step | Duty, ...] = (*pathway.steps, *pathway.duties)
    for asked in every:
        yield from (asked.role, *asked.informed)
        if asked.asked_by is not None:
            yield asked.asked_by
    for step in pathway.steps:
        yield from (*step.jointly, *step.role_by_item.values())


def _in_order(pathway: Pathway) -> Pathway:
    """Each step once, after steps that there are and that do not wait for it."""
    steps: dict[str, Step | Part] = {}
    every: tuple[Step | Part, ...] = (*pathway.steps, *pathway.parts)
    for one in every:
        steps.setdefault(one.id, one)
    after = _without_rings({name: one.after for name, one in steps.items()})
    stages = tuple(
        stage.model_copy(
            update={
                "steps": tuple(
                    _after(step, after[step.id]) for step in stage.steps if step is steps[step.id]
                )
            }
        )
        for stage in pathway.stages
    )
    parts = (_after(part, after[part.id]) for part in pathway.parts if part is steps[part.id])
    ends = (_after(end, tuple(n for n in end.after if n in steps)) for end in pathway.ends)
    return pathway.model_copy(update={"stages": stages, "parts": tuple(parts), "ends": tuple(ends)})


def _without_rings(after: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    kept: dict[str, tuple[str, ...]] = dict.fromkeys(after, ())
    for name, before in after.items():
        for one in dict.fromkeys(before):
            if one in after and name not in _waited_for(one, kept):
                kept[name] = (*kept[name], one)
    return kept


def _waited_for(name: str, after: Mapping[str, tuple[str, ...]]) -> set[str]:
    """It, and all that comes before it."""
    seen, left = set[str](), [name]
    while left:
        if (one := left.pop()) not in seen:
            seen.add(one)
            left += after[one]
    return seen


def _after(one: _Ordered, after: tuple[str, ...]) -> _Ordered:
    return one if one.after == after else one.model_copy(update={"after": after})
