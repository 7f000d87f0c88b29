from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import domain.errors
from domain.errors import ReferralError
from domain.texts import say

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "tasks", "flows", "pages", "deployments")


def test_an_error_reads_in_english_and_carries_its_message() -> None:
    message = say("“{name}” is no such thing.", name="x")

    error = ReferralError(message)

    assert str(error) == "“x” is no such thing."
    assert error.message == message


def test_an_error_survives_the_way_between_processes() -> None:
    error = ReferralError(say("Step {step} has {count} items.", step="a", count=2))

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line above

    assert isinstance(copy, ReferralError)
    assert copy.message == error.message


def test_the_drawn_tree_is_the_tree_in_the_code() -> None:
    parents = dict(_classes())
    errors = {name for name in parents if _descends(name, parents)}

    drawn = dict(_drawn())

    assert drawn == {name: parents[name] for name in errors}


def _classes() -> Iterator[tuple[str, str]]:
    """Each class of the rooms, with its first base."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and node.bases:
                    yield node.name, ast.unparse(node.bases[0])


def _descends(name: str, parents: dict[str, str]) -> bool:
    parent = parents.get(name)
    return parent == "ReferralError" or (parent is not None and _descends(parent, parents))


def _drawn() -> Iterator[tuple[str, str]]:
    above = ["ReferralError"]
    for stem, name in re.findall(
        r"^([│ ]*[├└]── )(\w+)", domain.errors.__doc__ or "", re.MULTILINE
    ):
        depth = len(stem) // 4
        del above[depth:]
        yield name, above[-1]
        above.append(name)
