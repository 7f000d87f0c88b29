"""What an agency is told when the coordinator has decided something about what it has."""

from __future__ import annotations

from collections.abc import Mapping

from domain.texts import Message, say

SETTLED_BY_THE_LEAD = frozenset(
    {"reply", "time_granted", "time_refused", "colleague_rejected", "earlier_corrected", "revised"}
)
"""Of a request that is to be answered by its deadline."""

CORRECTION_SETTLED = frozenset(
    {"correction_taken", "correction_agreed", "correction_left", "answered_anew", "answer_replaced"}
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
    "revised": say(
        "What is asked of your agency below has changed. Please open the link and read it once "
        "more before you go on. The deadline stays as it is. If you have already begun and are not "
        "sure, please call the coordinator."
    ),
    "colleague_rejected": say(
        "The coordinator has not confirmed the new colleague whom you named for the request below:"
        " it has not been passed on, and still waits for your answer."
    ),
    "passed_on": say(
        "The coordinator has passed the request below on to another agency. Please do nothing more"
        " about it. If you have begun already, please call the coordinator."
    ),
    "answer_replaced": say(
        "The coordinator has put another answer in the place of the one that you gave to the"
        " request below. If that is not right, please call the coordinator."
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


def subject_of_settled(kind: str, code: str) -> Message:
    subjects: Mapping[str, Message] = {
        "reply": say("[{code}] There is a reply to your question", code=code),
        "time_granted": say("[{code}] You have more time", code=code),
        "time_refused": say("[{code}] The deadline stays as it is", code=code),
        "earlier_corrected": say(
            "[{code}] Something that your request rests on was corrected", code=code
        ),
        "revised": say("[{code}] What is asked of you has changed", code=code),
        "colleague_rejected": say("[{code}] The new colleague was not confirmed", code=code),
        "passed_on": say("[{code}] A request is with another agency now", code=code),
        "answer_replaced": say("[{code}] Your answer was replaced", code=code),
        "correction_taken": say("[{code}] Your correction was taken over", code=code),
        "correction_agreed": say("[{code}] Your correction awaits a second person", code=code),
        "answered_anew": say("[{code}] The answer was written down anew", code=code),
        "correction_unsettled": say(
            "[{code}] The file was closed before your correction", code=code
        ),
        "correction_left": say("[{code}] The answer stays as it is", code=code),
    }
    return subjects[kind]
