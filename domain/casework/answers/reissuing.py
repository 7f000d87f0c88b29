"""A fresh link in the place of another: sent to who is registered, and shown to nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.answering import journey_of, link_of, look_through, request_of
from domain.casework.answers.views import Dead, SentTooOften, TooLate
from domain.casework.desk.coordinating import CannotDo, find_waiting
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import first_channel
from domain.casework.office import Office
from domain.db.tables import REISSUED, Notice
from domain.directory.agencies import Contact
from domain.journey.state import Request
from domain.journey.telling import answering_contacts
from domain.texts import say

MOST_A_DAY = 3
A_DAY = timedelta(days=1)


def send_afresh(office: Office, token: str) -> str:
    """At the wish of who holds a dead link. Returns the journey to be woken, which sends it.

    Raises NotALink, TooLate where the link is not to be renewed, and SentTooOften.
    """
    signed = office.links.read(token)
    with office.store.writing() as books:
        link = link_of(books, signed)
        dossier = Dossier.locked(office, books, journey_of(books, link))
        seen = look_through(dossier, link)
        contact = directory_in_use(books).contact(link.contact)
        if not isinstance(seen, Dead) or not seen.renewable or contact is None:
            raise TooLate(seen)
        request, now = request_of(dossier, link), office.clock.now()
        lately = [n for n in _sent(dossier, request, contact) if n.queued_at > now - A_DAY]
        # One that went on to another channel is one yet.
        if len({(n.ordinal, n.resend) for n in lately if n.resend > 0}) >= MOST_A_DAY:
            raise SentTooOften
        _replace_link(dossier, request, contact, now, f"contact:{contact.id}")
        return dossier.row.id


def resend(office: Office, reference: str, by: str, contact_id: str | None = None) -> str:
    """To each contact of the agency, or to the one that is named. Their links until now end.

    Returns the journey to be woken. Raises CannotDo.
    """
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        for contact in _to_be_told(dossier, request, contact_id):
            _replace_link(dossier, request, contact, office.clock.now(), f"user:{by}")
        return dossier.row.id


def _to_be_told(dossier: Dossier, request: Request, contact_id: str | None) -> Sequence[Contact]:
    contacts = answering_contacts(request, directory_in_use(dossier.books))
    told = [contact for contact in contacts if contact_id in (None, contact.id)]
    if not told:
        known = ", ".join(contact.id for contact in contacts) or "–"
        raise CannotDo(say("The agency has no such contact. It has: {contacts}.", contacts=known))
    return told


def _replace_link(
    dossier: Dossier, request: Request, contact: Contact, now: datetime, actor: str
) -> None:
    about = dossier.request_row(request.key).id
    dossier.books.requests.revoke_links(about, now, REISSUED, contact.id)
    send_anew(dossier, request, contact, now, actor)


def send_anew(
    dossier: Dossier, request: Request, contact: Contact, now: datetime, actor: str
) -> None:
    """The letter with the link, in whose place it comes: that one is revoked before."""
    books, about = dossier.books, dossier.request_row(request.key).id
    sent = _sent(dossier, request, contact)
    books.notices.queue(
        Notice(
            journey=dossier.row.id,
            about=about,
            kind="request",
            ordinal=request.turns,
            contact=contact.id,
            channel=first_channel(dossier, contact, "request", about),
            resend=1 + max((n.resend for n in sent if n.ordinal == request.turns), default=0),
            status="queued",
            queued_at=now,
            tries=0,
        )
    )
    body = json.dumps({"request": about, "contact": contact.id})
    books.trails.add(dossier.row, "link_reissued", now, actor, body)
    dossier.want_attention()


def _sent(dossier: Dossier, request: Request, contact: Contact) -> list[Notice]:
    about = dossier.request_row(request.key).id
    return [
        notice
        for notice in dossier.books.notices.of_journey(dossier.row.id)
        if (notice.about, notice.contact, notice.kind) == (about, contact.id, "request")
    ]
