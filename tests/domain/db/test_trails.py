from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.db.session import Store
from domain.journey.facts import (
    Answered,
    AnyFact,
    Closed,
    HandedOver,
    Opened,
    Paused,
    RequestKey,
    Resumed,
    Stopped,
)
from tests.domain.db.rows import HOUR, JOURNEY, NOW, open_journey

ANSWER = Answered(
    at=NOW + timedelta(microseconds=1),
    key=RequestKey("verify", "một"),
    verdict="done",
    values={"result": "yes", "needs": ("y_te",), "money": 1_500_000, "empty": None},
    by="police_1",
    how="link",
)
FACTS = (
    Opened(at=NOW, entry="rescue", area=None),
    ANSWER,
    Paused(at=NOW + HOUR, clocks_stop=True, by="lan"),
    Resumed(at=NOW + 2 * HOUR, by="lan"),
    Closed(at=NOW + 3 * HOUR, end="finished"),
)
STOPPED = Stopped(at=NOW + HOUR, unsafe=False, by="lan")
EVENT, PAYLOAD = "UPDATE events SET", "UPDATE event_payloads SET"


def test_facts_come_back_as_they_were_given(store: Store) -> None:
    _write(store)

    with store.reading() as books:
        recorded = books.trails.facts(JOURNEY)
        assert [each.fact for each in recorded] == list(FACTS)
        assert [each.seq for each in recorded] == [1, 2, 3, 4, 5]
        assert [each.sealed for each in recorded] == [None, "1.k.sealed", None, None, None]


def test_a_line_that_is_no_fact_is_kept_and_changes_nothing(store: Store) -> None:
    _write(store)
    with store.writing() as books:
        row = books.journeys.lock(JOURNEY)
        assert row is not None
        books.trails.add(row, "looked", NOW, "user:lan", '{"by": "lan"}')

    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert len(books.trails.facts(JOURNEY)) == len(FACTS)
        assert [line.kind for line in books.trails.lines(JOURNEY)][-1] == "looked"
        assert books.trails.first_broken(row) is None


def test_the_trail_of_each_journey_is_its_own(store: Store) -> None:
    _write(store)
    open_journey(store, id="M4TB-2WKC/1")

    with store.reading() as books:
        assert list(books.trails.lines("M4TB-2WKC/1")) == []
        assert books.trails.payload("M4TB-2WKC/1", 1) is None


def test_the_same_words_twice_have_two_digests(store: Store) -> None:
    open_journey(store)
    with store.writing() as books:
        row = books.journeys.lock(JOURNEY)
        assert row is not None
        for _ in range(2):
            books.trails.add(row, "looked", NOW, "user:lan", "{}")

    with store.reading() as books:
        first, second = books.trails.lines(JOURNEY)
    assert first.payload_digest != second.payload_digest


