"""The second of two: confirms what the first has said, or does not. Each is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.answering import (
    GIVEN_BY,
    Taken,
    journey_of,
    link_of,
    look_through,
    receipt_of,
    request_of,
)
from domain.casework.answers.filing import OpenedFile, take_file
from domain.casework.answers.hearing import look_at
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.proposing import written_in
from domain.casework.answers.refusing import REASON
from domain.casework.answers.views import Asking, TextsToConfirm, ToConfirm, TooLate, Undone
from domain.casework.desk.coordinating import CannotDo, find, last_request, written
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell, tell_earlier_corrected
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Link
from domain.journey.facts import Corrected, How, ProposalRefused, Proposed
from domain.journey.seconding import Signer, agreed, objection
from domain.journey.state import Request
from domain.journey.telling import telling_of_refusal
from domain.pathway.forms import LONGEST_LONG_TEXT, LONGEST_TEXT, FormFaults
from domain.texts import Message, nfc, say

SECOND = "second"
CONFIRMED_BY = "_confirmed_by"  # no field's name begins so
NOTHING_TO_CONFIRM = say("No answer awaits a second person here.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that was not confirmed, and the journey that is to be woken."""

    undone: Undone
    journey: str


def confirm(office: Office, token: str, line: int) -> Taken:
    """By a link. `line` is the trail line of what was seen. Raises NotALink, TooLate, and
    FormFaults for who may not be the second; then nothing was written.
    """
    with _to_confirm(office, token, line) as (dossier, link, request, proposal, _):
        signer = Signer(link.contact, "link", _contact_name(dossier, link.contact))
        if (against := _objection(dossier, proposal, signer)) is not None:
            raise FormFaults({SECOND: against})
        seq = _agree(dossier, request, proposal, signer, f"contact:{link.contact}")
        return Taken(receipt_of(dossier, link, dossier.texts(seq), seq), dossier.row.id)


def refuse(office: Office, token: str, line: int, reason: str) -> Refusal:
    """By a link. Raises NotALink, TooLate, and FormFaults where no reason is given."""
    given = _reason(reason)
    with _to_confirm(office, token, line) as (dossier, link, request, _, asking):
        _turn_down(dossier, request, link.contact, "link", f"contact:{link.contact}", given)
        return Refusal(Undone(asking, office.clock.now()), dossier.row.id)


def proposed_texts(office: Office, token: str, line: int) -> TextsToConfirm:
    """What was written, for who is to confirm it; each look is an event. Raises as `confirm`."""
    with _to_confirm(office, token, line) as (dossier, link, request, _, _):
        lines = [line] if request.answer is None else [line, dossier.line_of(request.answer)]
        for each in lines:
            dossier.note("read", f"contact:{link.contact}", look_at(each))
        return TextsToConfirm(*(written_in(dossier, each) for each in lines))


def proposed_file(office: Office, token: str, line: int, field: str) -> OpenedFile | None:
    """For who is to confirm it; that it was taken is an event. None where none came in that field.

    Raises as `confirm`, and CannotUnseal.
    """
    with _to_confirm(office, token, line) as (dossier, link, _, proposal, _):
        return take_file(dossier, proposal, field, f"contact:{link.contact}")


def confirm_for_agency(office: Office, reference: str, given_by: str, how: How, by: str) -> str:
    """Somebody at the agency confirmed by phone or on paper. Returns the journey to be woken.

    Raises CannotDo, and what `find` raises.
    """
    with office.store.writing() as books:
        dossier, request, proposal = _proposed(office, books, reference)
        signer = Signer(by, how, _named(given_by))
        if (against := _objection(dossier, proposal, signer)) is not None:
            raise CannotDo(against)
        _agree(dossier, request, proposal, signer, f"user:{by}")
        return dossier.row.id


