"""What was said of a request beside its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from domain.casework.answers.refusing import REASON
from domain.casework.answers.views import Said, SaidKind
from domain.casework.dossier import Dossier
from domain.db.trails import Recorded
from domain.journey.facts import (
    Accepted,
    ColleagueRejected,
    Corrected,
    CorrectionLeft,
    CorrectionWanted,
    Extended,
    MoreTimeRefused,
    MoreTimeWanted,
    ProposalRefused,
    Questioned,
    Reassigned,
    Replied,
)
from domain.journey.state import Request
from domain.seals.sealing import CannotUnseal
from domain.texts import Message, say

WORDS = "words"
"""Under which the text of a question, of a wish and of what is replied to it is sealed."""

ASKED_SINCE = say(
    "The agency has asked something that you have not read yet. Please press “Show what was said”"
    " first."
)
READ_FIRST = say("Please read first what was sent.")
NO_MORE_TIME = say(
    "The agency asked for more time, and this gives it none. Please name a later day, or refuse it"
    " more time first."
)

Remark: TypeAlias = (
    Accepted | Questioned | Replied | MoreTimeWanted | MoreTimeRefused | Extended
    | CorrectionWanted | CorrectionLeft | ProposalRefused | ColleagueRejected
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """`line` is the trail's."""

    line: int
    said: Said


def heard(dossier: Dossier, request: Request) -> Sequence[Heard]:
    """Between the coordinator and the agency that has it now; what one before said stays theirs.

    Texts are opened: whoever shows them writes down that they were read.
    """
    found = _remarks(dossier, request)
    return [Heard(line, _with_words(dossier, line, _said(request, each))) for line, each in found]


def heard_of(dossier: Dossier, request: Request) -> tuple[Said, ...]:
    """Likewise, and nothing is opened: what was written is withheld."""
    return tuple(_said(request, remark) for _, remark in _remarks(dossier, request))


def heard_of_answer(dossier: Dossier, request: Request) -> tuple[Said, ...]:
    """Of corrections of the answer that stands; nothing is opened."""
    since = (_said(request, remark) for _, remark in _of_answer(dossier, request))
    return (*_taken_over(request), *since)


def words_of_answer(dossier: Dossier, request: Request) -> tuple[Said, ...]:
    """Likewise; what the coordinator wrote is opened. What was sent to them is not."""
    found = _of_answer(dossier, request)
    since = (_with_words(dossier, line, _said(request, each)) for line, each in found)
    return (*_taken_over(request), *since)


def _taken_over(request: Request) -> tuple[Said, ...]:
    """The answer that stands, where the coordinator took it over."""
    answer = request.answer
    taken = isinstance(answer, Corrected) and answer.taken_over_by is not None
    return (Said("correction_taken", answer.at),) if answer is not None and taken else ()


def _of_answer(dossier: Dossier, request: Request) -> Sequence[tuple[int, Remark]]:
    if request.answer is None:
        return ()
    answered = dossier.line_of(request.answer)
    return [each for each in _remarks(dossier, request) if each[0] > answered]


def were_words(dossier: Dossier, request: Request) -> bool:
    """Whether there is anything to read; nothing is opened for that."""
    return any(said.withheld for said in heard_of(dossier, request))


def is_unread(dossier: Dossier, asked: Questioned | MoreTimeWanted, by: str) -> bool:
    """Whether the user has looked at what was said in the journey, but not since this was asked:
    what they have before them is another.
    """
    looked_at = dossier.books.trails.last_at(dossier.row.id, "read", f"user:{by}")
    return looked_at is not None and looked_at < asked.at


def was_read(dossier: Dossier, line: int, by: str) -> bool:
    """Whether the user has looked at what this trail line says."""
    trails, actor = dossier.books.trails, f"user:{by}"
    return trails.last_at(dossier.row.id, "read", actor, look_at(line)) is not None


def look_at(line: int) -> str:
    """How the trail keeps that somebody looked at what one of its lines says."""
    return f'{{"line":{line}}}'


def against_granting(
    dossier: Dossier, request: Request, due_at: datetime, by: str
) -> Message | None:
    """Who has asked for more time is told that they got it, so that has to be true."""
    wanted = request.time_wanted
    if wanted is not None and is_unread(dossier, wanted, by):
        return ASKED_SINCE
    none_more = request.due_at is not None and due_at <= request.due_at
    return NO_MORE_TIME if wanted is not None and none_more else None


def _remarks(dossier: Dossier, request: Request) -> Sequence[tuple[int, Remark]]:
    about = (request.key, request.asked.key)
    remarks: list[tuple[int, Remark]] = []
    for record in dossier.recorded:
        match record.fact:
            case Reassigned(key=key) if key in about:
                remarks.clear()
            case _ if (remark := _remark(record)) is not None and remark.key in about:
                remarks.append((record.seq, remark))
    return remarks


def _remark(record: Recorded) -> Remark | None:
    """Why something was not confirmed only where that was written for the agency to read."""
    match record.fact:
        case ProposalRefused(told=False):
            return None
        case fact:
            return fact if isinstance(fact, Remark) else None


def _said(request: Request, remark: Remark) -> Said:
    match remark:
        case Accepted():
            return Said("accepted", remark.at, remark.until)
        case Extended():
            return Said("granted", remark.at, remark.due_at.astimezone(_zone(request)).date())
        case MoreTimeWanted():
            return Said("more_time", remark.at, remark.until, withheld=True)
        case CorrectionWanted():
            return Said("correction", remark.at)
        case ColleagueRejected():
            return Said("colleague_rejected", remark.at)
        case _:
            return Said(_WITH_WORDS[type(remark)], remark.at, withheld=True)


_WITH_WORDS: Mapping[type[Remark], SaidKind] = {
    Questioned: "question",
    Replied: "reply",
    MoreTimeRefused: "refused",
    CorrectionLeft: "correction_left",
    ProposalRefused: "not_confirmed",
}


def _with_words(dossier: Dossier, line: int, said: Said) -> Said:
    return replace(said, text=_words(dossier, line), withheld=False) if said.withheld else said


def _zone(request: Request) -> ZoneInfo:
    return ZoneInfo(request.asked.zone)


def _words(dossier: Dossier, line: int) -> str:
    try:
        texts: Mapping[str, str] = dossier.texts(line)
    except CannotUnseal:
        # Its key is gone. The page must go on to work, and answers to be taken.
        return ""
    return texts.get(WORDS) or texts.get(REASON, "")
