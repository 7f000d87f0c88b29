"""How long a provider is waited for, on every channel alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. A yes that comes later is not heard, so the message goes once more."""

    connect: float = 5
    answer: float = 15


PATIENT = Limits()
