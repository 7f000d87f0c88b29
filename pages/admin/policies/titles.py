"""What people call that of which a policy's faults tell by its id."""

from __future__ import annotations

from domain.faults import place_of
from domain.policy.policy_faults import asked_in
from pages.admin.directory.controls import CHOICES_IN_WORDS
from pages.admin.fault_words import Titles
from pages.admin.policies.forms import SOURCED_TITLES
from pages.admin.policies.policies import Policies


def titles_for(policies: Policies) -> Titles:
    """Of a pathway's steps and duties, those of the version in use."""
    roles, pathways = policies.roles(), policies.pathways()
    asked = {one.key: {each.id: each.title for each in asked_in(one)} for one in pathways}
    within = {place_of(of, key): each for key, each in asked.items() for of in ("limits", "duties")}
    return {
        "key": {one.key: one.title for one in pathways},
        "policy": {one.policy.key: one.policy.title for one in policies.every()},
        "area": {area.id: area.title for area in policies.areas()},
        "role": roles, "choices": roles, "tell": CHOICES_IN_WORDS["tell"],
        "name": SOURCED_TITLES, "place": SOURCED_TITLES, **within,
    }  # fmt: skip
