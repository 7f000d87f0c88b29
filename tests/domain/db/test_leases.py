from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.db.leases import LEASE
from domain.db.session import Books, Store

RUN = "run-1"
LATER = LEASE + timedelta(seconds=1)


def test_a_lease_runs_out_unless_it_is_renewed(store: Store) -> None:
    with store.writing() as books:
        now = _taken(books)
        books.leases.renew(RUN, "first", now + timedelta(seconds=20))

        held = books.leases.end(RUN, now + LATER)
        run_out = books.leases.end(RUN, now + LATER + LATER)

    assert (held, run_out) == (False, True)


def test_whoever_takes_it_over_is_not_renewed_or_released_by_the_one_before(store: Store) -> None:
    with store.writing() as books:
        now = _taken(books)
        books.leases.take(RUN, "second", now)

        books.leases.renew(RUN, "first", now + LATER)
        books.leases.release(RUN, "first")

        assert books.leases.until(RUN) == now + LEASE
        books.leases.release(RUN, "second")
        assert books.leases.until(RUN) is None


@pytest.mark.parametrize("taken", [True, False])
def test_watching_gives_a_lease_only_where_there_is_none(store: Store, *, taken: bool) -> None:
    with store.writing() as books:
        now = _taken(books) if taken else books.database_now()

        books.leases.watch(RUN, now + LEASE)

        assert books.leases.until(RUN) == now + (LEASE if taken else 2 * LEASE)


def test_what_ran_out_long_ago_is_forgotten_unless_its_run_is_at_work(store: Store) -> None:
    with store.writing() as books:
        now = _taken(books)
        books.leases.take("run-2", "second", now)

        books.leases.forget(now + LATER, ())
        kept = [books.leases.until(run) is not None for run in (RUN, "run-2")]
        books.leases.forget(now + LATER + LEASE, [RUN])
        left = [books.leases.until(run) is not None for run in (RUN, "run-2")]

    assert kept == [True, True]
    assert left == [True, False]


def test_what_was_watched_is_forgotten_once_its_run_is_not_at_work(store: Store) -> None:
    with store.writing() as books:
        now = books.database_now()
        for run in (RUN, "run-2"):
            books.leases.watch(run, now)

        books.leases.forget(now, [RUN])

        assert books.leases.until(RUN) is not None
        assert books.leases.until("run-2") is None


def _taken(books: Books) -> datetime:
    now = books.database_now()
    books.leases.take(RUN, "first", now)
    return now
