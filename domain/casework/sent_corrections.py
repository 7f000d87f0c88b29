"""Corrections that come when the officer may correct no more: sent on to the coordinator, who takes
them over as the answer, or leaves it. Each is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.attachments import Given
from domain.casework.answering import follow, read_answer
from domain.casework.consulting import was_read
from domain.casework.coordinating import (
    AWAITS_SECOND,
    CannotDo,
    check_going_on,
    find,
    written,
)
from domain.casework.dossier import Dossier
from domain.casework.filing import files_among
from domain.casework.hearing import WORDS
from domain.casework.noticing import tell_settled
from domain.casework.office import Office
from domain.casework.opened import mark_opened
from domain.casework.proposing import tell_proposal
from domain.casework.publishing import world_in_use
from domain.casework.views import SentOn, Settled, Submission, TooLate
from domain.db.session import Books
from domain.facts import CorrectionLeft, CorrectionWanted, Proposed
from domain.forms import NO_FILES, Filled
from domain.seconding import taken_over
from domain.state import Request
from domain.texts import say

NOTHING_SENT = say("No correction waits for you here.")
READ_FIRST = say("Please read first what was sent.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is committed, and the journey that is to be woken."""

    sent_on: SentOn
    journey: str


def send_correction(office: Office, token: str, submission: Submission) -> Sent:
    """By a link. The answer stays; its files would stay with the new one. The same sent twice is
    recorded once.

    Raises NotALink; TooLate where the answer is not one that this contact may have corrected by the
    coordinator; FormFaults. Then nothing was written.
    """
    with office.store.writing() as books:
        to = follow(office, books, token)
        dossier, link, request, seen = to.dossier, to.link, to.request, to.look
        line = seen.for_the_coordinator if isinstance(seen, Settled) else None
        if not isinstance(seen, Settled) or line is None or line != submission.corrects:
            raise TooLate(seen)
        mark_opened(books, link, office.clock.now())
        filled = _read(dossier, request, submission)
        given = {"at": office.clock.now(), "key": request.key, "by": link.contact}
        given |= {"verdict": submission.verdict, "reason": submission.because or None}
        given |= {"values": filled.values, "corrects": line}
        fact = CorrectionWanted.model_validate(given)
        stands = _standing(dossier, request, fact, filled)
        if stands is None:
            dossier.record(fact, f"contact:{link.contact}", filled.texts)
            dossier.want_attention()
        return Sent(SentOn(seen.asking, (stands or fact).at), dossier.row.id)


def take_over(office: Office, reference: str, by: str) -> str:
    """What was sent is the answer now; where it takes two, it is a proposal. Whoever takes it over
    has read it. Returns the journey to be woken. Raises CannotDo, and what `find` raises.
    """
    with office.store.writing() as books:
        dossier, request, wanted = _wanted(office, books, reference, by)
        if request.proposal is not None:
            raise CannotDo(AWAITS_SECOND)
        texts, now = dossier.texts(dossier.line_of(wanted)), office.clock.now()
        step = dossier.pathway.by_id[request.key.step]
        fact = taken_over(step, request, wanted, by, now)
        dossier.record(fact, f"user:{by}", texts)
        if isinstance(fact, Proposed):
            tell_proposal(dossier, request.key)
        world = world_in_use(books, office)
        tell_settled(dossier, world, "correction_taken", request.key, wanted.by, now)
        dossier.want_attention()
        return dossier.row.id


def leave_the_answer(office: Office, reference: str, text: str, by: str) -> str:
    """As it is, and say why to whoever sent the correction: sealed, and read by the link. As
    `take_over`.
    """
    words = written(text, say("Please write the reply."))
    with office.store.writing() as books:
        dossier, request, wanted = _wanted(office, books, reference, by)
        now = office.clock.now()
        fact = CorrectionLeft(at=now, key=request.key, by=by)
        dossier.record(fact, f"user:{by}", {WORDS: words})
        world = world_in_use(books, office)
        tell_settled(dossier, world, "correction_left", request.key, wanted.by, now)
        dossier.want_attention()
        return dossier.row.id


def _read(dossier: Dossier, request: Request, submission: Submission) -> Filled:
    answer = request.answer
    done = answer is not None and submission.verdict == "done"
    kept: Given = files_among(dossier, answer.values) if answer is not None and done else NO_FILES
    return read_answer(dossier, request, submission, kept)


def _standing(
    dossier: Dossier, request: Request, fact: CorrectionWanted, filled: Filled
) -> CorrectionWanted | None:
    """The same, sent before and not settled since: a button was pressed twice."""
    before = request.correction_wanted
    if before is None or before != fact.model_copy(update={"at": before.at}):
        return None
    same = dossier.texts(dossier.line_of(before)) == dict(filled.texts)
    return before if same else None


def _wanted(
    office: Office, books: Books, reference: str, by: str
) -> tuple[Dossier, Request, CorrectionWanted]:
    dossier, unit, named = find(office, books, reference)
    check_going_on(dossier)
    of_unit = (r for r in dossier.state.wanting_correction if (r.key.step, r.key.item) == unit)
    request = named or next(of_unit, None)
    if request is None or request.correction_wanted is None:
        raise CannotDo(NOTHING_SENT)
    wanted = request.correction_wanted
    if not was_read(dossier, dossier.line_of(wanted), by):
        raise CannotDo(READ_FIRST)
    return dossier, request, wanted
