from __future__ import annotations

from datetime import timedelta

import pytest

from domain.db.notices import LEASE
from domain.db.session import Store
from tests.domain.db.rows import HOUR, JOURNEY, NOW, notice, open_journey, queued

MOMENT = timedelta(seconds=1)


@pytest.fixture
def store(store: Store) -> Store:
    """With one open journey."""
    open_journey(store)
    return store


def test_the_same_notice_queued_twice_is_one_row(store: Store) -> None:
    with store.writing() as books:
        queued_again = [books.notices.queue(notice()) for _ in range(2)]

    with store.reading() as books:
        assert queued_again == [True, False]
        assert len(books.notices.of_journey(JOURNEY)) == 1


@pytest.mark.parametrize(
    "other",
    [
        # another request
        {"about": f"{JOURNEY}/2"},
        # the reminder of it
        {"kind": "reminder"},
        # the reminder after that
        {"kind": "reminder", "ordinal": 2},
        # a colleague
        {"contact": "police_2"},
        # by SMS as well
        {"channel": "sms"},
        # sent anew, with a new link
        {"resend": 1},
    ],
)
def test_a_notice_is_one_for_its_matter_kind_number_contact_and_channel(
    store: Store, other: dict[str, object]
) -> None:
    with store.writing() as books:
        books.notices.queue(notice())

        assert books.notices.queue(notice(**other))


def test_unsent_are_the_oldest_first_and_of_one_journey_when_asked(store: Store) -> None:
    open_journey(store, id="M4TB-2WKC/1")
    with store.writing() as books:
        later = queued(books, queued_at=NOW + HOUR)
        sooner = queued(books, kind="reminder")
        others = queued(books, journey="M4TB-2WKC/1", about="M4TB-2WKC/1/1")

    with store.reading() as books:
        now = books.database_now()
        assert set(books.notices.unsent(now, NOW)[:2]) == {sooner, others}
        assert list(books.notices.unsent(now, NOW, JOURNEY)) == [sooner, later]


def test_a_claimed_notice_is_nobody_elses_until_its_lease_runs_out(store: Store) -> None:
    with store.writing() as books:
        one, now = queued(books), books.database_now()
        first = books.notices.claim(one, "mine", now)
        at_once = books.notices.claim(one, "yours", now + LEASE)
        unsent = list(books.notices.unsent(now + LEASE, NOW))
        too_late = books.notices.claim(one, "yours", now + LEASE + MOMENT)

    assert (first, at_once, unsent, too_late) == (True, False, [], True)


def test_a_claim_counts_the_tries_and_shows_that_it_is_under_way(store: Store) -> None:
    with store.writing() as books:
        one, now = queued(books), books.database_now()
        books.notices.claim(one, "mine", now)
    with store.reading() as books:
        row = books.notices.find(one)

    assert row is not None
    assert (row.status, row.lease, row.tries) == ("sending", "mine", 1)
    assert row.lease_until == now + LEASE


@pytest.mark.parametrize("status", ["handed_over", "refused", "dropped"])
def test_what_is_settled_is_not_sent_again(store: Store, status: str) -> None:
    with store.writing() as books:
        one, now = queued(books), books.database_now()
        books.notices.claim(one, "mine", now)
        settled = books.notices.settle(one, "mine", status=status, lease_until=None)

        assert settled
        assert list(books.notices.unsent(now + HOUR, NOW)) == []
        assert not books.notices.claim(one, "yours", now + HOUR)


def test_whoever_lost_the_lease_settles_nothing(store: Store) -> None:
    with store.writing() as books:
        one, now = queued(books), books.database_now()
        books.notices.claim(one, "slow", now)
        books.notices.claim(one, "quick", now + LEASE + MOMENT)

        assert not books.notices.settle(one, "slow", status="refused")
        assert books.notices.settle(one, "quick", status="handed_over")


def test_a_refused_notice_waits_for_its_next_try(store: Store) -> None:
    with store.writing() as books:
        one, now = queued(books), books.database_now()
        books.notices.claim(one, "mine", now)
        books.notices.settle(one, "mine", status="queued", refusal="550", lease_until=now + HOUR)

        assert list(books.notices.unsent(now + HOUR, NOW)) == []
        assert list(books.notices.unsent(now + HOUR + MOMENT, NOW)) == [one]


def test_an_unknown_notice_is_neither_found_nor_claimed(store: Store) -> None:
    with store.writing() as books:
        assert books.notices.find("nothing") is None
        assert not books.notices.claim("nothing", "mine", books.database_now())
        assert not books.notices.settle("nothing", "mine", status="refused")


def test_those_that_heard_or_may_have_heard_are_told_of_a_change(store: Store) -> None:
    with store.writing() as books:
        now = books.database_now()
        for contact, outcome in [
            ("reached", {"status": "handed_over"}),
            # twice is once
            ("reached", {"status": "handed_over"}),
            ("refused", {"status": "refused"}),
            ("dropped", {"status": "dropped"}),
            ("under_way", None),
        ]:
            ordinal = len(books.notices.of_journey(JOURNEY)) + 1
            one = queued(books, contact=contact, kind="reminder", ordinal=ordinal)
            books.notices.claim(one, "mine", now)
            if outcome is not None:
                books.notices.settle(one, "mine", **outcome)
        queued(books, contact="not_yet")
        queued(books, contact="another", about=f"{JOURNEY}/2")

    with store.reading() as books:
        assert list(books.notices.contacts_told(f"{JOURNEY}/1")) == ["reached", "under_way"]
        assert [row.about for row in books.notices.refused(JOURNEY)] == [f"{JOURNEY}/1"]
        assert list(books.notices.refused("M4TB-2WKC/1")) == []
