"""Until which day an agency may promise a thing, or ask for time: silence has to be noticed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.clock import day_in
from domain.days.working_days import WorkCalendar
from domain.journey.state import Request
from domain.policy.province_policy import Policy
from domain.policy.stretches import time_of
from domain.texts import Message, say

PROMISES_WITHIN = timedelta(days=30)
"""A promise keeps reminders away, so none may last for longer (design)."""


def fault_of_promise(
    until: date, request: Request, policy: Policy, now: datetime
) -> Message | None:
    """Of the day by which it will be done. Until its deadline anything may be promised."""
    zone, within = request.asked.zone, _within(policy)
    last = day_in(zone, max(now + within, request.due_at or now))
    return _over(until, request, now) or _too_far(until, last)


def fault_of_wish(until: date, request: Request, policy: Policy, now: datetime) -> Message | None:
    """Of the day until which more time is asked for."""
    if request.due_at is None:
        return say("No deadline is set. Please answer as soon as you can.")
    due = day_in(request.asked.zone, request.due_at)
    if (over := _over(until, request, now)) is not None:
        return over
    if until <= due:
        return say("You have until {date} as it is. Please name a later day.", date=due)
    return _too_far(until, day_in(request.asked.zone, max(now, request.due_at) + _within(policy)))


def promised_by(day: date) -> Message:
    return say("Promised by {day}.", day=f"{day:%d/%m/%Y}")


def day_off(day: date, calendar: WorkCalendar) -> Message | None:
    """That nobody may be at work on that day; None where it is a working day. The day stays: those
    who are on call work on it, and limits in calendar days end on it too.
    """
    if calendar.is_working(day):
        return None
    following = calendar.nth_working_day_after(day, 1)
    return say("{date} is a day off; the next working day is {next}.", date=day, next=following)


def _within(policy: Policy) -> timedelta:
    return time_of(policy.promises_within) if policy.promises_within else PROMISES_WITHIN


def _over(until: date, request: Request, now: datetime) -> Message | None:
    if until >= day_in(request.asked.zone, now):
        return None
    return say("{date} is over already. Please name a later day.", date=until)


def _too_far(until: date, last: date) -> Message | None:
    if until <= last:
        return None
    return say(
        "That is too far away. Please name {date} at the latest; if it takes longer, please tell"
        " the coordinator so.",
        date=last,
    )
