from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.db.tables import Identity

AT_A_TIME = 100


class Identities:
    """Who the person of a case is: a row for each thing known, sealed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_case(self, code: str) -> Sequence[Identity]:
        return self._session.scalars(select(Identity).where(Identity.case_code == code)).all()

    def keep(self, code: str, field: str, sealed: str, key_id: str) -> None:
        """In the place of what was there."""
        self._session.merge(Identity(case_code=code, field=field, sealed=sealed, key_id=key_id))
        self._session.flush()

    def take_away(self, code: str, field: str) -> None:
        self._session.execute(
            delete(Identity).where(Identity.case_code == code, Identity.field == field)
        )

    def not_under(self, key_id: str) -> Sequence[Identity]:
        """Some of those that another key sealed, held until the transaction ends."""
        return self._session.scalars(
            select(Identity)
            .where(Identity.key_id != key_id)
            .order_by(Identity.case_code, Identity.field)
            .limit(AT_A_TIME)
            .with_for_update()
        ).all()

    def count_by_key(self) -> dict[str, int]:
        counted = select(Identity.key_id, func.count()).group_by(Identity.key_id)
        return dict(self._session.execute(counted).tuples().all())
