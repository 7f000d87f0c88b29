"""Opening the rounds of duties, and waking each round's journey."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from domain.casework.duties.asking import open_due_rounds
from domain.casework.journeys import sweeping
from tasks.attempts import Attempts
from tasks.journeys import wake
from tasks.wiring import the_office

LOOK_FOR_DUTIES = timedelta(minutes=15)


def ask_due_duties(attempts: Attempts) -> None:
    """The sweep's part: whatever Prefect's calendar missed, or does not know yet."""
    if sweeping.is_time_for(the_office(), "duties", LOOK_FOR_DUTIES):
        wake_each(attempts, open_due_rounds(the_office()))


def wake_each(attempts: Attempts, journeys: Iterable[str]) -> None:
    """What fails is woken by the sweep."""
    for journey in journeys:
        attempts.make(wake, journey)
