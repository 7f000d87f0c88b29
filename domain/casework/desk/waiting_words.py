"""Why something stands on the lead's list, with what the agency gave as its reason."""

from __future__ import annotations

from domain.journey.case_words import ANSWERS
from domain.journey.state import Request
from domain.letters.notices import WAITS_FOR_LEAD
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.texts import Message, say


def why_it_waits(reason: str, last: Request | None) -> Message:
    """`last` is what was asked last under that line. Its own words are sealed, and read there."""
    why = WAITS_FOR_LEAD[reason]
    if reason != "declined" or last is None:
        return why
    because = last.declined_because
    said = ANSWERS[last.status] if because is None else DECLINES_IN_WORDS[because]
    return say("{why} Said last: {said}.", why=why, said=said)
