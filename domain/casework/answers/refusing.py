"""What goes with an answer other than that it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from domain.casework.answers.views import Submission
from domain.pathway.forms import LONGEST_LONG_TEXT, Filled, FormFaults
from domain.texts import Message, nfc, say

REASON, BECAUSE = "reason", "because"
WHICH_OTHER = say("You chose “Another reason”: please say which.")


def read_refusal(declines: Collection[str], submission: Submission) -> Filled:
    """The words that go with it. What is declined says for which of `declines`, and in words only
    where none of them fits; every other verdict says in words why. Raises FormFaults.
    """
    reason = nfc(submission.reason).strip()
    faults = dict(_chosen_badly(declines, submission))
    if not reason and submission.because in ("", "other") and BECAUSE not in faults:
        other = submission.because == "other"
        faults[REASON] = WHICH_OTHER if other else say("Please say briefly why.")
    if len(reason) > LONGEST_LONG_TEXT:
        faults[REASON] = say("Please write no more than {n} characters.", n=LONGEST_LONG_TEXT)
    if faults:
        raise FormFaults(faults)
    return Filled({}, {REASON: reason} if reason else {})


def _chosen_badly(declines: Collection[str], submission: Submission) -> Mapping[str, Message]:
    if submission.verdict != "declined" and submission.because:
        return {BECAUSE: say("This goes only with the answer that it cannot be done.")}
    if submission.verdict == "declined" and submission.because not in declines:
        return {BECAUSE: say("Please choose why.")}
    return {}
