"""Corrections that come when the officer may correct no more: sent on to the coordinator, who takes
them over as the answer, or leaves it. Each is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.answering import follow, is_heard, read_answer
from domain.casework.answers.filing import files_among, keep_files, known_by_content
from domain.casework.answers.hearing import WORDS
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.proposing import tell_proposal
from domain.casework.answers.since_opened import as_asked_now
from domain.casework.answers.views import SentOn, Settled, Submission, TooLate
from domain.casework.desk.coordinating import (
    AWAITS_SECOND,
    CannotDo,
    check_going_on,
    check_read,
    find,
    last_request,
    written,
)
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell_danger, tell_earlier_corrected, tell_settled
from domain.casework.office import Office
from domain.casework.person.ledgers import world_of
from domain.db.session import Books
from domain.journey.facts import CorrectionLeft, CorrectionWanted, Proposed
from domain.journey.seconding import taken_over
from domain.journey.state import Request
from domain.pathway.attachments import Given
from domain.pathway.forms import NO_FILES, Filled
from domain.texts import say

NOTHING_SENT = say("No correction waits for you here.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is committed, and the journey that is to be woken."""

    sent_on: SentOn
    journey: str


def send_correction(office: Office, token: str, submission: Submission) -> Sent:
    """By a link. The answer stays; its files would stay with the new one, and others come only
    where it has none. The same sent twice is recorded once.

    That it would not be safe may be told by whoever has a link, and again after it was left.

    Raises NotALink; TooLate where the answer is not one that this contact may have corrected by the
    coordinator, where a colleague's correction waits, and where the coordinator has left the answer
    as it is after the same was sent; FormFaults. Then nothing was written.
    """
    with office.store.writing() as books:
        to = follow(office, books, token)
        dossier, link, request, seen = to.dossier, to.link, to.request, to.look
        line, danger = None, submission.because == "unsafe"
        if isinstance(seen, Settled):
            line = (seen.for_danger if danger else None) or seen.for_the_coordinator
        if not isinstance(seen, Settled) or line is None or line != submission.corrects:
            raise TooLate(seen)
        mark_opened(books, link, office.clock.now())
        submission = as_asked_now(seen.asking, submission)
        brought = _brought(dossier, request, link.contact, submission)
        filled = _read(dossier, request, submission, brought)
        given = {"at": office.clock.now(), "key": request.key, "by": link.contact}
        given |= {"verdict": submission.verdict, "reason": submission.because or None}
        given |= {"values": filled.values, "corrects": line}
        fact = CorrectionWanted.model_validate(given)
        before, waits = _sent_before(dossier, fact, filled), request.correction_wanted
        if before is not None and waits is None and not danger:
            raise TooLate(seen)
        if before is None or before != waits:
            keep_files(dossier, link.request, filled.values, brought)
            dossier.record(fact, f"contact:{link.contact}", filled.texts)
            if danger:
                tell_danger(dossier, request.key, office.clock.now())
            dossier.want_attention()
            before = fact
        heard = not danger or is_heard(dossier, world_of(dossier), request, link)
        return Sent(SentOn(seen.asking, before.at, danger, heard), dossier.row.id)


def take_over(office: Office, reference: str, by: str) -> str:
    """What was sent is the answer now; where it takes two, it is a proposal. Whoever takes it over
    has read it. Returns the journey to be woken. Raises CannotDo, and what `find` raises.
    """
    with office.store.writing() as books:
        dossier, request = _to_settle(office, books, reference, by)
        if (wanted := request.correction_wanted) is None:
            raise CannotDo(NOTHING_SENT)
        texts, now = dossier.texts(dossier.line_of(wanted)), office.clock.now()
        step = dossier.told_pathway.by_id[request.key.step]
        fact = taken_over(step, request, wanted, by, now)
        line = dossier.record(fact, f"user:{by}", texts)
        kind = "correction_taken"
        if isinstance(fact, Proposed):
            kind = "correction_agreed"
            tell_proposal(dossier, request.key)
        else:
            tell_earlier_corrected(dossier, request.key, line)
        tell_settled(dossier, world_in_use(books, office), kind, request.key, wanted.by, now)
        dossier.want_attention()
        return dossier.row.id


def leave_the_answer(office: Office, reference: str, text: str, by: str) -> str:
    """As it is, and say why to whoever sent the correction: sealed, and read by the link. So too
    where the agency has not confirmed what was written down for it. As `take_over`.
    """
    words = written(text, say("Please write the reply."))
    with office.store.writing() as books:
        dossier, request = _to_settle(office, books, reference, by)
        wanted, now = request.correction_wanted, office.clock.now()
        if wanted is None and request.correction_refused is None:
            raise CannotDo(NOTHING_SENT)
        fact = CorrectionLeft(at=now, key=request.key, by=by)
        dossier.record(fact, f"user:{by}", {WORDS: words})
        if wanted is not None:
            world = world_in_use(books, office)
            tell_settled(dossier, world, "correction_left", request.key, wanted.by, now)
        dossier.want_attention()
        return dossier.row.id


def _read(dossier: Dossier, request: Request, submission: Submission, brought: Given) -> Filled:
    answer = request.answer
    done = answer is not None and submission.verdict == "done"
    kept: Given = files_among(dossier, answer.values) if answer is not None and done else NO_FILES
    return read_answer(dossier, request, submission, {**brought, **kept})


def _brought(dossier: Dossier, request: Request, by: str, submission: Submission) -> Given:
    """What came now; as what it was kept before, where the same contact has sent it once more."""
    facts = (record.fact for record in reversed(dossier.recorded))
    mine = (f for f in facts if isinstance(f, CorrectionWanted) and f.by == by)
    before = next((f.values for f in mine if f.key == request.key), {})
    return known_by_content(dossier, submission.files, before)


def _sent_before(
    dossier: Dossier, fact: CorrectionWanted, filled: Filled
) -> CorrectionWanted | None:
    """The same, by the same contact: a button was pressed twice, or a page loaded once more."""
    for record in reversed(dossier.recorded):
        before = record.fact
        if isinstance(before, CorrectionWanted) and before.corrects == fact.corrects:
            alike = before == fact.model_copy(update={"at": before.at, "key": before.key})
            if alike and dossier.texts(record.seq) == dict(filled.texts):
                return before
    return None


def _to_settle(office: Office, books: Books, reference: str, by: str) -> tuple[Dossier, Request]:
    dossier, unit, named = find(office, books, reference)
    check_going_on(dossier)
    request = named or last_request(dossier, unit)
    if request is not None and request.proposal is not None:
        raise CannotDo(AWAITS_SECOND)
    if request is None:
        raise CannotDo(NOTHING_SENT)
    check_read(dossier, request, by)
    return dossier, request
