"""What an agency is told when the coordinator has settled what it wanted of them."""

from __future__ import annotations

from collections.abc import Mapping

from domain.texts import Message, say

SETTLED_BY_THE_LEAD = frozenset({"reply", "time_granted", "time_refused", "earlier_corrected"})
"""Of a request that is to be answered by its deadline."""

CORRECTION_SETTLED = frozenset(
    {"correction_taken", "correction_agreed", "correction_left", "answered_anew"}
)
"""By the lead as well, of what is answered."""

OF_A_CORRECTION = CORRECTION_SETTLED | {"correction_unsettled"}

SETTLED: Mapping[str, Message] = {
    "reply": say(
        "The coordinator has replied to your question about the request below. You can read the"
        " reply by the link; the request still waits for your answer."
    ),
    "time_granted": say("The coordinator gives you more time for the request below."),
    "time_refused": say(
        "The coordinator cannot give more time for the request below. You can read why by the link."
    ),
    "earlier_corrected": say(
        "Something that the request below rests on has been corrected. Please open the link before"
        " you go on. If you have already begun, please call the coordinator."
    ),
    "correction_taken": say(
        "The coordinator has taken over the correction that you sent for the request below. By the"
        " link you see how it stands."
    ),
    "correction_agreed": say(
        "The coordinator agrees to the correction that you sent for the request below. It counts"
        " once a second person of your agency has confirmed it; until then the answer stays as it"
        " was."
    ),
    "answered_anew": say(
        "The coordinator has read the correction that you sent for the request below, and has"
        " written an answer down anew. By the link you see how it stands."
    ),
    "correction_unsettled": say(
        "The file was closed before the correction that you sent for the request below was settled:"
        " the answer stays as it was. If it is wrong, please call the coordinator."
    ),
    "correction_left": say(
        "The coordinator has looked at the correction that you sent for the request below, and"
        " leaves the answer as it is. You can read why by the link."
    ),
}
"""By the kind of the notice. What was said may name a person, so it is read on the page."""


def subject_of_settled(kind: str, code: str) -> Message:  # noqa: PLR0911 - one line a kind
    match kind:
        case "reply":
            return say("[{code}] There is a reply to your question", code=code)
        case "time_granted":
            return say("[{code}] You have more time", code=code)
        case "time_refused":
            return say("[{code}] The deadline stays as it is", code=code)
        case "earlier_corrected":
            return say("[{code}] Something that your request rests on was corrected", code=code)
        case "correction_taken":
            return say("[{code}] Your correction was taken over", code=code)
        case "correction_agreed":
            return say("[{code}] Your correction awaits a second person", code=code)
        case "answered_anew":
            return say("[{code}] The answer was written down anew", code=code)
        case "correction_unsettled":
            return say("[{code}] The file was closed before your correction", code=code)
        case _:
            return say("[{code}] The answer stays as it is", code=code)
