"""What a condition is made of: comparisons, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "holds"]
Constant: TypeAlias = "str | int | bool | tuple[str | int | bool | None, ...] | None"

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^'\\]*'|\"[^\"\\]*\")|(?P<number>-?\d+(?![\w.]))"
    r"|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|(?P<sign>==|!=|<=|>=|&&|\|\||[<>!()\[\],]))"
)
_CONSTANTS = {"true": True, "false": False, "null": None}
_TURNED: dict[Operator, Operator] = {
    "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip
_OPPOSITE: dict[Operator, Operator] = {"==": "!=", "!=": "=="}


class Unsayable(Exception):
    """It may be a condition, but is none that is made of plain comparisons."""


@dataclass(frozen=True, slots=True)
class Name:
    """`entry` or `step.field`; with `counted`, how many were chosen there."""

    path: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """`holds`: the constant is among what was chosen in the field."""

    name: Name
    operator: Operator
    constant: Constant


@dataclass(frozen=True, slots=True)
class Joined:
    how: Literal["&&", "||"]
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Tree


Tree: TypeAlias = Comparison | Joined | Not


def tree_of(text: str) -> Tree:
    """Raises Unsayable for what is no comparison of a field or the entry with a constant."""
    reading = _Reading(_tokens(text))
    tree = reading.either()
    if reading.left:
        raise Unsayable
    return tree


def _tokens(text: str) -> list[str]:
    tokens, place = [], 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            raise Unsayable
        tokens.append(found[0].strip())
        place = found.end()
    return tokens


@dataclass(slots=True)
class _Reading:
    left: list[str]

    def either(self) -> Tree:
        return self._joined("||", self._both)

    def _both(self) -> Tree:
        return self._joined("&&", self._single)

    def _joined(self, how: Literal["&&", "||"], part: Callable[[], Tree]) -> Tree:
        parts = [part()]
        while self._takes(how):
            parts.append(part())
        return Joined(how, tuple(parts)) if len(parts) > 1 else parts[0]

    def _single(self) -> Tree:
        if self._takes("!"):
            return _opposite(self._single())
        if self._takes("("):
            inner = self.either()
            self._needs(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Tree:
        left = self._operand()
        sign = self._next() if self.left and self.left[0] in {*_TURNED, "in"} else None
        if sign is None:
            if isinstance(left, Name) and not left.counted:
                return Comparison(left, "==", constant=True)
            raise Unsayable
        operator: Operator = "in" if sign == "in" else next(one for one in _TURNED if one == sign)
        return _compared(left, operator, self._operand())

    def _operand(self) -> Name | Constant:
        token = self._next()
        if token == "size":  # noqa: S105 - a function of CEL
            self._needs("(")
            name = Name(self._next(), counted=True)
            self._needs(")")
            return name
        if token == "[":  # noqa: S105 - a bracket
            return self._listed()
        return _constant_or_name(token)

    def _listed(self) -> Constant:
        found: list[str | int | bool | None] = []
        while not self._takes("]"):
            one = _constant_or_name(self._next())
            if isinstance(one, Name | tuple):
                raise Unsayable
            found.append(one)
            if not self._takes(","):
                self._needs("]")
                break
        if not found:
            raise Unsayable
        return tuple(found)

    def _next(self) -> str:
        if not self.left:
            raise Unsayable
        return self.left.pop(0)

    def _takes(self, token: str) -> bool:
        taken = bool(self.left) and self.left[0] == token
        if taken:
            self.left.pop(0)
        return taken

    def _needs(self, token: str) -> None:
        if not self._takes(token):
            raise Unsayable


def _constant_or_name(token: str) -> Name | Constant:
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    if token[0] in "'\"":
        return token[1:-1]
    if token.lstrip("-").isdigit():
        return int(token)
    if token == "entry" or "." in token:  # noqa: S105 - what CEL calls it
        return Name(token)
    raise Unsayable


def _compared(left: Name | Constant, operator: Operator, right: Name | Constant) -> Tree:
    if isinstance(left, Name) and not isinstance(right, Name):
        if (operator == "in") == isinstance(right, tuple):
            return Comparison(left, operator, right)
    elif isinstance(right, Name) and not isinstance(left, Name | tuple):
        turned: Operator = "holds" if operator == "in" else _TURNED[operator]
        return Comparison(right, turned, left)
    raise Unsayable


def _opposite(tree: Tree) -> Tree:
    if isinstance(tree, Not):
        return tree.part
    if isinstance(tree, Comparison) and tree.operator in _OPPOSITE:
        return Comparison(tree.name, _OPPOSITE[tree.operator], tree.constant)
    return Not(tree)
