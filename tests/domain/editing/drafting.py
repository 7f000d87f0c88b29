"""Made-up edits of made-up drafts, and how a draft is written by edits alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.editing.edits import Add, Edit, Move, MoveTo, Put, Remove
from domain.editing.tree import Node, Tree, at, listed, name_of, placed
from domain.pathway.places import Place
from tests.strategies import KINDS, OPTIONS, ROLES, Dice, label

LISTS = ("roles", "entries", "stages", "steps", "parts", "ends", "duties", "form", "options")
JUNK: Sequence[Node] = (
    None, "", "x", 0, -1, 2.5, True, [], ["x"], {}, {"vi": "Ă"}, {"en": "E"}, [{}], [[1]],
    "s0.f0 == true", "s0", ["s0", "s1"], {"amount": 3}, "2026-13-40", "é",
)  # fmt: skip


def places(node: Node, here: Place = ()) -> Iterator[Place]:
    """Of all that stands in it."""
    inner: Sequence[tuple[str, Node]] = ()
    if isinstance(node, Mapping):
        inner = list(node.items())
    elif isinstance(node, list):
        inner = [(name_of(item) or str(n), item) for n, item in enumerate(node, 1)]
    for name, each in inner:
        yield (*here, name)
        yield from places(each, (*here, name))


def some_edit(chance: Dice, tree: Tree) -> Edit:
    every = [place for place in places(tree) if place != ("key",)]  # by which it is found
    place = chance.one_of(every)
    kind = chance.up_to(5)
    if kind == 0:
        return Put(place, chance.one_of(JUNK))
    if kind == 1 and (steps := [place for place, _ in placed(tree)]):
        stages = [name_of(stage) or "1" for stage in listed(tree, ("stages",))]
        return MoveTo(chance.one_of(steps), chance.one_of(stages))
    if kind == 2 and (items := [place for place in every if place[-2:-1] and place[-2] in LISTS]):
        return Move(chance.one_of(items), chance.up_to(4) - 2)
    if kind == 3 and (lists := lists_of(tree)):
        return Add(chance.one_of(lists), some_item(chance, tree))
    if kind == 4:
        return sensible_put(chance, tree) or Remove(place)
    return Remove(place)


def lists_of(tree: Tree) -> list[Place]:
    found = [place for place in places(tree) if place[-1] in LISTS]
    return [place for place in found if isinstance(at(tree, place), list)]


def some_item(chance: Dice, tree: Tree) -> Tree:
    title = chance.one_of(("Khám sức khỏe", "Đến nơi", "5 ngày", "Việc", "入"))
    steps = [place[-1] for place, _ in placed(tree)]
    return {
        "title": label(title), "origin": "design", "role": chance.one_of(ROLES),
        "after": chance.some_of(steps, most=2),
    }  # fmt: skip


def sensible_put(chance: Dice, tree: Tree) -> Put | None:
    """As a page would: what fits the model, though perhaps not the other steps."""
    steps = [place for place, _ in placed(tree)]
    if not steps:
        return None
    step, other = chance.one_of(steps), chance.one_of(steps)
    field: Tree = {
        "id": "new", "label": label("Mới"), "kind": chance.one_of(KINDS),
        "options": [{"id": one, "label": label(one)} for one in OPTIONS],
    }  # fmt: skip
    puts: Sequence[tuple[str, Node]] = (
        ("after", [other[-1]]),
        ("when", f"{other[-1]}.f0 == true"),
        (
            "when",
            chance.one_of(("entry ==", "1 + 1", f"{other[-1]}.f0 < '2026-99-99'", "entry < 3")),
        ),
        ("not_before", {"since": f"{other[-1]}.f0", "period": {"days": 3}}),
        ("foreach", f"{other[-1]}.f1"),
        ("role", chance.one_of(ROLES)),
        ("form", [field]),
        ("limit", {"amount": 5, "unit": "working_days", "source": "Luật"}),
        ("repeat", {"every": {"months": 1}, "times": 2}),
        ("second_person", True),
    )
    name, value = chance.one_of(puts)
    return Put((*step, name), value)


def written_by_edits(tree: Tree) -> Iterator[Edit]:
    """Those that write it, from nothing."""
    yield from _inside(tree, ())


def _inside(node: Tree, here: Place) -> Iterator[Edit]:
    for name, value in node.items():
        place = (*here, name)
        if not isinstance(value, list) or not value or not all(map(name_of, value)):
            yield Put(place, value)
            continue
        for index, item in enumerate(value):
            itself = {key: item[key] for key in ("id", "field") if key in item}
            yield Add(place, itself, index)
            yield from _inside({k: v for k, v in item.items() if k not in itself}, _of(place, item))


def _of(place: Place, item: Node) -> Place:
    return (*place, name_of(item) or "")
