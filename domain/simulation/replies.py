"""What comes back from whoever is asked in a simulation, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.journey.carrying import Wait
from domain.journey.facts import Stopped, Verdict
from domain.journey.state import Request
from domain.pathway.declining import DeclineReason
from domain.values import Values

LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back, and when. Free texts are left out, as of every fact."""

    at: datetime
    verdict: Verdict
    values: Values
    because: DeclineReason | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The lead lets the journey go on without an answer."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """What is said before the answer: that it will be done by the end of the day `until`."""

    at: datetime
    until: date


class Cast(Protocol):
    def promise(self, request: Request) -> Promise | None:
        """Of the agency that was asked; None when it does not say by when. Asked before `reply`."""
        ...

    def reply(self, request: Request) -> Reply | LeftOut | None:
        """What comes of the asking; None when the agency says nothing."""
        ...

    def rung_up(self, request: Request, now: datetime) -> Reply | None:
        """What the lead writes down who rings up where nobody answered; None when nobody does."""
        ...

    def settled_at(self, wait: Wait, now: datetime) -> datetime | None:
        """When the lead lets the journey go on without what nobody can be asked for, or decides
        who has it now.
        """
        ...

    def stopped(self, began_at: datetime) -> Stopped | None:
        """When the coordinator stops the whole journey; None when they do not."""
        ...
