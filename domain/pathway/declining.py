"""Why an agency does not take something on, and who decides what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from domain.texts import Message, say

DeclineReason = Literal["no_place", "wrong_area", "not_eligible", "unsafe", "other"]
DECLINE_REASONS: tuple[DeclineReason, ...] = get_args(DeclineReason)

DECLINES_IN_WORDS: Mapping[DeclineReason, Message] = {
    "no_place": say("We have no place or nobody free"),
    "wrong_area": say("It is not in our area"),
    "not_eligible": say("The conditions for it are not met"),
    "unsafe": say("It would not be safe now"),
    "other": say("Another reason"),
}

FOR_THE_COORDINATOR: frozenset[DeclineReason] = frozenset({"not_eligible", "unsafe"})
"""What holds of the case and not of the agency: the next one would meet the same, or the same
danger. So nobody else is asked by itself (design).
"""
