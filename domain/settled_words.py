"""What an agency is told when the coordinator has settled what it wanted of them."""

from __future__ import annotations

from collections.abc import Mapping

from domain.texts import Message, say

SETTLED: Mapping[str, Message] = {
    "reply": say(
        "The coordinator has replied to your question about the request below. You can read the"
        " reply by the link; the request still waits for your answer."
    ),
    "time_granted": say("The coordinator gives you more time for the request below."),
    "time_refused": say(
        "The coordinator cannot give more time for the request below. You can read why by the link."
    ),
    "correction_taken": say(
        "The coordinator has taken over the correction that you sent for the request below. By the"
        " link you see how it stands."
    ),
    "correction_left": say(
        "The coordinator has looked at the correction that you sent for the request below, and"
        " leaves the answer as it is. You can read why by the link."
    ),
}
"""By the kind of the notice. What was said may name a person, so it is read on the page."""

STILL_WAITING = frozenset({"reply", "time_granted", "time_refused"})
"""Of a request that is to be answered by its deadline."""


def subject_of_settled(kind: str, code: str) -> Message:
    match kind:
        case "reply":
            return say("[{code}] There is a reply to your question", code=code)
        case "time_granted":
            return say("[{code}] You have more time", code=code)
        case "time_refused":
            return say("[{code}] The deadline stays as it is", code=code)
        case "correction_taken":
            return say("[{code}] Your correction was taken over", code=code)
        case _:
            return say("[{code}] The answer stays as it is", code=code)
