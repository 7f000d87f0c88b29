from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.db.drafts import Drafts
from domain.db.tables import KEY_KNOWN, RENEWED, Journey, Link, Notice, Request
from domain.journey.facts import RequestKey


class Requests:
    """Requests and the links to them. Their rows follow the facts, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, request: Request) -> None:
        self._session.add(request)
        self._session.flush()

    def find(self, request_id: str) -> Request | None:
        return self._session.get(Request, request_id)

    def by_key(self, journey: str, key: RequestKey) -> Request | None:
        return self._session.scalar(
            select(Request).where(
                Request.journey == journey,
                Request.step == key.step,
                Request.item == (key.item or ""),
                Request.occurrence == key.occurrence,
                Request.attempt == key.attempt,
            )
        )

    def rename_steps(self, journey: str, name: Callable[[str], str]) -> None:
        """Two may change names: none has its new one before each has given up the old."""
        rows = self._session.scalars(select(Request).where(Request.journey == journey)).all()
        renamed = [(row, name(row.step)) for row in rows if name(row.step) != row.step]
        for row, _ in renamed:
            row.step = row.id
        self._session.flush()
        for row, step in renamed:
            row.step = step
        self._session.flush()

    def waiting_of(self, agencies: Collection[str]) -> Sequence[Request]:
        """What open journeys wait for from these agencies, the oldest journeys first."""
        return self._session.scalars(
            select(Request)
            .join(Journey, Journey.id == Request.journey)
            .where(
                Request.agency.in_(agencies),
                Request.status == "waiting",
                Journey.status == "open",
            )
            .order_by(Journey.opened_at, Request.id)
        ).all()

    def waiting_in(self, journeys: Collection[str]) -> Sequence[Request]:
        """What these journeys wait for, the oldest first."""
        return self._session.scalars(
            select(Request)
            .where(Request.status == "waiting", Request.journey.in_(journeys))
            .order_by(Request.changed_at, Request.id)
        ).all()

    def waiting_by_agency(self) -> dict[str, int]:
        """How many requests of open journeys each has yet to answer."""
        counted = self._session.execute(
            select(Request.agency, func.count())
            .join(Journey, Journey.id == Request.journey)
            .where(Request.status == "waiting", Journey.status == "open")
            .group_by(Request.agency)
            .order_by(Request.agency)
        )
        return dict(counted.tuples().all())

    def link(self, link_id: str) -> Link | None:
        return self._session.get(Link, link_id)

    def live_link(self, request_id: str, contact: str, key_id: str) -> Link | None:
        """Of those that were revoked the newest, where none lives."""
        return self._session.scalar(
            select(Link)
            .where(Link.request == request_id, Link.contact == contact, Link.key_id == key_id)
            .order_by(Link.revoked_at.is_(None).desc(), Link.made_at.desc(), Link.id)
            .limit(1)
        )

    def knows(self, contact: str) -> bool:
        """Whether anybody of this id ever had a link, or was to be told anything."""
        linked = select(Link.id).where(Link.contact == contact).limit(1)
        told = select(Notice.id).where(Notice.contact == contact).limit(1)
        return any(self._session.scalar(one) is not None for one in (linked, told))

    def add_link(self, link: Link) -> None:
        self._session.add(link)
        self._session.flush()

    def revoke_links(
        self, request_id: str, at: datetime, reason: str, contact: str | None = None
    ) -> None:
        """Everybody's, or one contact's. What was typed behind them and not sent is gone, unless
        another takes their place.
        """
        if reason not in RENEWED:
            Drafts(self._session).forget_of_request(request_id, contact)
        living = update(Link).where(Link.request == request_id, Link.revoked_at.is_(None))
        if contact is not None:
            living = living.where(Link.contact == contact)
        self._session.execute(living.values(revoked_at=at, reason=reason))

    def links_by_key(self) -> dict[str, int]:
        """How many links of open journeys each key signed, of those that still work."""
        counted = self._session.execute(
            select(Link.key_id, func.count())
            .join(Request, Request.id == Link.request)
            .join(Journey, Journey.id == Request.journey)
            .where(Link.revoked_at.is_(None), Journey.status == "open")
            .group_by(Link.key_id)
        )
        return dict(counted.tuples().all())

    def journeys_of_key(self, key_id: str) -> Sequence[str]:
        """Those with a link that this key signed and that was not revoked."""
        return self._session.scalars(
            select(Request.journey)
            .join(Link, Link.request == Request.id)
            .where(Link.key_id == key_id, Link.revoked_at.is_(None))
            .distinct()
            .order_by(Request.journey)
        ).all()

    def is_given_up(self, key_id: str) -> bool:
        """Links were revoked because this key became known."""
        found = select(Link.id).where(Link.key_id == key_id, Link.reason == KEY_KNOWN).limit(1)
        return self._session.scalar(found) is not None

    def links_of_key(self, journey: str, key_id: str) -> Sequence[Link]:
        return self._session.scalars(
            select(Link)
            .join(Request, Request.id == Link.request)
            .where(Request.journey == journey, Link.key_id == key_id, Link.revoked_at.is_(None))
            .order_by(Link.request, Link.contact)
        ).all()
