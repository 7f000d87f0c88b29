from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from domain.db.tables import RENEWED, Draft, File, Link, Request
from domain.db.upserts import insert_into


class Drafts:
    """What was typed and not sent yet, with its files: one draft a link."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_link(self, link_id: str) -> Draft | None:
        return self._session.get(Draft, link_id, populate_existing=True)

    def of_request(self, request_id: str) -> Sequence[tuple[Link, Draft]]:
        """Each with its link."""
        both = select(Link, Draft).join(Link, Link.id == Draft.link)
        found = self._session.execute(both.where(Link.request == request_id))
        return [(link, draft) for link, draft in found]

    def keep(self, link_id: str, sealed: str, at: datetime) -> None:
        """In the place of the one before."""
        said = {"sealed": sealed, "saved_at": at}
        self._session.execute(
            insert_into(self._session, Draft)
            .values(link=link_id, **said)
            .on_conflict_do_update(index_elements=["link"], set_=said)
        )

    def before(self, link: Link) -> Draft | None:
        """The last of those behind the links in whose place this one was sent."""
        return self._session.scalar(
            select(Draft)
            .join(Link, Link.id == Draft.link)
            .where(
                Link.request == link.request,
                Link.contact == link.contact,
                Link.id != link.id,
                Link.reason.in_(RENEWED),
            )
            .order_by(Draft.saved_at.desc())
            .limit(1)
        )

    def take_files(self, link_id: str, before: str) -> None:
        """From the draft before."""
        self._session.execute(update(File).where(File.draft == before).values(draft=link_id))

    def forget(self, link_id: str) -> None:
        self._forget(Draft.link == link_id)

    def forget_of_request(self, request_id: str, contact: str | None = None) -> None:
        """Everybody's, or one contact's."""
        links = select(Link.id).where(Link.request == request_id)
        if contact is not None:
            links = links.where(Link.contact == contact)
        self._forget(Draft.link.in_(links))

    def forget_stale(self, before: datetime) -> None:
        """Those that were saved before then, and those whose link takes no answer any more."""
        dead = (
            select(Link.id)
            .join(Request, Request.id == Link.request)
            .where(
                or_(
                    Request.status != "waiting",
                    and_(
                        Link.revoked_at.is_not(None), func.coalesce(Link.reason, "").not_in(RENEWED)
                    ),
                )
            )
        )
        self._forget(or_(Draft.saved_at < before, Draft.link.in_(dead)))

    def _forget(self, which: ColumnElement[bool]) -> None:
        links = select(Draft.link).where(which)
        self._session.execute(delete(File).where(File.draft.in_(links)))
        self._session.execute(delete(Draft).where(which))
