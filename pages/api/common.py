"""What the parts of the administrators' API have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field as Described, JsonValue, StrictInt

from domain.editing.edits import cleaned
from domain.editing.tree import Tree
from domain.frozen import Frozen


def _can_be_told(value: JsonValue) -> JsonValue:
    """Raises ValueError for a number beyond all numbers: kept, it could not be sent again."""
    json.dumps(value, allow_nan=False)
    return value


MadeFrom = Annotated[StrictInt, Described(ge=0, le=999_999_999)]
Given = Annotated[JsonValue, AfterValidator(_can_be_told)]
Data = dict[str, Given]


class Kept(Frozen):
    """The version that it is now."""

    version: int


class Done(Frozen):
    done: bool = True


class RevisionGiven(Frozen):
    revision: MadeFrom


def as_data(tree: Mapping[str, Any]) -> Data:
    return dict(tree)


def as_tree(data: Mapping[str, Any]) -> Tree:
    """In NFC, without what is empty."""
    tree = cleaned(data)
    return tree if isinstance(tree, Mapping) else {}
