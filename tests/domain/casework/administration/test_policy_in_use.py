"""What an administrator sets is looked at before it is kept, and once only."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from domain.casework.administration.keeping_policies import asked_before, notes_of
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
    assert notes_of(reviewing.office, "tinh") == ()


LIMITED = """
schema: 1
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
at_once: [{tell: lead, at: 2 hours}]
limits:
  small:
    go: {limit: {amount: 5, unit: hours}, source: 12/QĐ-UBND, origin: province}
"""


def test_what_a_policy_names_that_is_gone_hides_nothing_else_to_be_noted(here: Bureau) -> None:
    here.publish(pathway(step("go")))
    publish_policy(here.office, LIMITED, "user:lan")
    here.publish(pathway(step("stay")))

    notes = [note.in_("en") for note in notes_of(here.office, "tinh")]

    assert [note.partition(":")[0] for note in notes] == ["tinh › limits › small › go", "at_once"]


def test_what_names_a_gone_step_is_told_of_until_it_holds_no_more(here: Bureau) -> None:
    here.publish(pathway(step("go")))
    publish_policy(
        here.office, LIMITED.replace("schema: 1", "schema: 2\nsources: {at_once: CV 3}"), "user:lan"
    )
    next_years = "schema: 2\nkey: tinh\ntitle: {vi: Tỉnh, en: Province}\nvalid_from: 2027-01-01"
    publish_policy(here.office, next_years, "user:lan")
    here.publish(pathway(step("stay")))
    (while_it_holds,) = notes_of(here.office, "tinh")

    here.later(days=60)

    assert faults_of_policies(here.office) == ()
    assert notes_of(here.office, "tinh") == ()
    assert "no duty “go”" in while_it_holds.in_("en")


def test_a_policy_that_is_over_is_looked_at_though_what_it_names_is_gone(here: Bureau) -> None:
    here.publish(pathway(step("go")))
    over = LIMITED.replace("valid_from: 2020-01-01", "valid_from: 2020-01-01\nvalid_to: 2020-12-31")
    publish_policy(here.office, over, "user:lan")
    here.publish(pathway(step("stay")))

    (note,) = notes_of(here.office, "tinh")

    assert note.in_("en").startswith("at_once: nobody can tell who decided this")


def test_earlier_versions_are_read_once_each_and_for_no_names_not_at_all(here: Bureau) -> None:
    asked = list[str]()
    here.publish(pathway(step("go")))
    here.publish(pathway(step("stay")))

    @event.listens_for(here.office.store.engine, "before_cursor_execute")
    def _(*said: object) -> None:
        asked.append(str(said[2]))

    assert asked_before(here.office, "small", set()) == ()
    assert asked == []
    assert [one.id for one in asked_before(here.office, "small", {"go"})] == ["go"]
    assert len([statement for statement in asked if "SELECT" in statement]) == 1
