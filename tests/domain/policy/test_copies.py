from __future__ import annotations

from datetime import date

import pytest

from domain.pathway.template import Duty, Pathway
from domain.policy.copies import settings_of, to_take_along, yet_to_hold
from domain.policy.editing import after, tree_of
from domain.policy.province_policy import Policy
from domain.texts import Label
from tests.domain.small import pathway, step
from tests.strategies import Part, named

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


def told(says: Policy, copy: Pathway = COPY) -> list[str]:
    puts, roles = to_take_along(says, "small", copy), {"police": Label(vi="Công an", en="Police")}
    return [
        f"{one.title.in_('en')}: {one.says}" + (f", not {one.own}" if one.own else "")
        for one in settings_of(says, puts, "small", copy, roles)
    ]


def with_duty(**more: object) -> Pathway:
    meeting: Part = named("meeting") | {"role": "police"} | more
    return COPY.model_copy(update={"duties": (Duty.model_validate(meeting),)})


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("police", "Who leads: Police, not labour"),
        ("gone", "Who leads: gone, not labour"),
        ("labour", "Who leads: labour"),
    ],
)
def test_who_leads_is_told_beside_who_leads_the_copy(role: str, said: str) -> None:
    assert told(policy(leads={"small": role})) == [said]


@pytest.mark.parametrize(
    ("terms", "own", "said"),
    [
        ({"every": {"months": 1}}, {"months": 12}, "every month (QĐ 9), not every year"),
        ({"every": {"months": 1}}, {"months": 1}, "every month (QĐ 9)"),
        ({"every": {"months": 1}}, None, "every month (QĐ 9)"),
        ({"first": "2027-01-05"}, {"months": 12}, "every year, first on 5 January 2027 (QĐ 9)"),
        ({"first": "2027-01-05"}, None, "not set, first on 5 January 2027 (QĐ 9)"),
    ],
)
def test_how_often_a_duty_is_asked_is_told_beside_what_the_copy_says(
    terms: Part, own: Part | None, said: str
) -> None:
    says = policy(duties={"small": {"meeting": terms | {"source": "QĐ 9", "origin": "province"}}})

    assert told(says, with_duty(every=own)) == [f"How often: meeting: {said}"]


def test_a_deadline_is_told_with_its_source_beside_the_copys() -> None:
    own = {"amount": 2, "unit": "working_days", "source": "QĐ 99"}
    says = policy(limits={"small": {"go": LIMIT, "meeting": LIMIT}})
    made = {"key": "copy", "duties": with_duty().duties}
    copy = pathway(step("go", limit=own)).model_copy(update=made)

    assert told(says, copy) == [
        "go: 5 hours (12/QĐ-UBND), not 2 working days (QĐ 99)",
        "meeting: 5 hours (12/QĐ-UBND)",
    ]


def test_of_policies_that_follow_each_other_those_count_that_may_still_be_met() -> None:
    past, ended = policy(), policy(key="x", area="lai_chau", valid_to="2025-12-31")
    now, coming = policy(valid_from="2026-01-01"), policy(valid_from="2027-01-01")

    assert yet_to_hold([past, ended, now, coming], date(2026, 11, 23)) == (now, coming)
