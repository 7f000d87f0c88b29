from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.users.signing_in import OF_AN_ADDRESS, TooManyTries, wait_after, wait_of_address

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def at(*minutes: float) -> list[datetime]:
    return [NOON + timedelta(minutes=minute) for minute in minutes]


@pytest.mark.parametrize(
    ("minutes", "until"),
    [
        # fewer than are free
        ([], None),
        ([0, 0, 0, 0], None),
        # the fifth in a row, and each one more
        ([0, 1, 2, 3, 4], 5),
        ([0, 0, 0, 0, 0, 1], 3),
        ([0, 0, 0, 0, 0, 1, 3], 7),
        # as long as it takes, and no longer
        ([0, 0, 0, 0, 0, 1, 3, 7, 15, 30], 45),
        ([0] * 40, 15),
        # who waits it out each time goes on waiting
        ([0, 15, 30, 45, 60], 61),
        # half an hour of quiet begins anew
        ([0, 1, 2, 3, 34], None),
        ([0, 0, 0, 0, 0, 30, 31, 32, 33, 34], 35),
    ],
    ids=str,
)
def test_each_failure_in_a_row_makes_the_wait_longer(
    minutes: list[float], until: float | None
) -> None:
    expected = at(until)[0] if until is not None else None

    assert wait_after(at(*minutes), 5) == expected


def test_an_address_waits_only_after_very_many_failures() -> None:
    failures = at(*range(OF_AN_ADDRESS))[-15:]
    many = at(*[0] * (OF_AN_ADDRESS - 1))

    assert wait_of_address(failures, failures[-1]) is None
    assert wait_of_address(many, NOON) is None
    assert wait_of_address([*many, NOON], NOON) == NOON + timedelta(minutes=15)


def test_an_address_is_free_again_once_old_failures_are_over() -> None:
    many = at(*[0] * OF_AN_ADDRESS)

    assert wait_of_address(many, NOON + timedelta(minutes=15)) is None


@pytest.mark.parametrize(("seconds", "minutes"), [(1, "1 min"), (60, "1 min"), (61, "2 min")])
def test_the_wait_is_told_in_minutes_that_are_enough(seconds: int, minutes: str) -> None:
    problem = TooManyTries(NOON + timedelta(seconds=seconds), NOON, known=False)

    assert minutes in str(problem)
