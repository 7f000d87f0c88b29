from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.directory.agencies import Contact
from domain.journey.reaching import MOST_TRIES, Refusal, gives_up, is_urgent, next_channel, patience
from domain.journey.state import Request
from domain.policy.province_policy import ChasePoint, Policy
from tests.domain.small import journey, request, step

LAN = Contact.model_validate(
    {
        "id": "lan",
        "name": "Lan",
        "channels": [
            {"channel": "zalo", "target": "2512523625412515"},
            {"channel": "email", "target": "lan@example.vn"},
            {"channel": "sms", "target": "0912345678"},
            # a second telephone
            {"channel": "sms", "target": "0912345679"},
        ],
    }
)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER, NEVER = Refusal("busy"), Refusal("unknown", for_good=True)


@pytest.mark.parametrize(
    ("tried", "comes"),
    [
        # in the order in which they stand
        ([], "zalo"),
        (["zalo"], "email"),
        # one that was tried out of turn is not tried again
        (["zalo", "sms"], "email"),
        (["zalo", "email"], "sms"),
        # each once
        (["zalo", "email", "sms"], None),
    ],
)
def test_the_next_channel_is_the_first_that_was_not_tried(
    tried: list[str], comes: str | None
) -> None:
    assert next_channel(LAN, tried) == comes


@pytest.mark.parametrize(
    ("refusal", "tries", "waited", "elsewhere_after", "given_up"),
    [
        # with another channel, what will not change is not waited for
        (NEVER, 1, MINUTE, HOUR, True),
        # and what may change is, for as long as a link may stay unopened
        (LATER, 1, MINUTE, HOUR, False),
        (LATER, 3, HOUR, HOUR, True),
        # without another one it is tried again whatever was said
        (NEVER, 1, MINUTE, None, False),
        (LATER, 5, 2 * HOUR, None, False),
        # but not for ever
        (LATER, MOST_TRIES, MINUTE, None, True),
        (LATER, MOST_TRIES, MINUTE, HOUR, True),
    ],
)
def test_a_refused_message_is_given_up_for_another_channel_or_after_enough_tries(
    refusal: Refusal,
    tries: int,
    waited: timedelta,
    elsewhere_after: timedelta | None,
    *,
    given_up: bool,
) -> None:
    assert given_up is gives_up(
        tries=tries, refusal=refusal, waited=waited, elsewhere_after=elsewhere_after
    )


@pytest.mark.parametrize(
    ("after", "urgent", "waits"),
    [
        # by design
        (None, False, 4 * HOUR),
        (None, True, 15 * MINUTE),
        # as the province says
        ("1 day", False, 24 * HOUR),
        ("30 minutes", False, 30 * MINUTE),
        # what is urgent never waits longer for that
        ("1 day", True, 15 * MINUTE),
        ("5 minutes", True, 5 * MINUTE),
    ],
)
def test_how_long_a_link_may_stay_unopened(
    after: str | None, *, urgent: bool, waits: timedelta
) -> None:
    policy = Policy.model_validate(
        {
            "schema": 2,
            "key": "tinh",
            "title": {"vi": "Tỉnh", "en": "Province"},
            "valid_from": "2026-01-01",
            "next_channel_after": after,
        }
    )

    assert patience(policy, urgent=urgent) == waits


@pytest.mark.parametrize(
    ("due_in", "urgent"),
    [
        # at once
        (0 * HOUR, True),
        # within hours
        (4 * HOUR, True),
        (12 * HOUR, True),
        # it survives a night
        (12 * HOUR + MINUTE, False),
        (24 * HOUR, False),
        # nobody said until when
        (None, False),
    ],
)
def test_urgent_is_what_is_due_within_half_a_day_of_the_asking(
    due_in: timedelta | None, *, urgent: bool
) -> None:
    assert is_urgent(_asked(due_in)) is urgent


def test_a_deadline_that_has_passed_makes_nothing_urgent() -> None:
    asked = _asked(30 * HOUR)

    assert not is_urgent(asked.later_by(-40 * HOUR))


@pytest.mark.parametrize(
    ("due_in", "after", "late"),
    [
        (4 * HOUR, 4 * HOUR, False),
        (4 * HOUR, 4 * HOUR + MINUTE, True),
        # what is to be answered at once is not late while it is being read
        (0 * HOUR, MINUTE, False),
        # but from its first reminder on
        (0 * HOUR, 2 * HOUR + MINUTE, True),
        (None, 999 * HOUR, False),
    ],
)
def test_a_request_is_late_once_it_was_to_be_answered(
    due_in: timedelta | None, after: timedelta, *, late: bool
) -> None:
    asked = _asked(due_in)
    reminder = ChasePoint(at=asked.asked.at + 2 * HOUR, tell="agency", ordinal=1)

    assert replace(asked, chase=(reminder,)).is_late(asked.asked.at + after) is late


def _asked(due_in: timedelta | None) -> Request:
    made = request(journey(step("verify")), "verify")
    due = made.asked.at + due_in if due_in is not None else None
    return replace(made, due_at=due, asked=made.asked.model_copy(update={"due_at": due}))
