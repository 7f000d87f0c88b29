"""The tables of the desk: who may sign in, who is signed in, and what they did to the site."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.db.tables import Base


class UserRow(Base):
    """Who has no row in `user_areas` is there for everywhere."""

    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    post: Mapped[str]
    password: Mapped[str]
    made_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class UserArea(Base):
    __tablename__ = "user_areas"
    user: Mapped[str] = mapped_column(ForeignKey("users.name"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)


class SessionRow(Base):
    """Somebody who is signed in. The cookie's secret is not here, only its SHA-256."""

    __tablename__ = "sessions"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.name"), index=True)
    begun_at: Mapped[datetime]
    used_at: Mapped[datetime]


class SignInFailure(Base):
    """`counted_on` stands for an account, a browser or an address, and gives none of them away."""

    __tablename__ = "sign_in_failures"
    id: Mapped[str] = mapped_column(primary_key=True)
    counted_on: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    __table_args__ = (Index("ix_sign_in_failures_counted_on_at", "counted_on", "at"),)


class SiteEvent(Base):
    """What was done to no journey: users made and changed, sign-ins and failed ones, pathways that
    one published alone where two are to, looks at what a version would do, examples of pathways
    that were kept, forgotten or replaced.
    """

    __tablename__ = "site_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    kind: Mapped[str]
    about: Mapped[str | None]
