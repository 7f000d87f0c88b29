"""What is said where somebody may be in danger: to whoever is to stop, and to whoever decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.texts import Message, say

HALT = say(
    "For safety's sake everything in this matter is stopped. Please do nothing more in it: hand"
    " nobody over, and take nobody anywhere."
)
HALT_CONCERNS = say("It concerns what you were asked:")
URGENT_FOR_LEAD: Mapping[str, Message] = {
    "unsafe": say(
        "The agency says that it would not be safe now. Please check first whether anybody is in"
        " danger. Only this step waits, until you ask again, ask another agency, or skip it; the"
        " other steps go on. To hold them all, pause or stop the journey."
    ),
    "unsafe_after": say(
        "It was answered, and now the agency says that it would not be safe. Please check first"
        " whether anybody is in danger. The answer stands and the steps go on: to hold them all,"
        " pause or stop the journey. Then read what was sent, and take it over or leave the answer"
        " as it is."
    ),
    "code_locked": say(
        "The code for reading about the person was typed wrongly five times: somebody else may have"
        " the link. Please call the officer, then make a new code or withdraw the request."
    ),
    "answer_suspect": say(
        "This was answered by a link whose code had been typed wrongly five times: somebody else"
        " may have answered. Please call the officer, read the answer, and correct it or ask again"
        " if it is not theirs."
    ),
}
"""Why something stands on the lead's list where somebody may be in danger, and what to do."""
DANGERS = frozenset({"unsafe", "unsafe_after"})
"""Of these, what an agency said, which whoever else may lead hears of."""
OF_A_LINK = frozenset({"code_locked", "answer_suspect"})
"""Of these, where somebody else may have an agency's link."""

CALL_FIRST = say("Before anything else is done, please call the coordinator.")


def halt_subject(code: str) -> Message:
    return say("[{code}] STOP: please do nothing more in this matter", code=code)


def halt_lines(call: Message | None) -> Sequence[Message]:
    return [HALT, CALL_FIRST, *([call] if call is not None else [])]
