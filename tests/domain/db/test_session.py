from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy.exc import IntegrityError, ProgrammingError, StatementError

from domain.db.migrating import upgrade
from domain.db.outage import DatabaseAway
from domain.db.session import Store
from domain.db.tables import MailboxMessage
from tests.domain.db.rows import JOURNEY, NOW, open_journey, request
from tests.postgres import PostgresServer

TURNS = 25
AT_ONCE = 18  # as in deployments.worker


def test_what_fails_leaves_nothing_behind(store: Store) -> None:
    def publish_and_fail() -> None:
        with store.writing() as books:
            books.publications.publish("pathway", "small", "một", NOW, "user:lan")
            raise LookupError

    with pytest.raises(LookupError):
        publish_and_fail()

    with store.reading() as books:
        assert books.publications.latest("pathway", "small") is None


def test_a_reader_writes_nothing(store: Store) -> None:
    with store.reading() as books:
        books.publications.publish("pathway", "small", "một", NOW, "user:lan")

    with store.reading() as books:
        assert books.publications.latest("pathway", "small") is None


def test_an_error_of_the_database_does_not_quote_the_row(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    with pytest.raises(IntegrityError) as caught, store.writing() as books:
        books.requests.add(request(journey_id="Nguyễn Thị Hoa/1"))
    store.close()

    assert "Hoa" not in str(caught.value)


def test_the_time_of_the_database_is_aware_and_now(store: Store) -> None:
    with store.reading() as books:
        told = books.database_now()

    assert told.tzinfo is UTC
    assert abs(datetime.now(UTC) - told) < timedelta(seconds=10)


def test_the_time_of_the_database_goes_on_while_a_transaction_waits(store: Store) -> None:
    with store.reading() as waiting:
        waiting.journeys.find(JOURNEY)
        with store.reading() as others:
            meanwhile = others.database_now()

        assert waiting.database_now() >= meanwhile


def test_every_thread_of_a_worker_may_use_the_database_at_once(store: Store) -> None:
    threads = 2 * AT_ONCE
    all_at_once = Barrier(threads)

    def read(_: int) -> int:
        with store.reading() as books:
            books.database_now()
            return all_at_once.wait(20)

    with ThreadPoolExecutor(threads) as worker:
        assert sorted(worker.map(read, range(threads))) == list(range(threads))


def test_a_database_is_known_by_an_id_of_its_own(store: Store, sqlite_file: Path) -> None:
    other = Store(f"sqlite:///{sqlite_file}")
    with store.reading() as books, other.reading() as others:
        assert books.site_id() == books.site_id() != others.site_id()
    other.close()


@pytest.mark.parametrize(
    "moment",
    [
        # with its fraction of a second
        NOW + timedelta(microseconds=123456),
        # written down in Việt Nam
        NOW.astimezone(timezone(timedelta(hours=7))),
    ],
)
def test_a_moment_comes_back_in_utc(store: Store, moment: datetime) -> None:
    open_journey(store, next_due_at=moment)

    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert row.next_due_at == moment
        assert row.next_due_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        open_journey(store, next_due_at=NOW.replace(tzinfo=None))


def test_the_mailbox_keeps_its_letters_in_order(store: Store) -> None:
    for number in range(3):
        with store.writing() as books:
            books.mailbox.deliver(
                MailboxMessage(
                    to="a@demo.invalid", channel="mailbox", subject="Yêu cầu", sent_at=NOW,
                    text=f"thư {number}",
                )
            )  # fmt: skip

    with store.reading() as books:
        assert [each.text for each in books.mailbox.messages()] == ["thư 0", "thư 1", "thư 2"]


def test_writers_in_two_processes_wait_for_each_other(database_url: str, store: Store) -> None:
    open_journey(store)

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        list(processes.map(count_up, [database_url] * 2))

    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert row.wanted_seq == 2 * TURNS


def test_writers_in_two_threads_wait_for_each_other(database_url: str, store: Store) -> None:
    open_journey(store)
    start = Barrier(2)

    def count(_: int) -> None:
        start.wait()
        count_up(database_url)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(count, range(2)))

    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert row.wanted_seq == 2 * TURNS


def test_nobody_waits_for_a_writer_to_read(store: Store) -> None:
    open_journey(store)
    reading = Event()

    def read() -> str | None:
        with store.reading() as books:
            row = books.journeys.find(JOURNEY)
            reading.set()
            return row.area if row else "none"

    with ThreadPoolExecutor(1) as thread, store.writing() as books:
        row = books.journeys.lock(JOURNEY)
        assert row is not None
        row.area = "hai_phong"
        books.leads.put(JOURNEY, "verify", "nobody", NOW)
        seen = thread.submit(read)
        assert reading.wait(10)

    assert seen.result() is None


def test_sqlite_keeps_what_it_promised_through_a_power_cut(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    with store.engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    store.close()

    full = 2
    assert told == ["wal", full, 1]


def test_sqlite_takes_its_place_in_the_queue_before_it_reads(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    with closing(sqlite3.connect(sqlite_file, timeout=0)) as other, store.writing() as books:
        books.journeys.find(JOURNEY)

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    store.close()


def count_up(database_url: str) -> None:
    """Read, add one, write: what is lost unless writers wait."""
    store = Store(database_url)
    for _ in range(TURNS):
        with store.writing() as books:
            row = books.journeys.lock(JOURNEY)
            assert row is not None
            row.wanted_seq += 1
    store.close()


@pytest.mark.postgres
def test_what_postgresql_cuts_off_is_told_from_what_is_our_fault(postgres: PostgresServer) -> None:
    store = Store(postgres.fresh_database())

    def be_cut_off() -> None:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    def write_nonsense() -> None:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("SELECT nonsense")

    with pytest.raises(DatabaseAway):
        be_cut_off()
    with pytest.raises(ProgrammingError):
        write_nonsense()
    store.close()


@pytest.mark.postgres
def test_what_the_url_says_about_connecting_goes_first(postgres: PostgresServer) -> None:
    url = postgres.fresh_database()
    upgrade(url)
    holding, waiting = Store(url), Store(f"{url}?options=-c%20lock_timeout%3D50ms")
    open_journey(holding)

    with holding.writing() as books:
        books.journeys.lock(JOURNEY)
        with pytest.raises(DatabaseAway), waiting.writing() as others:
            others.journeys.lock(JOURNEY)

    with waiting.writing() as books:
        assert books.journeys.lock(JOURNEY) is not None
    holding.close()
    waiting.close()


@pytest.mark.postgres
def test_postgresql_lets_nobody_wait_for_ever(postgres: PostgresServer) -> None:
    store = Store(postgres.fresh_database())
    asked = ("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout")

    with store.engine.connect() as connection:
        told = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in asked]
    store.close()

    assert told == ["30s", "1min", "0"]