@pytest.mark.parametrize(
    ("done", "found"),
    [
        # somebody else is said to have done it
        ([f"{EVENT} actor = 'user:minh' WHERE seq = 3"], 3),
        # at another time
        ([f"{EVENT} at = '2026-11-24 02:00:00' WHERE seq = 3"], 3),
        # something else is said to have happened
        ([f"{EVENT} kind = 'stopped' WHERE seq = 3"], 3),
        # it is said to have had another payload
        ([f"{EVENT} payload_digest = digest WHERE seq = 3"], 3),
        # the answer was another one
        ([f"{PAYLOAD} body = replace(body, 'yes', 'no') WHERE seq = 2"], 2),
        # what was sealed was sealed anew
        ([f"{PAYLOAD} sealed = '1.k.other' WHERE seq = 2"], 2),
        # or left out
        ([f"{PAYLOAD} sealed = NULL WHERE seq = 2"], 2),
        # another salt, to fit another answer
        ([f"{PAYLOAD} salt = x'00' WHERE seq = 2"], 2),
        # two payloads changed places
        (
            [
                f"{PAYLOAD} seq = 99 WHERE seq = 3",
                f"{PAYLOAD} seq = 3 WHERE seq = 4",
                f"{PAYLOAD} seq = 4 WHERE seq = 99",
            ],
            3,
        ),
        # two lines changed places
        (
            [
                f"{EVENT} seq = 99 WHERE seq = 3",
                f"{EVENT} seq = 3 WHERE seq = 4",
                f"{EVENT} seq = 4 WHERE seq = 99",
            ],
            3,
        ),
        # a line was taken out
        (["DELETE FROM events WHERE seq = 3"], 3),
        # and the others closed up
        (["DELETE FROM events WHERE seq = 3", f"{EVENT} seq = seq - 1 WHERE seq > 3"], 3),
        # the beginning
        (["DELETE FROM events WHERE seq = 1"], 1),
        # the end, where nothing follows that could tell
        (["DELETE FROM events WHERE seq = 5"], 5),
        # all of it
        (["DELETE FROM events"], 1),
        # all of it, and the journey made to forget where its trail ended
        (
            [
                "DELETE FROM events",
                "UPDATE journeys SET last_seq = 0, last_digest = printf('%064d', 0)",
            ],
            1,
        ),
        # the journey made to remember another end
        (["UPDATE journeys SET last_digest = printf('%064d', 1)"], 5),
        # a line was added
        (
            [
                "INSERT INTO events SELECT journey, 6, kind, at, actor, payload_digest, digest"
                " FROM events WHERE seq = 5"
            ],
            6,
        ),
    ],
)
def test_whatever_is_done_to_a_trail_is_found(
    sqlite_file: Path, done: Sequence[str], found: int
) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    _write(store)
    whole = _first_broken(store)

    with closing(sqlite3.connect(sqlite_file)) as intruder, intruder:
        changed = [intruder.execute(statement).rowcount for statement in done]

    assert 0 not in changed
    assert (whole, _first_broken(store)) == (None, found)
    store.close()


@pytest.mark.parametrize("erased", [[2], [5], [1, 2, 3, 4, 5]])
def test_what_is_erased_leaves_the_chain_whole(sqlite_file: Path, erased: list[int]) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    _write(store)

    with closing(sqlite3.connect(sqlite_file)) as eraser, eraser:
        for seq in erased:
            eraser.execute("DELETE FROM event_payloads WHERE seq = ?", (seq,))

    assert _first_broken(store) is None
    store.close()


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        # as long as it is open
        (FACTS[:2], 2),
        # while it is paused
        (FACTS[:3], 2),
        # and goes on
        (FACTS[:4], 2),
        # but not once it has ended
        (FACTS, None),
        # nor once it was stopped
        ((*FACTS[:2], STOPPED), None),
        # unless that was undone
        ((*FACTS[:2], STOPPED, FACTS[3]), 2),
        # nor once another journey goes on in its place
        ((*FACTS[:2], HandedOver(at=NOW + HOUR, to_journey="7K3Q-9MXD/2")), None),
    ],
)
def test_an_open_journey_needs_all_that_its_lines_say(
    sqlite_file: Path, facts: Sequence[AnyFact], found: int | None
) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    _write(store, facts)

    with closing(sqlite3.connect(sqlite_file)) as intruder, intruder:
        intruder.execute("DELETE FROM event_payloads WHERE seq = 2")
        # the trail says whether it is over, and not a row that anybody can change
        intruder.execute("UPDATE journeys SET status = 'ended'")

    assert _first_broken(store) == found
    store.close()


def _write(store: Store, facts: Sequence[AnyFact] = FACTS) -> None:
    open_journey(store)
    with store.writing() as books:
        row = books.journeys.lock(JOURNEY)
        assert row is not None
        for fact in facts:
            sealed = "1.k.sealed" if fact is ANSWER else None
            books.trails.add_fact(row, fact, "user:lan", sealed)


def _first_broken(store: Store) -> int | None:
    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        return books.trails.first_broken(row)
