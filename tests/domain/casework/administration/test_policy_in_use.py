"""What an administrator sets is looked at before it is kept, and once only."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import (
    check_policy,
    faults_of_policies,
    policies_in_use,
    publish_policy,
)
from domain.pathway.template import Duty
from domain.policy.province_policy import PolicyFaults
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step
from tests.strategies import named

SETS = """
schema: 2
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
duties:
  small:
    review: {every: {days: 10}, first: 2026-11-01, source: 12/QĐ-UBND, origin: province}
"""


@pytest.fixture
def reviewing(here: Bureau) -> Bureau:
    review = Duty.model_validate(named("review") | {"role": "labour"})
    here.publish(pathway(step("go")).model_copy(update={"duties": (review,)}))
    return here


def test_a_first_day_with_a_slip_in_its_year_is_told_and_nothing_is_kept(
    reviewing: Bureau,
) -> None:
    slip = SETS.replace("2026-11-01", "0202-11-01")

    with pytest.raises(PolicyFaults, match="review › first: 1 November 202 is more than 10 years"):
        publish_policy(reviewing.office, slip, "user:lan")
    with pytest.raises(PolicyFaults, match="more than 10 years"):
        check_policy(reviewing.office, slip)

    with reviewing.office.store.reading() as books:
        assert policies_in_use(books) == ()


def test_a_first_day_grows_old_without_a_fault(reviewing: Bureau) -> None:
    publish_policy(reviewing.office, SETS, "user:lan")

    reviewing.later(days=20 * 366)

    assert faults_of_policies(reviewing.office) == ()
