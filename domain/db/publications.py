from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.db.tables import Publication, Retirement
from domain.errors import ReferralError
from domain.pathway.template import LAST_VERSION
from domain.texts import say

_RETIRED = exists().where(
    Retirement.kind == Publication.kind,
    Retirement.key == Publication.key,
    Retirement.version == Publication.version,
)

_VERSIONS = range(1, LAST_VERSION + 1)


class PublishedElsewhere(ReferralError):
    """Somebody else published in the same moment, and was first."""


def _named(row: Publication) -> tuple[str, str, int]:
    return row.kind, row.key, row.version


class Publications:
    """Published documents. The highest version of a key that is not retired is the one in use."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # A session lets go of what nobody holds, and would ask for it again at each journey.
        self._read: set[Publication] = set()

    def publish(self, kind: str, key: str, body: str, at: datetime, by: str) -> int:
        """The version that has this body: the last one's if it is the same, else a new one.

        Two who publish at once meet at the primary key: one of them raises PublishedElsewhere.
        """
        digest = hashlib.sha256(body.encode()).hexdigest()
        last = next(iter(self.versions(kind, key)), None)
        if last is not None and last.digest == digest and not self.is_retired(*_named(last)):
            return last.version
        version = last.version + 1 if last else 1
        self._session.add(
            Publication(
                kind=kind, key=key, version=version, digest=digest, body=body,
                published_at=at, published_by=by,
            )
        )  # fmt: skip
        try:
            self._session.flush()
        except IntegrityError as error:
            raise PublishedElsewhere(
                say("Somebody else published this in the same moment. Please do this once more.")
            ) from error
        return version

    def latest(self, kind: str, key: str) -> Publication | None:
        return self._session.scalar(
            select(Publication)
            .where(Publication.kind == kind, Publication.key == key, ~_RETIRED)
            .order_by(Publication.version.desc())
            .limit(1)
        )

    def retire(self, kind: str, key: str, version: int, at: datetime, by: str) -> None:
        self._session.add(
            Retirement(kind=kind, key=key, version=version, retired_at=at, retired_by=by)
        )
        self._session.flush()

    def is_retired(self, kind: str, key: str, version: int) -> bool:
        return self._session.get(Retirement, (kind, key, version)) is not None

    def retired(self, kind: str, key: str) -> frozenset[int]:
        """The versions that are."""
        found = select(Retirement.version).where(Retirement.kind == kind, Retirement.key == key)
        return frozenset(self._session.scalars(found))

    def in_use_at(self, kind: str, key: str, moment: datetime) -> Publication | None:
        return self._session.scalar(
            select(Publication)
            .where(
                Publication.kind == kind,
                Publication.key == key,
                Publication.published_at <= moment,
            )
            .order_by(Publication.version.desc())
            .limit(1)
        )

    def version(self, kind: str, key: str, version: int) -> Publication | None:
        if version not in _VERSIONS:
            return None
        found = self._session.get(Publication, (kind, key, version))
        if found is not None:
            self._read.add(found)
        return found

    def versions(self, kind: str, key: str) -> list[Publication]:
        """The newest first."""
        return list(
            self._session.scalars(
                select(Publication)
                .where(Publication.kind == kind, Publication.key == key)
                .order_by(Publication.version.desc())
            )
        )

    def all_versions(self, kind: str) -> list[Publication]:
        """The oldest first, each key's together."""
        return list(
            self._session.scalars(
                select(Publication)
                .where(Publication.kind == kind)
                .order_by(Publication.key, Publication.version)
            )
        )

    def all_latest(self, kind: str) -> list[Publication]:
        newest = (
            select(Publication.key, func.max(Publication.version).label("version"))
            .where(Publication.kind == kind, ~_RETIRED)
            .group_by(Publication.key)
            .subquery()
        )
        return list(
            self._session.scalars(
                select(Publication)
                .join(
                    newest,
                    (Publication.key == newest.c.key) & (Publication.version == newest.c.version),
                )
                .where(Publication.kind == kind)
                .order_by(Publication.key)
            )
        )
