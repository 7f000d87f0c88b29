"""What was said of a request beside its answer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.casework.answers.views import Noted, Said, SaidKind
from domain.days.deadlines import END_OF_DAY
from domain.texts import Message, say


@dataclass(frozen=True, slots=True)
class Remark:
    what: Message
    text: str


_COMES: Mapping[SaidKind, Message] = {
    "question": say(
        "A message tells you when there is a reply; you read it by the same link. The deadline"
        " stays as it is."
    ),
    "more_time": say(
        "The coordinator decides, and a message tells you. Until then the deadline stays as it is."
    ),
}


def said_in_words(said: Said, zone: str) -> Remark:
    return Remark(_what(said, said.at.astimezone(ZoneInfo(zone))), said.text)


def _what(said: Said, moment: datetime) -> Message:
    match said.kind:
        case "accepted":
            return say(
                "{moment}: your agency will have done it by {date}.", moment=moment, date=_day(said)
            )
        case "more_time":
            return say(
                "{moment}: your agency asked for more time, until {date}:",
                moment=moment,
                date=_day(said),
            )
        case "granted":
            return say(
                "{moment}: the coordinator set the deadline to the end of {date}.",
                moment=moment,
                date=_day(said),
            )
        case _:
            return _without_a_day(moment)[said.kind]


def _without_a_day(at: datetime) -> Mapping[SaidKind, Message]:
    return {
        "question": say("{moment}: your agency asked the coordinator:", moment=at),
        "reply": say("{moment}: the coordinator replied:", moment=at),
        "refused": say("{moment}: the coordinator could not give more time:", moment=at),
        "correction": say("{moment}: a correction was sent to the coordinator.", moment=at),
        "correction_taken": say(
            "{moment}: the correction took the place of the answer.", moment=at
        ),
        "correction_left": say("{moment}: the coordinator left the answer as it is:", moment=at),
        "not_confirmed": say("{moment}: a second person did not confirm the answer:", moment=at),
        "colleague_rejected": say(
            "{moment}: the coordinator did not confirm the new colleague. The request still waits"
            " for you.",
            moment=at,
        ),
    }


def _day(said: Said) -> date:
    assert said.day is not None  # noqa: S101 - what is promised, wished or granted is a day
    return said.day


def what_comes(noted: Noted) -> Message:
    said, asking = noted.said, noted.asking
    if said.kind == "question" and asking.due_at is None:
        return say("A message tells you when there is a reply; you read it by the same link.")
    if said.kind != "accepted":
        return _COMES[said.kind]
    last = datetime.combine(_day(said), END_OF_DAY, ZoneInfo(asking.zone))
    if asking.due_at is not None and asking.due_at < last:
        return say(
            "The deadline comes before that day, and reminders start then. When it is done, please"
            " answer by the same link."
        )
    return say(
        "Until the end of {date} you are not reminded. When it is done, please answer by the same"
        " link.",
        date=_day(said),
    )
