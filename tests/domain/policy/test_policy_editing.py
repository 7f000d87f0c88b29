from __future__ import annotations

import pytest

from domain.pathway.places import Place
from domain.policy.editing import Node, after, tree_of, value_at
from domain.policy.province_policy import read_policy

WRITTEN = """
schema: 2
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
leads: {small: labour}
"""
TREE = tree_of(read_policy(WRITTEN))


def test_a_tree_has_what_is_written_and_nothing_that_holds_without_it() -> None:
    assert set(TREE) == {"schema", "key", "title", "valid_from", "leads"}


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        # what was not there yet, with all around it
        (("limits", "small", "a"), {"source": "x"}, {"limits": {"small": {"a": {"source": "x"}}}}),
        # in the place of another
        (("leads", "small"), "police", {"leads": {"small": "police"}}),
        # beside another
        (("leads", "other"), "police", {"leads": {"small": "labour", "other": "police"}}),
        # taken out of what is not there
        (("sources", "with_limit"), None, {}),
    ],
    ids=range(4),
)
def test_a_value_is_put_where_it_belongs(
    place: Place, value: Node, expected: dict[str, Node]
) -> None:
    made = after(TREE, [(place, value)])

    assert made == {**TREE, **expected}
    assert value_at(made, place) == value


def test_what_is_empty_goes_with_the_last_thing_in_it() -> None:
    assert "leads" not in after(TREE, [(("leads", "small"), None)])
