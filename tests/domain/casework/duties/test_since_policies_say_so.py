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


def set_by(place: Bureau, says: str) -> Bureau:
    whole = pathway(step("go"))
    place.publish(whole.model_validate(whole.model_dump(by_alias=True) | {"duties": [REVIEW]}))
    keep(place, "2026-01-01", says)
    return place


@pytest.fixture
def set_on_the_23rd(here: Bureau) -> Bureau:
    """This year's policy says how often."""
    return set_by(here, SAYS)


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


def begin_2027(place: Bureau) -> None:
    place.clock.moment = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)


def test_a_policy_of_last_year_that_is_kept_anew_moves_no_round_of_this_year(
    set_on_the_23rd: Bureau,
) -> None:
    place = set_on_the_23rd
    keep(place, "2027-01-01", SAYS)
    begin_2027(place)
    before = next_on(place)

    keep(place, "2026-01-01")
    without = next_on(place)
    place.later(days=1)
    keep(place, "2026-01-01", SAYS)

    assert before == without == next_on(place) == date(2027, 1, 12)


def test_what_last_years_policy_says_only_since_it_is_over_was_never_said(here: Bureau) -> None:
    place = set_by(here, "")
    place.later(days=4)
    keep(place, "2027-01-01", SAYS)
    begin_2027(place)
    before = next_on(place)

    keep(place, "2026-01-01", SAYS)

    assert before == next_on(place) == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("this_years", "following"), [(SAYS, date(2027, 1, 12)), ("", date(2027, 1, 7))]
)
def test_what_next_years_policy_said_otherwise_before_it_began_was_never_said(
    here: Bureau, this_years: str, following: date
) -> None:
    place = set_by(here, this_years)
    place.later(days=4)
    keep(place, "2027-01-01")
    place.later(days=1)
    keep(place, "2027-01-01", SAYS)

    begin_2027(place)

    assert next_on(place) == following


@pytest.mark.parametrize(
    "again", [datetime(2026, 12, 20, 2, 0, tzinfo=UTC), datetime(2027, 1, 1, 3, 0, tzinfo=UTC)]
)
def test_next_years_policy_that_alone_says_so_and_is_kept_anew_moves_no_round(
    here: Bureau, again: datetime
) -> None:
    place = set_by(here, "")
    keep(place, "2027-01-01", SAYS)
    place.clock.moment = again

    keep(place, "2027-01-01", SAYS, lead="labour")

    begin_2027(place)
    assert next_on(place) == date(2027, 1, 12)


def test_a_policy_that_held_until_the_next_one_came_late_begins_anew(
    set_on_the_23rd: Bureau,
) -> None:
    place = set_on_the_23rd
    begin_2027(place)
    keep(place, "2026-01-01")
    place.later(days=1)

    keep(place, "2027-01-01", SAYS)

    assert next_on(place) == date(2027, 1, 15)
