"""Two people's edits of what is shared of the person, which is there once."""

from __future__ import annotations

import pytest

from domain.editing.edits import Add, Edit, Put, Remove, after_all
from domain.editing.merging import merged
from domain.editing.tree import Tree
from tests.domain.bad_pathways import sound

SHARES = ("stages", "care", "steps", "trip", "shares")
NAME = (*SHARES, "full_name")


def share(why: str) -> Tree:
    return {"field": "full_name", "why": {"vi": why, "en": why}}


def sharing(*edits: Edit) -> Tree:
    return after_all(sound(), [Add(SHARES, share("Vì một")), *edits])


@pytest.mark.parametrize(
    "meanwhile", [Put((*NAME, "why"), {"vi": "Vì ba", "en": "Vì ba"}), Remove(NAME)]
)
def test_what_is_shared_once_more_is_not_kept_over_what_another_made_of_it(meanwhile: Edit) -> None:
    again = Add(SHARES, share("Vì hai"))

    assert merged(sharing(), sharing(meanwhile), [again]).overlaps
    assert merged(sharing(), sharing(), [again]).tree == sharing(again)


def test_what_both_share_for_the_same_reason_is_shared_once() -> None:
    done = merged(sound(), sharing(), [Add(SHARES, share("Vì một"))])

    assert done.tree == sharing()
