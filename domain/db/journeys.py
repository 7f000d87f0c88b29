from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select, true, update
from sqlalchemy.orm import Session

from domain.db.holding import hold
from domain.db.tables import Case, Journey, LeadItem

AT_A_TIME = 50
MOST_FIRST = 1000
"""Of those that are handed in: each is a parameter, of which a database takes some thousands."""
LOOK_LEASE = timedelta(seconds=30)
"""How long a sweep has for those that it claimed; then another takes what it left."""


class Journeys:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, journey: Journey, opened_at: datetime) -> None:
        if self._session.get(Case, journey.case_code) is None:
            self._session.add(Case(code=journey.case_code, opened_at=opened_at))
            self._session.flush()
        self._session.add(journey)
        self._session.flush()

    def code_is_taken(self, code: str) -> bool:
        return self._session.get(Case, code) is not None

    def find(self, journey_id: str) -> Journey | None:
        return self._session.get(Journey, journey_id)

    def lock(self, journey_id: str) -> Journey | None:
        """The row, held until the transaction ends (SQLite holds the whole database).

        What was read before is read anew: it may have changed while this waited its turn.
        """
        row = self._session.scalar(
            select(Journey).where(Journey.id == journey_id).with_for_update()
        )
        self._session.expire_all()
        return row

    def opened_by(self, once: str) -> Journey | None:
        """By that flow run or that form; nobody else opens one by it until this has ended."""
        hold(self._session, [once])
        return self._session.scalar(select(Journey).where(Journey.opened_by_run == once))

    def carried_by(self, flow_run: str) -> Journey | None:
        return self._session.scalar(
            select(Journey).where(Journey.flow_run == flow_run, Journey.status == "open")
        )

    def of_case(self, code: str) -> Sequence[Journey]:
        return self._session.scalars(
            select(Journey).where(Journey.case_code == code).order_by(Journey.number)
        ).all()

    def cases(
        self,
        areas: Collection[str | None] | None,
        *,
        ended: bool,
        urgent: Collection[str],
        pressing: Sequence[str],
        skipped: int,
        most: int,
    ) -> Sequence[Journey]:
        """The newest first, without rounds of duties, of `areas` as in `lies_in`. Open ones, and
        `ended` ones too. Before all stand the open ones that are on the lead's list for one of the
        reasons `urgent`, and those of `pressing`, at most MOST_FIRST of them.
        """
        wanted = select(Journey).where(Journey.duty.is_(None), lies_in(areas))
        if not ended:
            wanted = wanted.where(Journey.status == "open")
        listed = exists().where(
            LeadItem.journey == Journey.id,
            LeadItem.settled_at.is_(None),
            LeadItem.reason.in_(urgent),
            Journey.status == "open",
        )
        first = or_(listed, Journey.id.in_(pressing[:MOST_FIRST]))
        in_order = wanted.order_by(first.desc(), Journey.opened_at.desc(), Journey.id.desc())
        return self._session.scalars(in_order.offset(skipped).limit(most)).all()

    def on_pathway(
        self, key: str, areas: Collection[str | None] | None = None
    ) -> Sequence[Journey]:
        """Open ones of any of its versions, without rounds of duties, of `areas` as in `lies_in`;
        the oldest first.
        """
        return self._session.scalars(
            select(Journey)
            .where(
                Journey.pathway == key,
                Journey.status == "open",
                Journey.duty.is_(None),
                lies_in(areas),
            )
            .order_by(Journey.opened_at, Journey.id)
        ).all()

    def every(self) -> Sequence[Journey]:
        return self._session.scalars(select(Journey).order_by(Journey.opened_at)).all()

    def open(self) -> Sequence[Journey]:
        return self._session.scalars(
            select(Journey).where(Journey.status == "open").order_by(Journey.opened_at)
        ).all()

    def open_pathways(self) -> frozenset[str]:
        """The keys of the pathways that journeys are still on."""
        return frozenset(
            self._session.scalars(
                select(Journey.pathway).where(Journey.status == "open").distinct()
            )
        )

    def count_open(self) -> int:
        return (
            self._session.scalar(
                select(func.count()).select_from(Journey).where(Journey.status == "open")
            )
            or 0
        )

    def claim_due(self, now: datetime, database_now: datetime) -> Sequence[str]:
        """Some of those whose time has come, the longest due first, for the caller alone.

        Of two that ask at once on PostgreSQL each is given others; on SQLite one waits.
        """
        free = or_(Journey.looked_at_until.is_(None), Journey.looked_at_until < database_now)
        due = self._session.scalars(
            select(Journey.id)
            .where(Journey.status == "open", Journey.next_due_at <= now, free)
            .order_by(Journey.next_due_at)
            .limit(AT_A_TIME)
            .with_for_update(skip_locked=True)
        ).all()
        self._session.execute(
            update(Journey)
            .where(Journey.id.in_(due))
            .values(looked_at_until=database_now + LOOK_LEASE)
        )
        return due

    def unseen(self) -> Sequence[Journey]:
        """Open journeys with something that their flow has not seen."""
        return self._session.scalars(
            select(Journey).where(Journey.status == "open", Journey.wanted_seq > Journey.seen_seq)
        ).all()

    def bind_run(self, journey_id: str, generation: int, flow_run: str) -> bool:
        """Remember the run of a generation, once; False when another generation has begun."""
        return self._changed(
            update(Journey)
            .where(
                Journey.id == journey_id,
                Journey.generation == generation,
                or_(Journey.flow_run.is_(None), Journey.flow_run == flow_run),
            )
            .values(flow_run=flow_run)
        )

    def next_generation(self, journey_id: str, lost: int) -> bool:
        """Give up a lost run; False when somebody else already did, or the journey is over."""
        return self._changed(
            update(Journey)
            .where(Journey.id == journey_id, Journey.generation == lost, Journey.status == "open")
            .values(generation=lost + 1, flow_run=None, lost_runs=Journey.lost_runs + 1)
        )

    def _changed(self, statement: object) -> bool:
        result = self._session.execute(statement)  # type: ignore[call-overload]  # an Update
        return bool(result.rowcount == 1)


def lies_in(areas: Collection[str | None] | None) -> ColumnElement[bool]:
    """Of all areas, or of these, with None among them those journeys that have none."""
    if areas is None:
        return true()
    named = Journey.area.in_([area for area in areas if area is not None])
    return or_(named, Journey.area.is_(None)) if None in areas else named
