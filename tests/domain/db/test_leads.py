from __future__ import annotations

import pytest

from domain.db.session import Store
from tests.domain.db.rows import HOUR, JOURNEY, NOW, open_journey

OTHER = "M4TB-2WKC/1"


@pytest.fixture
def store(store: Store) -> Store:
    """With two open journeys."""
    open_journey(store)
    open_journey(store, id=OTHER)
    return store


def test_what_stands_on_the_list_is_put_there_once(store: Store) -> None:
    with store.writing() as books:
        put = [books.leads.put(JOURNEY, "verify", "nobody", NOW + HOUR * n) for n in range(2)]

    with store.reading() as books:
        assert put == [True, False]
        assert [(item.about, item.since) for item in books.leads.open()] == [("verify", NOW)]


def test_what_was_settled_can_come_back(store: Store) -> None:
    with store.writing() as books:
        books.leads.put(JOURNEY, "verify", "nobody", NOW)
        books.leads.open(JOURNEY)[0].settled_at = NOW
    with store.writing() as books:
        listed = list(books.leads.open())
        again = books.leads.put(JOURNEY, "verify", "nobody", NOW + HOUR)

    with store.reading() as books:
        assert (listed, again) == ([], True)
        assert [item.since for item in books.leads.open()] == [NOW + HOUR]


def test_the_longest_waiting_comes_first_and_a_journey_can_be_asked_for(store: Store) -> None:
    with store.writing() as books:
        books.leads.put(JOURNEY, "verify", "no_answer", NOW + HOUR)
        books.leads.put(JOURNEY, "shelter", "nobody", NOW)
        books.leads.put(OTHER, "verify", "nobody", NOW + HOUR)

    with store.reading() as books:
        everywhere = [(item.journey, item.about) for item in books.leads.open()]
        here = [item.about for item in books.leads.open(JOURNEY)]
    assert everywhere[0] == (JOURNEY, "shelter")
    assert set(everywhere[1:]) == {(JOURNEY, "verify"), (OTHER, "verify")}
    assert here == ["shelter", "verify"]


def test_a_journey_that_is_over_waits_for_nobody(store: Store) -> None:
    with store.writing() as books:
        books.leads.put(JOURNEY, "verify", "nobody", NOW)
        row = books.journeys.lock(JOURNEY)
        assert row is not None
        row.status = "ended"

    with store.reading() as books:
        assert list(books.leads.open()) == []
