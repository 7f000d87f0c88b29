"""Whoever answered by a link hears that a coordinator has written down another answer."""

from __future__ import annotations

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.views import Submission
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell_settled
from domain.db.tables import Link
from domain.journey.facts import Answered, Corrected, CorrectionWanted
from domain.journey.state import Request
from domain.pathway.forms import Filled


def tell_of_the_new_answer(
    dossier: Dossier, before: Request, said: Submission, filled: Filled
) -> None:
    """`before` is the request as it was. Whoever sent a correction is told what became of that.

    What awaits a second person has replaced nothing yet.
    """
    request, wanted = dossier.state.requests[before.key], before.correction_wanted
    told = {}
    if before.answer is not None and request.answer != before.answer:
        told = dict.fromkeys(_gave(before.answer), "answer_replaced")
    if wanted is not None:
        told[wanted.by] = _of_what_was_sent(dossier, request, wanted, said, filled)
    world, now = world_in_use(dossier.books, dossier.office), dossier.office.clock.now()
    for contact, kind in sorted(told.items()):
        if world.directory.contact(contact) is not None:
            tell_settled(dossier, world, kind, before.key, contact, now)


def gave(answer: Answered | Corrected, contact: str) -> bool:
    """As the one who answered by a link, or as one of the two."""
    return contact in _gave(answer)


def was_replaced(dossier: Dossier, request: Request, link: Link) -> bool:
    """The link's contact answered, and a coordinator then wrote down the answer that stands."""
    if request.answer is None or request.answer.how == "link":
        return False
    facts = (record.fact for record in dossier.recorded)
    answers = (fact for fact in facts if isinstance(fact, Answered | Corrected))
    keys = (request.key, request.asked.key)
    return any(each.key in keys and gave(each, link.contact) for each in answers)


def _gave(answer: Answered | Corrected) -> frozenset[str]:
    first, _, proposed_by = (answer.proposed_by or "").partition(":")
    by_link = {answer.by} if answer.how == "link" else set()
    return frozenset(by_link | ({proposed_by} if first == "contact" else set()))


def _of_what_was_sent(
    dossier: Dossier,
    request: Request,
    wanted: CorrectionWanted,
    said: Submission,
    filled: Filled,
) -> str:
    """Whether what was written down just now is what they sent."""
    sent = (wanted.verdict, wanted.reason or "", wanted.values)
    same = sent == (said.verdict, said.because, filled.values)
    same = same and dossier.texts(dossier.line_of(wanted)) == dict(filled.texts)
    if not same:
        return "answered_anew"
    return "correction_agreed" if request.proposal is not None else "correction_taken"
