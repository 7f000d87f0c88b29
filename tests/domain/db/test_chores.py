from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.db.session import Store

HOUR = timedelta(hours=1)


def test_a_chore_is_claimed_once_in_its_time(store: Store) -> None:
    with store.writing() as books:
        now = books.database_now()
        times = (now, now, now + HOUR / 2, now + HOUR, now + HOUR)

        assert [books.chores.claim("look", HOUR, time) for time in times] == [
            True, False, False, True, False,
        ]  # fmt: skip
        assert books.chores.claim("something else", HOUR, now)


def test_of_two_at_once_one_does_it(store: Store) -> None:
    def claims(_: int) -> bool:
        with store.writing() as books:
            return books.chores.claim("look", HOUR, books.database_now())

    with ThreadPoolExecutor(2) as sweeps:
        assert sorted(sweeps.map(claims, range(2))) == [False, True]
