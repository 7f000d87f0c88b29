from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.db.tables import ReadingCode, Request


class ReadingCodes:
    """One code at a time for a request and a contact."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, request_id: str, contact: str) -> ReadingCode | None:
        return self._session.get(ReadingCode, (request_id, contact), populate_existing=True)

    def put(
        self, request_id: str, contact: str, digest: str, made_at: datetime, tries: int
    ) -> None:
        """In the place of the one before, which is right no more."""
        self._session.merge(
            ReadingCode(
                request=request_id, contact=contact, digest=digest, made_at=made_at, tries=tries
            )
        )
        self._session.flush()

    def take_a_try(self, code: ReadingCode, most: int) -> bool:
        """False when none is left. Of many at once no more get one than there are."""
        result = self._session.execute(
            update(ReadingCode)
            .where(
                ReadingCode.request == code.request,
                ReadingCode.contact == code.contact,
                ReadingCode.digest == code.digest,
                ReadingCode.tries < most,
            )
            .values(tries=ReadingCode.tries + 1)
            .execution_options(synchronize_session=False)
        )
        return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # of an update

    def give_it_back(self, code: ReadingCode) -> None:
        """It was right."""
        self._session.execute(
            update(ReadingCode)
            .where(ReadingCode.request == code.request, ReadingCode.contact == code.contact)
            .values(tries=ReadingCode.tries - 1)
            .execution_options(synchronize_session=False)
        )

    def locked(self, journey: str, most: int) -> Sequence[ReadingCode]:
        """Those for which no try is left."""
        return self._session.scalars(
            select(ReadingCode)
            .join(Request, Request.id == ReadingCode.request)
            .where(Request.journey == journey, ReadingCode.tries >= most)
        ).all()
