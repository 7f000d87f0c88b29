"""A message that only shows whether messages arrive."""

from __future__ import annotations

from domain.letters.notices import Letter
from domain.texts import Label, Language, say


def write_test_letter(addressee: Label, language: Language) -> Letter:
    """About no case, without a link; short enough for every channel."""
    subject = say("Test message").in_(language)
    text = say(
        "To: {agency}\n\nThis is only a test of how you are reached. Nothing is asked of you.",
        agency=addressee,
    )
    return Letter(subject, text.in_(language))
