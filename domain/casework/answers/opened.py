"""That a link was opened: its first opening, and the messages that had come until then."""

from __future__ import annotations

from datetime import datetime

from domain.db.session import Books
from domain.db.tables import Link


def is_news(books: Books, link: Link) -> bool:
    if link.revoked_at is not None:
        return False
    return link.opened_at is None or books.notices.awaits_opening(link.request, link.contact)


def mark_opened(books: Books, link: Link, now: datetime) -> None:
    """Who sends something from a page has it before them, also where no script could say so."""
    link.opened_at = link.opened_at or now
    books.notices.mark_opened(link.request, link.contact, now)
