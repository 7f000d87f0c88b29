"""What is said where somebody may be in danger: to whoever is to stop, and to whoever decides."""

from __future__ import annotations

from collections.abc import Sequence

from domain.texts import Message, say

HALT = say(
    "For safety's sake everything in this matter is stopped. Please do nothing more in it: hand"
    " nobody over, and take nobody anywhere."
)
HALT_CONCERNS = say("It concerns what you were asked:")
CALL_FIRST = say("Before anything else is done, please call the coordinator.")


def halt_subject(code: str) -> Message:
    return say("[{code}] STOP: please do nothing more in this matter", code=code)


def halt_lines(call: Message | None) -> Sequence[Message]:
    return [HALT, CALL_FIRST, *([call] if call is not None else [])]
