"""How long a provider is waited for, on every channel alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. A yes that comes later is not heard, so the message goes once more.

    `answer` is for each word of theirs, `whole` for all of them: mail takes a dozen, and who says
    a letter at a time would be listened to for ever. It is less than a notice is held for.
    """

    connect: float = 5
    answer: float = 15
    whole: float = 170


PATIENT = Limits()
