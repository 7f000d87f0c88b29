"""The one place that opens transactions and commits them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from domain.db.chores import Chores
from domain.db.drafts import Drafts
from domain.db.duties import Duties
from domain.db.files import Files
from domain.db.identities import Identities
from domain.db.journeys import Journeys
from domain.db.leads import Leads
from domain.db.leases import Leases
from domain.db.messages import Mailbox
from domain.db.notices import Notices
from domain.db.outage import postgres_engine
from domain.db.pathway_drafts import PathwayDrafts
from domain.db.pathway_examples import PathwayExamples
from domain.db.pathway_trials import PathwayTrials
from domain.db.publications import Publications
from domain.db.reading_codes import ReadingCodes
from domain.db.requests import Requests
from domain.db.sessions import Sessions, SignInFailures
from domain.db.tables import Site
from domain.db.trails import Trails
from domain.db.users import SiteEvents, Users

BUSY_SECONDS = 30
# As many as threads want one, each one at a time: a worker has 18 runs and as many threads that say
# that these live, the pages have 40. Who waited for a connection would be taken for dead.
POOL: Mapping[str, int] = MappingProxyType({"pool_size": 20, "max_overflow": -1})


class Books:
    """The repositories, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.publications = Publications(session)
        self.pathway_drafts = PathwayDrafts(session)
        self.journeys = Journeys(session)
        self.trails = Trails(session)
        self.requests = Requests(session)
        self.drafts = Drafts(session)
        self.files = Files(session)
        self.pathway_examples = PathwayExamples(session)
        self.pathway_trials = PathwayTrials(session)
        self.notices = Notices(session)
        self.leads = Leads(session)
        self.leases = Leases(session)
        self.chores = Chores(session)
        self.duties = Duties(session)
        self.identities = Identities(session)
        self.reading_codes = ReadingCodes(session)
        self.mailbox = Mailbox(session)
        self.users = Users(session)
        self.sessions = Sessions(session)
        self.sign_in_failures = SignInFailures(session)
        self.site_events = SiteEvents(session)

    def database_now(self) -> datetime:
        """The database's own time: leases go by it, since processes' clocks may differ."""
        # In PostgreSQL `now()` is when the transaction began, and it may have waited for a lock.
        on_postgres = self._session.get_bind().dialect.name == "postgresql"
        now = func.clock_timestamp() if on_postgres else func.now()
        moment: datetime | None = self._session.scalar(select(now))
        assert moment is not None  # noqa: S101 - every database knows the time
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def site_id(self) -> str:
        """No other database has it, but one that was restored from a backup of this one."""
        return self._session.scalars(select(Site.id)).one()


class Store:
    """A database. Threads and processes may share it; each transaction has its own session."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writers = self.engine.execution_options(writes=True)

    @contextmanager
    def writing(self) -> Iterator[Books]:
        """One transaction that commits at the end, or leaves nothing behind."""
        with Session(self._writers, expire_on_commit=False) as session, session.begin():
            yield Books(session)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield Books(session)

    def close(self) -> None:
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    # The values of a statement may name a person, and errors are logged.
    if not url.startswith("sqlite"):
        return postgres_engine(url, hide_parameters=True, **POOL)
    engine = create_engine(url, hide_parameters=True, **POOL)
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions are off: they would begin as readers and fail on writing.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
