"""What was in a draft and is there no more, by what it was called while it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pydantic import ValidationError

from domain.editing.tree import Tree, items_of, listed, name_of, placed
from domain.texts import Label, Message, say

Removed: TypeAlias = Mapping[str, Label]
"""By kind and id; a field by its step's as well, and an option by its field's."""

_MISSING: Mapping[str, str] = {
    "There is no step “{step}”.": "step {step}",
    "Step “{step}” has no field “{field}”.": "step {step}.{field}",
    "“{path}” has no option “{option}”.": "step {path}.{option}",
    "There is no role “{role}”.": "role {role}",
    "There is no entry “{entry}”.": "entry {entry}",
}
"""By what is said of it, under which name it was removed."""


def removed_by(before: Tree, after: Tree) -> Removed:
    """What is in `before` alone, as it was called there; nothing that was never given a title."""
    left = dict(_named(after))
    gone = {name: items for name, items in _named(before) if name not in left}
    return {name: label for name, items in gone.items() if (label := _called(items)) is not None}


def removed(problem: Message, gone: Removed) -> Message | None:
    """What to say instead where the draft once had what is missing."""
    name = _MISSING.get(problem.text)
    what = gone.get(name.format_map(problem.values)) if name is not None else None
    if what is None:
        return None
    return say("“{what}” was removed, and is still named here.", what=what)


def _named(tree: Tree) -> Iterator[tuple[str, tuple[Tree, ...]]]:
    """All that may be named elsewhere, each with what it is in before it."""
    for kind, items in (("role", listed(tree, ("roles",))), ("entry", listed(tree, ("entries",)))):
        yield from ((f"{kind} {name_of(item)}", (item,)) for item in items)
    for place, step in placed(tree):
        yield f"step {place[-1]}", (step,)
        for field in items_of(step.get("form")):
            path = f"step {place[-1]}.{name_of(field)}"
            yield path, (step, field)
            for option in items_of(field.get("options")):
                yield f"{path}.{name_of(option)}", (step, field, option)


def _called(items: tuple[Tree, ...]) -> Label | None:
    try:
        titles = [Label.model_validate(item.get("title", item.get("label"))) for item in items]
    except ValidationError:
        return None
    return Label(
        vi=" – ".join(title.vi for title in titles), en=" – ".join(title.en for title in titles)
    )
