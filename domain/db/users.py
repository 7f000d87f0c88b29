from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.db.holding import hold
from domain.db.user_tables import SiteEvent, UserArea, UserRow
from domain.users.user import POSTS, User


class Users:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, user: User, password: str, at: datetime) -> None:
        """`password` is what the hasher made of it."""
        row = UserRow(
            name=user.name, title=user.title, post=user.post, password=password, made_at=at
        )
        self._session.add(row)
        self._session.flush()
        self._session.add_all(UserArea(user=user.name, area=area) for area in user.areas)
        self._session.flush()

    def change(self, user: User) -> None:
        """To this title, post and areas."""
        held = update(UserRow).where(UserRow.name == user.name)
        self._session.execute(held.values(title=user.title, post=user.post))
        self._session.execute(delete(UserArea).where(UserArea.user == user.name))
        self._session.add_all(UserArea(user=user.name, area=area) for area in user.areas)
        self._session.flush()

    def every(self) -> Sequence[User]:
        """By name."""
        rows = self._session.scalars(select(UserRow).order_by(UserRow.name)).all()
        areas = self._session.scalars(select(UserArea).order_by(UserArea.area)).all()
        return [_user(row, areas) for row in rows]

    def find(self, name: str) -> User | None:
        row = self.row(name)
        return self.read(row) if row is not None else None

    def read(self, row: UserRow) -> User:
        mine = select(UserArea).where(UserArea.user == row.name).order_by(UserArea.area)
        return _user(row, self._session.scalars(mine).all())

    def row(self, name: str) -> UserRow | None:
        return self._session.get(UserRow, name)

    def lock(self, name: str) -> UserRow | None:
        """The row as it is now, held until the transaction ends."""
        held = select(UserRow).where(UserRow.name == name).with_for_update()
        return self._session.scalar(held.execution_options(populate_existing=True))


class SiteEvents:
    """What was done to no journey."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, at: datetime, actor: str, kind: str, about: str | None = None) -> None:
        self._session.add(SiteEvent(at=at, actor=actor, kind=kind, about=about))

    def hold(self, actor: str) -> None:
        """Nobody else who does so writes of the same one until the transaction ends."""
        hold(self._session, [f"site_events {actor}"])

    def last_at(self, actor: str, kind: str, about: str) -> datetime | None:
        same = (SiteEvent.actor == actor, SiteEvent.kind == kind, SiteEvent.about == about)
        newest_first = select(SiteEvent.at).where(*same).order_by(SiteEvent.id.desc())
        last: datetime | None = self._session.scalar(newest_first.limit(1))
        return last

    def newest(self, most: int) -> Sequence[SiteEvent]:
        """The newest first."""
        newest_first = select(SiteEvent).order_by(SiteEvent.id.desc()).limit(most)
        return self._session.scalars(newest_first).all()

    def since(self, moment: datetime, kinds: Collection[str]) -> Sequence[SiteEvent]:
        """Those of these kinds from that moment on, the oldest first."""
        found = select(SiteEvent).where(SiteEvent.at >= moment, SiteEvent.kind.in_(kinds))
        return self._session.scalars(found.order_by(SiteEvent.id)).all()


def _user(row: UserRow, areas: Iterable[UserArea]) -> User:
    return User(
        name=row.name,
        title=row.title,
        post=next(post for post in POSTS if post == row.post),
        areas=tuple(one.area for one in areas if one.user == row.name),
        disabled_at=row.disabled_at,
    )
