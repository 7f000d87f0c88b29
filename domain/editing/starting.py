"""What a draft begins as, and how it is written as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import yaml
from pydantic import ValidationError

from domain.editing.tree import Node, Tree
from domain.errors import ReferralError
from domain.pathway.files import write_pathway
from domain.pathway.template import SCHEMA, Pathway
from domain.reading import read_yaml
from domain.texts import Label, say

LAST_END = Label(vi="Kết thúc", en="Finished")


_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class NotAPathway(ReferralError):
    """It may be YAML, but says nothing that could be a pathway."""


def blank(key: str, title: Label) -> Tree:
    """With the end that everybody reaches, and nothing else."""
    end: Tree = {
        "id": "ket_thuc",
        "origin": "design",
        "title": _tree(LAST_END),
        "outcome": "completed",
    }
    return {
        "schema": SCHEMA, "key": key, "title": _tree(title),
        "roles": [], "entries": [], "stages": [], "ends": [end],
    }  # fmt: skip


def tree_of(pathway: Pathway) -> Tree:
    tree: Tree = pathway.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return tree


def tree_from(text: str) -> Tree:
    """Of a file, sound or not. Raises NotYaml and NotAPathway."""
    data = read_yaml(text)
    told = data if isinstance(data, Mapping) else {}
    tree = {str(name): _plain(each) for name, each in told.items()}
    key_of(tree)
    return tree


def key_of(tree: Tree) -> str:
    """What it is kept under, and what stands in addresses. Raises NotAPathway."""
    key = tree.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise NotAPathway(
            say(
                "This is not the file of a pathway: its “key” is missing, or is none. Please choose"
                " another file."
            )
        )
    return key


def copied(tree: Tree, key: str, title: Label) -> Tree:
    """As a pathway of its own."""
    return {**tree, "key": key, "title": _tree(title)}


def text_of(tree: Tree) -> str:
    """The YAML of it: where it can be read, the same as of the pathway."""
    try:
        return write_pathway(Pathway.model_validate(tree))
    except ValidationError:
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100)


def _tree(label: Label) -> Tree:
    return {"vi": label.vi, "en": label.en}


def _plain(data: object) -> Node:
    match data:
        case date():
            return data.isoformat()
        case Mapping():
            return {str(name): _plain(each) for name, each in data.items()}
        case list():
            return [_plain(each) for each in data]
        case str() | int() | float() | bool() | None:
            return data
    raise AssertionError(data)
