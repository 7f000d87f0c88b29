"""The tables of pathways that are being edited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.db.tables import Base


class PathwayDraft(Base):
    """The draft of a pathway, if it has revisions; else what remains of the last one.

    `newest` goes on from draft to draft, so that no revision is taken for one of another draft.
    `based_on` is the version that was in use when it was begun, `copied_from` the key of the
    pathway that this one is a copy of, and `copied_version` which of its versions: none of one as
    it comes with the program. `removed` is JSON: what was removed from it, as it was called then.
    """

    __tablename__ = "pathway_drafts"
    key: Mapped[str] = mapped_column(primary_key=True)
    newest: Mapped[int]
    based_on: Mapped[int | None]
    copied_from: Mapped[str | None]
    copied_version: Mapped[int | None]
    removed: Mapped[str | None] = mapped_column(Text)
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[str | None]


class PathwayExample(Base):
    """A run that was kept, with what came of it."""

    __tablename__ = "pathway_examples"
    pathway: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    kept_by: Mapped[str]


class PathwayTrial(Base):
    """How far somebody has come who tries a draft. One for each of those who do."""

    __tablename__ = "pathway_trials"
    pathway: Mapped[str] = mapped_column(primary_key=True)
    tried_by: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)


class PathwayRevision(Base):
    """One save. `same_as`: the revision that it went back to."""

    __tablename__ = "pathway_revisions"
    key: Mapped[str] = mapped_column(ForeignKey("pathway_drafts.key"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
    same_as: Mapped[int | None]
