"""Putting away what nobody came back to."""

from __future__ import annotations

from datetime import timedelta

from domain.casework.answers.drafts import forget_stale_drafts
from domain.casework.journeys import sweeping
from tasks.wiring import the_office

LOOK_FOR_STALE_DRAFTS = timedelta(hours=1)


def forget_drafts() -> None:
    """The sweep's part."""
    if sweeping.is_time_for(the_office(), "drafts", LOOK_FOR_STALE_DRAFTS):
        forget_stale_drafts(the_office())
