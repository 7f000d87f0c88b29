"""What recurs by policies that follow each other: no round moves by what is said as before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.casework.administration.publishing import publish_policy
from domain.casework.duties.looking_at_duties import every_duty
from tests.domain.casework.bureau import Bureau
from tests.domain.small import number, pathway, step
from tests.strategies import named

REVIEW = named("review") | {"role": "labour", "form": [number("count") | {"required": True}]}
SAYS = """
duties:
  small:
    review: {every: {days: 10}, source: 12/QĐ-UBND, origin: province}
"""
POLICY = """
schema: 2
key: tinh
title: {{vi: Tỉnh, en: Province}}
valid_from: {since}
leads: {{small: {lead}}}
"""


def keep(place: Bureau, since: str, more: str = "", lead: str = "police") -> None:
    publish_policy(place.office, POLICY.format(since=since, lead=lead) + more, "user:lan")


def next_on(place: Bureau) -> date | None:
    (line,) = every_duty(place.office, "en")
    return line.next_on


@pytest.fixture
def set_on_the_23rd(here: Bureau) -> Bureau:
    """This year's policy says how often."""
    whole = pathway(step("go"))
    here.publish(whole.model_validate(whole.model_dump(by_alias=True) | {"duties": [REVIEW]}))
    keep(here, "2026-01-01", SAYS)
    return here


def test_keeping_both_anew_moves_no_round(set_on_the_23rd: Bureau) -> None:
    place = set_on_the_23rd
    keep(place, "2027-01-01")
    before = next_on(place)
    place.later(days=4)

    keep(place, "2026-01-01", SAYS, lead="labour")
    keep(place, "2027-01-01", lead="labour")

    assert before == next_on(place) == date(2026, 12, 3)


def test_a_policy_that_said_otherwise_between_begins_anew(set_on_the_23rd: Bureau) -> None:
    place = set_on_the_23rd
    keep(place, "2026-01-01")
    place.later(days=4)

    keep(place, "2026-01-01", SAYS)

    assert next_on(place) == date(2026, 12, 7)


def test_next_years_policy_goes_on_with_the_rounds_of_this_years(set_on_the_23rd: Bureau) -> None:
    place = set_on_the_23rd
    place.later(days=4)
    keep(place, "2027-01-01", SAYS)

    place.clock.moment = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)

    assert next_on(place) == date(2027, 1, 12)
