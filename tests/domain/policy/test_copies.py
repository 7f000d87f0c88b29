from __future__ import annotations

from datetime import date

from domain.pathway.template import Pathway
from domain.policy.copies import to_take_along, yet_to_hold
from domain.policy.editing import after, tree_of
from domain.policy.province_policy import Policy
from tests.domain.small import pathway, step

LIMIT = {"limit": {"amount": 5, "unit": "hours"}, "source": "12/QĐ-UBND", "origin": "province"}
COPY = pathway(step("go"), step("rest", "go")).model_copy(update={"key": "copy"})


def policy(**said: object) -> Policy:
    return Policy.model_validate(
        {"schema": 2, "key": "tinh", "title": {"vi": "Tỉnh", "en": "Province"},
         "valid_from": "2020-01-01", **said}
    )  # fmt: skip


def taken(says: Policy, copy: Pathway = COPY) -> Policy:
    return Policy.model_validate(after(tree_of(says), to_take_along(says, "small", copy)))


def test_a_copy_gets_what_is_set_for_the_steps_that_it_kept_and_who_leads() -> None:
    says = policy(limits={"small": {"go": LIMIT, "gone": LIMIT}}, leads={"small": "police"})

    made = taken(says)

    assert made.limits["copy"] == {"go": says.limits["small"]["go"]}
    assert made.leads == {"small": "police", "copy": "police"}
    assert made.limits["small"] == says.limits["small"]


def test_what_a_policy_says_of_the_copy_stays_and_what_it_lacks_is_taken_along() -> None:
    own = {"go": LIMIT | {"source": "13/QĐ-UBND"}}
    both = {"small": {"go": LIMIT, "rest": LIMIT}, "copy": own}
    says = policy(limits=both, leads={"small": "police", "copy": "labour"})

    made = taken(says)

    limits, leads = says.limits, says.leads
    assert made.limits["copy"] == {"go": limits["copy"]["go"], "rest": limits["small"]["rest"]}
    assert made.leads == leads
    assert to_take_along(made, "small", COPY) == ()


def test_of_policies_that_follow_each_other_those_count_that_may_still_be_met() -> None:
    past, ended = policy(), policy(key="x", area="lai_chau", valid_to="2025-12-31")
    now, coming = policy(valid_from="2026-01-01"), policy(valid_from="2027-01-01")

    assert yet_to_hold([past, ended, now, coming], date(2026, 11, 23)) == (now, coming)
