"""Of a day that somebody names: whether people work on it here."""

from __future__ import annotations

from datetime import date

from domain.casework.administration.publishing import world_in_use
from domain.casework.office import Office
from domain.journey.promising import day_off
from domain.texts import Message


def day_off_of(office: Office, day: date) -> Message | None:
    """By the calendar with the administrator's own table; None where it is a working day."""
    with office.store.reading() as books:
        return day_off(day, world_in_use(books, office).calendar)
