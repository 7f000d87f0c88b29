"""Reaching a contact: on which of their channels, when, and when the next one is tried.

Pure: what was sent, and what became of it, is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.directory.agencies import Contact
from domain.journey.facts import Asked
from domain.journey.state import Request
from domain.policy.province_policy import Policy
from domain.policy.stretches import time_of

UNOPENED = timedelta(hours=4)
"""How long a link may stay unopened before the next channel is tried (design)."""
UNOPENED_URGENT = timedelta(minutes=15)
"""Likewise, of what is urgent (design)."""
WHILE_IT_RESTS = timedelta(minutes=10)
"""How soon it is seen whether a journey goes on that was paused (design)."""
MOST_TRIES = 6
"""A refused message is tried again after 2, 4, 8, 16 and 32 minutes (design)."""
JOINED = frozenset({"request"})
"""What goes in one message where several are for the same contact."""
MOST_TOGETHER = 5
"""More would be too long for a messenger, and for whoever reads it."""
URGENT = timedelta(hours=12)
"""What is due so soon after the asking would not survive a night: at once, or within hours."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """`reason` holds no address and no link. `for_good`: it will be the same in an hour.

    Of what a message brings apart, the first `taken` parts were taken before.
    """

    reason: str
    for_good: bool = False
    taken: int = 0


def next_channel(contact: Contact, tried: Collection[str]) -> str | None:
    """The first of the contact's channels, in their order, that was not tried; each once."""
    return next((each.channel for each in contact.channels if each.channel not in tried), None)


def is_urgent(request: Request) -> bool:
    return is_pressing(request.asked)


def is_pressing(asked: Asked) -> bool:
    """By what it was asked with: a deadline that has passed makes nothing urgent."""
    return asked.due_at is not None and asked.due_at - asked.at <= URGENT


def patience(policy: Policy, *, urgent: bool) -> timedelta:
    """How long to wait for a link to be opened before the contact's next channel is tried."""
    given = time_of(policy.next_channel_after) if policy.next_channel_after else UNOPENED
    return min(given, UNOPENED_URGENT) if urgent else given


def gives_up(
    *, tries: int, refusal: Refusal, waited: timedelta, elsewhere_after: timedelta | None
) -> bool:
    """Whether a refused message is tried no more on its channel. `elsewhere_after` is None where
    the contact has no other one: then even what was refused for good is tried again, since a
    server may be wrong for an hour.
    """
    if tries >= MOST_TRIES:
        return True
    return elsewhere_after is not None and (refusal.for_good or waited >= elsewhere_after)


def quiet_until(contact: Contact, now: datetime, zone: str) -> datetime | None:
    """When they may be disturbed again (UTC), by their agency's clock; None: now."""
    quiet = contact.quiet_hours
    return quiet.over_at(now, ZoneInfo(zone)) if quiet is not None else None
