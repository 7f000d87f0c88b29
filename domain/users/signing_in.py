"""Slowing down who guesses passwords, without locking out who knows theirs.

A browser that has signed in to an account before has tries of its own, so that nobody else, from
whatever address, can use them up. All other browsers share the account's tries and the address's.
The numbers are the project's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.errors import ReferralError
from domain.texts import Message, say

OF_AN_ACCOUNT = 5
OF_A_KNOWN_BROWSER = 10
OF_AN_ADDRESS = 100
"""Many: a whole office, or a province, may be behind one."""

WINDOW = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
# Longer than the longest wait, or who waits it out each time would begin anew.
_QUIET = timedelta(minutes=30)


class NotSignedIn(ReferralError):
    """One answer to a wrong name, a wrong password and a disabled user."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "The name or the password is not right. Please look at both and try again. If it"
                " goes on, the administrator can give you a new password."
            )
        )


class TooManyTries(ReferralError):
    """Nothing was looked at. `until` is when the next try counts. `known`: the browser is."""

    def __init__(self, until: datetime, now: datetime, *, known: bool) -> None:
        minutes = -(-(until - now) // timedelta(minutes=1))
        super().__init__(_of_this_browser(minutes) if known else _of_strangers(minutes))
        self.until = until


def _of_this_browser(minutes: int) -> Message:
    return say(
        "This did not work too often. Please wait {n} min and try again. If you do not know the"
        " password any more, the administrator can give you a new one.",
        n=minutes,
    )


def _of_strangers(minutes: int) -> Message:
    return say(
        "This did not work too often. Please wait {n} min and try again. In a browser in which you"
        " were signed in before, you need not wait; nor with a new password from the"
        " administrator.",
        n=minutes,
    )


def wait_after(failures: Sequence[datetime], tries: int) -> datetime | None:
    """Until when nobody may try again; None after fewer failures than that in a row.

    `failures` are those that are still remembered, the oldest first. Each one more doubles the
    wait; half an hour without any begins anew.
    """
    in_a_row = _in_a_row(failures)
    if in_a_row < tries:
        return None
    doubled = FIRST_WAIT * (1 << min(in_a_row - tries, 10))
    return failures[-1] + min(doubled, LONGEST_WAIT)


def wait_of_address(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when no strange browser behind the address may try again."""
    lately = [at for at in failures if at > now - WINDOW]
    return lately[-OF_AN_ADDRESS] + WINDOW if len(lately) >= OF_AN_ADDRESS else None


def _in_a_row(failures: Sequence[datetime]) -> int:
    number = len(failures)
    for place in range(len(failures) - 1, 0, -1):
        if failures[place] - failures[place - 1] >= _QUIET:
            number = len(failures) - place
            break
    return number
