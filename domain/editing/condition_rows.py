"""A condition as rows to pick from: a field, a comparison, a value, and how it goes with the rest.

“And” binds closer than “or”, as in CEL: each “or” begins another way in which it may hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from math import prod
from typing import Literal

from domain.pathway.condition_tree import (
    Comparison,
    Constant,
    Joined,
    Not,
    Operator,
    Tree,
    Unsayable,
    tree_of,
)

Joiner = Literal["and", "or"]
Compared = Literal[
    "is", "is_not", "one_of", "none_of", "chosen", "not_chosen",
    "under", "at_most", "over", "at_least", "answered", "not_answered",
]  # fmt: skip

_BY_OPERATOR: Mapping[Operator, Compared] = {
    "==": "is", "!=": "is_not", "in": "one_of", "holds": "chosen",
    "<": "under", "<=": "at_most", ">": "over", ">=": "at_least",
}  # fmt: skip
_BY_COMPARED: Mapping[Compared, Operator] = {
    **{compared: operator for operator, compared in _BY_OPERATOR.items()},
    "none_of": "in", "not_chosen": "holds",
}  # fmt: skip
_MOST_WAYS = 8
_OPPOSITES: Mapping[Compared, Compared] = {"one_of": "none_of", "chosen": "not_chosen"}
_NEED_AN_ANSWER = frozenset({"chosen", "not_chosen", "under", "at_most", "over", "at_least"})


@dataclass(frozen=True, slots=True)
class Row:
    """`field` is `entry` or `step.field`, or with `counted` how many were chosen there. `joiner`
    says how it goes with the row above; that of the first says nothing.
    """

    field: str
    compared: Compared
    value: Constant = None
    counted: bool = False
    joiner: Joiner = "and"


def rows_of(text: str) -> tuple[Row, ...] | None:
    """None for what rows cannot say: that stays as it is written."""
    try:
        ways = _ways(tree_of(text))
        return tuple(row for number, way in enumerate(ways) for row in _rows(way, number))
    except Unsayable:
        return None


def written(rows: Sequence[Row]) -> str:
    """In CEL, and so that it has an answer where nothing was answered.

    Raises Unsayable for a value that cannot be written there.
    """
    ways: list[list[Row]] = []
    for row in rows:
        if row.joiner == "or" or not ways:
            ways.append([])
        ways[-1].append(row)
    return " || ".join(" && ".join(_guarded(way)) for way in ways)


def _ways(tree: Tree) -> list[tuple[Tree, ...]]:
    """Every way in which it may hold: a && (b || c) is a && b || a && c."""
    if not isinstance(tree, Joined):
        return [(tree,)]
    inner = [_ways(part) for part in tree.parts]
    if prod(map(len, inner)) > _MOST_WAYS:
        raise Unsayable
    if tree.how == "||":
        return list(chain.from_iterable(inner))
    return [tuple(chain.from_iterable(chosen)) for chosen in product(*inner)]


def _rows(way: Sequence[Tree], number: int) -> Iterator[Row]:
    rows = [_row(part) for part in way]
    following = [*rows[1:], None]
    kept = [
        row
        for row, after in zip(rows, following, strict=True)
        if after is None or not _is_guard_of(row, after)
    ]
    for place, row in enumerate(kept):
        joiner: Joiner = "or" if place == 0 and number > 0 else "and"
        yield Row(row.field, row.compared, row.value, row.counted, joiner)


def _row(tree: Tree) -> Row:
    match tree:
        case Comparison(name, "==" | "!=" as operator, None) if not name.counted:
            return Row(name.path, "not_answered" if operator == "==" else "answered")
        case Comparison(name, operator, constant) if _is_plain(constant):
            return Row(name.path, _BY_OPERATOR[operator], constant, name.counted)
        case Not(Comparison() as inner):
            row = _row(inner)
            if row.compared in _OPPOSITES:
                return Row(row.field, _OPPOSITES[row.compared], row.value, row.counted)
    raise Unsayable


def _is_plain(constant: Constant) -> bool:
    return constant is not None and not (isinstance(constant, tuple) and None in constant)


def _is_guard_of(row: Row, after: Row) -> bool:
    return row.compared == "answered" and row.field == after.field and _needs_an_answer(after)


def _needs_an_answer(row: Row) -> bool:
    return row.counted or row.compared in _NEED_AN_ANSWER


def _guarded(way: Sequence[Row]) -> Iterator[str]:
    """Once for each field; again behind a row that says the same, which would be taken for it."""
    guards, said = set[str](), ""
    for row in way:
        guard = f"{row.field} != null"
        if _needs_an_answer(row) and (guard not in guards or said == guard):
            guards.add(guard)
            yield guard
        said = _said(row)
        yield said


def _said(row: Row) -> str:
    if row.compared in {"answered", "not_answered"}:
        return f"{row.field} {'!=' if row.compared == 'answered' else '=='} null"
    operator = _BY_COMPARED[row.compared]
    name = f"size({row.field})" if row.counted else row.field
    value = _literal(row.value)
    said = f"{value} in {name}" if operator == "holds" else f"{name} {operator} {value}"
    return f"!({said})" if row.compared in _OPPOSITES.values() else said


def _literal(constant: Constant) -> str:
    match constant:
        case bool():
            return str(constant).lower()
        case int():
            return str(constant)
        case str() if "\\" not in constant and not {"'", '"'} <= set(constant):
            return f'"{constant}"' if "'" in constant else f"'{constant}'"
        case tuple() if constant:
            return f"[{', '.join(map(_literal, constant))}]"
    raise Unsayable
