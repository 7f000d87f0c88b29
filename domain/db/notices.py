from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from domain.db.leads import unit_renamed
from domain.db.tables import Notice, Request

LEASE = timedelta(minutes=3)
"""How long one process may take to hand over a message, or a part of it, before another may try:
more than a mail server does that takes 15 seconds for each step.
"""
UNDER_WAY = ("queued", "sending")
DELIVERED = ("handed_over", "sending")
_AS_ASKED = (func.length(Notice.about), Notice.about)
"""Of requests that were made at once: in the order in which the trail has them."""


class Notices:
    """One row for each message; a row is claimed by compare-and-set before it is sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def queue(self, notice: Notice) -> bool:
        """Add it unless it was already said; False when it was."""
        known = self._session.scalar(
            select(Notice.id).where(
                _same_matter(Notice, notice),
                Notice.channel == notice.channel,
                Notice.resend == (notice.resend or 0),
            )
        )
        if known is not None:
            return False
        notice.id = uuid4().hex
        self._session.add(notice)
        self._session.flush()
        return True

    def find(self, notice_id: str) -> Notice | None:
        return self._session.get(Notice, notice_id)

    def of_journey(self, journey: str) -> Sequence[Notice]:
        return self._session.scalars(
            select(Notice).where(Notice.journey == journey).order_by(Notice.queued_at, Notice.id)
        ).all()

    def refused(self, journey: str) -> Sequence[Notice]:
        """Those that could not be delivered at last, on no channel of their contact."""
        other = aliased(Notice)
        elsewhere = exists().where(
            _same_matter(other, Notice),
            # What went before it has a link that works no more.
            other.resend >= Notice.resend,
            other.status.in_((*UNDER_WAY, *DELIVERED)),
        )
        return self._session.scalars(
            select(Notice).where(Notice.journey == journey, Notice.status == "refused", ~elsewhere)
        ).all()

    def on_other_channels(self, notice: Notice) -> Sequence[Notice]:
        """The same to the same contact, with the same link."""
        return self._session.scalars(
            select(Notice)
            .where(
                _same_matter(Notice, notice),
                Notice.channel != notice.channel,
                Notice.resend == notice.resend,
            )
            .order_by(Notice.queued_at, Notice.id)
        ).all()

    def channels_of_codes(self, about: str, contact: str) -> Sequence[str]:
        """Those on which a code to read of the person was sent, or is to be."""
        return self._session.scalars(
            select(Notice.channel).where(
                Notice.about == about, Notice.contact == contact, Notice.kind == "code"
            )
        ).all()

    def contacts_told(self, about: str) -> Sequence[str]:
        """Whoever a message about it reached, or may have reached."""
        return self._session.scalars(_told(about)).all()

    def contacts_asked(self, about: str) -> Sequence[str]:
        """Likewise, whoever was to answer it."""
        return self._session.scalars(_told(about).where(Notice.kind == "request")).all()

    def last_heard(self, notice: Notice) -> datetime | None:
        """When another kind of message about the same last reached the contact."""
        return self._session.scalar(
            select(func.max(Notice.handed_over_at)).where(
                Notice.about == notice.about,
                Notice.contact == notice.contact,
                Notice.kind != notice.kind,
                Notice.status == "handed_over",
            )
        )

    def drop_revised(self, about: str, ordinal: int) -> Sequence[str]:
        """What was still to be told of a move. Returns whom it reached, or may have reached."""
        revised = (Notice.about == about, Notice.kind == "revised", Notice.ordinal == ordinal)
        self._session.execute(
            update(Notice).where(*revised, Notice.status == "queued").values(status="dropped")
        )
        return self._session.scalars(_told(about).where(*revised)).all()

    def unsent(
        self, database_now: datetime, now: datetime, journey: str | None = None
    ) -> Sequence[str]:
        """Queued, or claimed by somebody whose lease has run out; not what waits on purpose.

        Leases go by the database's time, what waits on purpose by the office's.
        """
        statement = (
            select(Notice.id)
            .where(_free(database_now), or_(Notice.look_at.is_(None), Notice.look_at <= now))
            .order_by(Notice.queued_at, *_AS_ASKED, Notice.id)
        )
        if journey is not None:
            statement = statement.where(Notice.journey == journey)
        return self._session.scalars(statement).all()

    def rename_steps(self, journey: str, name: Callable[[str], str]) -> None:
        """What is to be told of lines on the lead's list goes on to be about them. That which was
        told stays as it was.
        """
        under_way = Notice.status.in_(UNDER_WAY)
        told = select(Notice).where(Notice.journey == journey, Notice.kind == "lead", under_way)
        for notice in self._session.scalars(told).all():
            place, _, rest = notice.about.partition(":")
            about, _, reason = rest.rpartition(":")
            notice.about = f"{place}:{unit_renamed(about, name)}:{reason}"
        self._session.flush()

    def unopened(self, now: datetime) -> Sequence[str]:
        """Handed over, and it is time to see whether they were opened."""
        return self._session.scalars(
            select(Notice.id)
            .where(Notice.status == "handed_over", Notice.look_at <= now)
            .order_by(Notice.look_at, Notice.id)
        ).all()

    def awaits_opening(self, about: str, contact: str) -> bool:
        """Whether they got something about it since they last opened its link."""
        found = select(Notice.id).where(_not_opened(about, contact)).limit(1)
        return self._session.scalar(found) is not None

    def mark_opened(self, about: str, contact: str, at: datetime) -> None:
        self._session.execute(
            update(Notice).where(_not_opened(about, contact)).values(opened_at=at)
        )

    def beside(
        self, notice: Notice, database_now: datetime, now: datetime, most: int
    ) -> Sequence[Notice]:
        """Others of its kind, for the same contact on the same channel, that can go with it."""
        waits = and_(Notice.look_at > now, Notice.held_for != "together")
        return self._session.scalars(
            select(Notice)
            .where(
                Notice.contact == notice.contact,
                Notice.channel == notice.channel,
                Notice.kind == notice.kind,
                Notice.id != notice.id,
                _free(database_now),
                or_(Notice.look_at.is_(None), ~waits),
            )
            .order_by(Notice.queued_at, *_AS_ASKED, Notice.id)
            .limit(most)
        ).all()

    def last_unanswered(self, notice: Notice, since: datetime) -> datetime | None:
        """When the last about another request was handed over to the same contact on the same
        channel, if later than `since` and while that request waits.
        """
        return self._session.scalar(
            select(func.max(Notice.handed_over_at))
            .join(Request, Request.id == Notice.about)
            .where(
                Notice.contact == notice.contact,
                Notice.channel == notice.channel,
                Notice.kind == notice.kind,
                Notice.about != notice.about,
                Notice.status == "handed_over",
                Notice.handed_over_at > since,
                Request.status == "waiting",
            )
        )

    def claim(self, notice_id: str, lease: str, database_now: datetime) -> bool:
        """Take it for sending; False when it was sent or somebody holds it."""
        result = self._session.execute(
            update(Notice)
            .where(Notice.id == notice_id, _free(database_now))
            .values(
                status="sending",
                lease=lease,
                lease_until=database_now + LEASE,
                tries=Notice.tries + 1,
            )
        )
        return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # of an update

    def renew(self, notice_id: str, lease: str, database_now: datetime) -> bool:
        """False when somebody else holds it by now."""
        return self._held(notice_id, lease, lease_until=database_now + LEASE)

    def settle(self, notice_id: str, lease: str, **outcome: object) -> bool:
        """Record what became of it, if the lease is still ours."""
        return self._held(notice_id, lease, lease=None, **outcome)

    def _held(self, notice_id: str, held_by: str, **changes: object) -> bool:
        result = self._session.execute(
            update(Notice).where(Notice.id == notice_id, Notice.lease == held_by).values(**changes)
        )
        return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # of an update


def _told(about: str) -> Select[tuple[str]]:
    told = select(Notice.contact).where(Notice.about == about, Notice.status.in_(DELIVERED))
    return told.distinct().order_by(Notice.contact)


def _free(database_now: datetime) -> ColumnElement[bool]:
    return and_(
        Notice.status.in_(UNDER_WAY),
        or_(Notice.lease_until.is_(None), Notice.lease_until < database_now),
    )


def _not_opened(about: str, contact: str) -> ColumnElement[bool]:
    return and_(
        Notice.about == about,
        Notice.contact == contact,
        Notice.status.in_(DELIVERED),
        Notice.opened_at.is_(None),
    )


def _same_matter(one: type[Notice], other: type[Notice] | Notice) -> ColumnElement[bool]:
    return and_(
        one.about == other.about,
        one.kind == other.kind,
        one.ordinal == other.ordinal,
        one.contact == other.contact,
    )
