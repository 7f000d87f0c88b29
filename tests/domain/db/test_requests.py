from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from domain.db.session import Books, Store
from domain.db.tables import Link
from domain.journey.facts import RequestKey
from tests.domain.db.rows import HOUR, JOURNEY, NOW, VERIFY, open_journey, request

FIRST, SECOND = f"{JOURNEY}/1", f"{JOURNEY}/2"


@pytest.fixture
def store(store: Store) -> Store:
    """With one open journey."""
    open_journey(store)
    return store


@pytest.mark.parametrize(
    "key",
    [
        # asked for the whole step
        RequestKey("support"),
        # for one item
        RequestKey("support", "schooling"),
        # the next month
        RequestKey("verify", None, 2),
        # after somebody declined
        RequestKey("verify", None, 1, 2),
    ],
)
def test_a_request_is_found_by_its_key_and_by_no_other(store: Store, key: RequestKey) -> None:
    with store.writing() as books:
        books.requests.add(request(1))
        books.requests.add(request(2, key))

    with store.reading() as books:
        found = [books.requests.by_key(JOURNEY, each) for each in (VERIFY, key)]
        assert [row and row.id for row in found] == [FIRST, SECOND]
        assert books.requests.by_key(JOURNEY, key._replace(attempt=9)) is None
        assert books.requests.by_key("M4TB-2WKC/1", key) is None


def test_the_same_thing_cannot_be_asked_twice(store: Store) -> None:
    with store.writing() as books:
        books.requests.add(request(1))

    with pytest.raises(IntegrityError), store.writing() as books:
        books.requests.add(request(2))
    with store.reading() as books:
        assert books.requests.find(SECOND) is None


def test_a_contact_has_one_link_to_a_request_for_each_key(store: Store) -> None:
    with store.writing() as books:
        books.requests.add(request(1))
        books.requests.add_link(link("one", "police_1"))
        books.requests.add_link(link("two", "police_2"))
        books.requests.add_link(link("newer", "police_1", key_id="0002"))

    with store.reading() as books:
        assert _id(books, "police_1", "0001") == "one"
        assert _id(books, "police_1", "0002") == "newer"
        assert _id(books, "nobody", "0001") is None
    with pytest.raises(IntegrityError), store.writing() as books:
        books.requests.add_link(link("second", "police_1"))


def test_revoking_closes_the_links_of_one_request_and_keeps_the_first_reason(
    store: Store,
) -> None:
    with store.writing() as books:
        books.requests.add(request(1))
        books.requests.add(request(2, RequestKey("support")))
        books.requests.add_link(link("mine", "police_1"))
        books.requests.add_link(link("others", "police_1", asked=SECOND))
        books.requests.revoke_links(FIRST, NOW, "moved")
        books.requests.revoke_links(FIRST, NOW + HOUR, "withdrawn")

    with store.reading() as books:
        mine, others = books.requests.link("mine"), books.requests.link("others")
        assert mine is not None
        assert (mine.revoked_at, mine.reason) == (NOW, "moved")
        assert others is not None
        assert (others.revoked_at, others.reason) == (None, None)
        assert books.requests.link("nothing") is None


def link(link_id: str, contact: str, *, key_id: str = "0001", asked: str = FIRST) -> Link:
    return Link(id=link_id, key_id=key_id, request=asked, contact=contact, made_at=NOW)


def _id(books: Books, contact: str, key_id: str) -> str | None:
    row = books.requests.live_link(FIRST, contact, key_id)
    return row.id if row else None
