"""What policies set for a pathway, and not for a copy of it: they go by its key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.pathway.places import Place
from domain.pathway.template import Pathway
from domain.policy.editing import Put, tree_of, value_at
from domain.policy.province_policy import Policy, policy_for


def to_take_along(policy: Policy, origin: str, copy: Pathway) -> tuple[Put, ...]:
    """What the policy would say of the copy as it does of its origin, of whatever both ask.

    What it says of the copy already stays: somebody has decided that.
    """
    tree = tree_of(policy)
    duties = [one.id for one in copy.duties]
    places: list[Place] = [("limits", one) for one in (*(step.id for step in copy.steps), *duties)]
    places += [("leads",), *(("duties", one) for one in duties)]
    puts: list[Put] = [
        ((part, copy.key, *inner), value_at(tree, (part, origin, *inner)))
        for part, *inner in places
        if value_at(tree, (part, copy.key, *inner)) is None
    ]
    return tuple((place, value) for place, value in puts if value is not None)


def yet_to_hold(policies: Sequence[Policy], today: date) -> tuple[Policy, ...]:
    """Those that whoever is asked from today on may meet."""
    return tuple(
        policy
        for policy in policies
        if policy.valid_from > today
        or policy is policy_for(policies, [policy.area] if policy.area else [], today)
    )