def refuse_for_agency(
    office: Office, reference: str, given_by: str, how: How, reason: str, by: str
) -> str:
    """As `confirm_for_agency`."""
    reason = written(reason, say("Please give the reason for not confirming the answer."))
    with office.store.writing() as books:
        dossier, request, _ = _proposed(office, books, reference)
        texts = {REASON: reason, GIVEN_BY: _named(given_by)}
        _turn_down(dossier, request, by, how, f"user:{by}", texts)
        return dossier.row.id


def awaits_second(office: Office, reference: str) -> bool:
    """Raises what `find` raises."""
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        request = named or last_request(dossier, unit)
        return request is not None and request.proposal is not None


@contextmanager
def _to_confirm(
    office: Office, token: str, line: int
) -> Iterator[tuple[Dossier, Link, Request, Proposed, Asking]]:
    link_id = office.links.read(token)
    with office.store.writing() as books:
        link = link_of(books, link_id)
        dossier = Dossier.locked(office, books, journey_of(books, link))
        seen = look_through(dossier, link)
        if not isinstance(seen, ToConfirm) or seen.proposed.line != line:
            raise TooLate(seen)
        mark_opened(books, link, office.clock.now())
        request = request_of(dossier, link)
        assert request.proposal is not None  # noqa: S101 - it was seen
        yield dossier, link, request, request.proposal, seen.asking


def _proposed(office: Office, books: Books, reference: str) -> tuple[Dossier, Request, Proposed]:
    dossier, unit, named = find(office, books, reference)
    if dossier.row.status != "open" or dossier.state.stopped is not None:
        raise CannotDo(say("The journey is stopped or over: nothing can be changed in it."))
    request = named or last_request(dossier, unit)
    if request is None or request.proposal is None:
        raise CannotDo(NOTHING_TO_CONFIRM)
    return dossier, request, request.proposal


def _agree(
    dossier: Dossier, request: Request, proposal: Proposed, second: Signer, actor: str
) -> int:
    texts = dossier.texts(dossier.line_of(proposal))
    fact = agreed(proposal, request.key, second.by, second.how, dossier.office.clock.now())
    if not second.by_link:
        texts |= {CONFIRMED_BY: second.name}
    seq = dossier.record(fact, actor, texts)
    if isinstance(fact, Corrected):
        tell_earlier_corrected(dossier, request.key, seq)
    dossier.want_attention()
    return seq


def _turn_down(
    dossier: Dossier, request: Request, by: str, how: How, actor: str, texts: Mapping[str, str]
) -> None:
    now = dossier.office.clock.now()
    refused = ProposalRefused(at=now, key=request.key, by=by, how=how, told=True)
    dossier.record(refused, actor, texts)
    world = world_in_use(dossier.books, dossier.office)
    tell(dossier, telling_of_refusal(dossier.state.requests[request.key], world), now)
    dossier.want_attention()


def _objection(dossier: Dossier, proposal: Proposed, second: Signer) -> Message | None:
    if proposal.how == "link":
        name = _contact_name(dossier, proposal.by)
    else:
        name = dossier.texts(dossier.line_of(proposal)).get(GIVEN_BY, "")
    return objection(Signer(proposal.by, proposal.how, name), second)


def _contact_name(dossier: Dossier, contact_id: str) -> str:
    contact = world_in_use(dossier.books, dossier.office).directory.contact(contact_id)
    return contact.name if contact is not None else contact_id


def _named(given_by: str) -> str:
    """Raises CannotDo."""
    return written(given_by, say("Please say who confirmed it."), LONGEST_TEXT)


def _reason(reason: str) -> Mapping[str, str]:
    """Raises FormFaults."""
    given = nfc(reason).strip()
    if not given:
        raise FormFaults({REASON: say("Please say briefly why.")})
    if len(given) > LONGEST_LONG_TEXT:
        too_long = say("Please write no more than {n} characters.", n=LONGEST_LONG_TEXT)
        raise FormFaults({REASON: too_long})
    return {REASON: given}
