"""What the two of an agency are told, where an answer takes two."""

from __future__ import annotations

from collections.abc import Mapping

from domain.texts import Message, say

OF_TWO: Mapping[str, Message] = {
    "countersign": say(
        "A colleague has answered the request below. It takes two: please look at the answer, and"
        " confirm it or say why not."
    ),
    "not_confirmed": say(
        "A second person did not confirm your answer to the request below. By the link you can read"
        " why. Please talk with each other, and answer again."
    ),
}
