"""What a coordinator is told where a person has taken back what they agreed to."""

from __future__ import annotations

from domain.texts import say

CALL_WHO_HAS_READ = say(
    "Consent no longer stands, and somebody has read about the person already. Please call them,"
    " ask them to use it no more, and note that you called."
)
