from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from domain.db.holding import hold
from domain.db.user_tables import SessionRow, SignInFailure


class Sessions:
    """Who is signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, digest: str, user: str, at: datetime) -> None:
        self._session.add(SessionRow(digest=digest, user=user, begun_at=at, used_at=at))
        self._session.flush()

    def find(self, digest: str) -> SessionRow | None:
        return self._session.get(SessionRow, digest)

    def end(self, digest: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.digest == digest))

    def end_of(self, user: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.user == user))

    def forget(self, begun_before: datetime, used_before: datetime) -> None:
        over = or_(SessionRow.begun_at <= begun_before, SessionRow.used_at <= used_before)
        self._session.execute(delete(SessionRow).where(over))


class SignInFailures:
    """Tries that did not succeed, and those of which that is not known yet."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def hold(self, counted_on: Iterable[str]) -> None:
        """Nobody else counts on these until the transaction ends."""
        hold(self._session, counted_on)

    def add(self, attempt: str, counted_on: Iterable[str], at: datetime) -> None:
        self._session.add_all(
            SignInFailure(id=attempt, counted_on=what, at=at) for what in counted_on
        )
        self._session.flush()

    def of(self, counted_on: str) -> Sequence[datetime]:
        """The oldest first."""
        return self._session.scalars(
            select(SignInFailure.at)
            .where(SignInFailure.counted_on == counted_on)
            .order_by(SignInFailure.at)
        ).all()

    def take_back(self, attempt: str) -> None:
        self._session.execute(delete(SignInFailure).where(SignInFailure.id == attempt))

    def forgive(self, counted_on: str) -> None:
        self._session.execute(delete(SignInFailure).where(SignInFailure.counted_on == counted_on))

    def forget(self, before: datetime) -> None:
        self._session.execute(delete(SignInFailure).where(SignInFailure.at < before))
