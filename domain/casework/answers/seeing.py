"""That a person has a request's page before them: kept once, and told by nothing but a POST."""

from __future__ import annotations

import json

from domain.casework.answers.answering import link_of
from domain.casework.answers.opened import is_news, mark_opened
from domain.casework.office import Office
from domain.trail.chain import NoteKind

LINK_OPENED: NoteKind = "link_opened"
"""The trail line's kind; it is no fact, since the fold has no need of it."""


def seen(office: Office, token: str) -> None:
    """Once after each message. Raises NotALink. Of a link that no longer works nothing is kept."""
    signed = office.links.read(token)
    with office.store.reading() as books:
        if not is_news(books, link_of(books, signed)):
            return
    with office.store.writing() as books:
        request = books.requests.find(link_of(books, signed).request)
        journey = books.journeys.lock(request.journey) if request is not None else None
        link = link_of(books, signed)
        if journey is not None and is_news(books, link):
            now = office.clock.now()
            mark_opened(books, link, now)
            said = json.dumps({"request": link.request, "link": link.id})
            books.trails.add(journey, LINK_OPENED, now, f"contact:{link.contact}", said)
