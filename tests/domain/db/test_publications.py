from __future__ import annotations

import pytest

from domain.db.session import Store
from tests.domain.db.rows import HOUR, NOW


def test_a_new_text_is_a_new_version_and_the_same_text_is_not(store: Store) -> None:
    with store.writing() as books:
        versions = [
            books.publications.publish("pathway", "small", body, NOW, "user:lan")
            for body in ("một", "một", "hai", "một")
        ]

    assert versions == [1, 1, 2, 3]


def test_the_highest_version_is_in_use_and_the_earlier_ones_stay(store: Store) -> None:
    with store.writing() as books:
        for number in range(11):
            books.publications.publish("pathway", "small", f"số {number}", NOW, "user:lan")

    with store.reading() as books:
        latest = books.publications.latest("pathway", "small")
        first = books.publications.version("pathway", "small", 1)
        assert latest is not None
        assert (latest.version, latest.body) == (11, "số 10")
        assert first is not None
        assert first.body == "số 0"
        assert books.publications.version("pathway", "small", 12) is None
        assert books.publications.latest("pathway", "other") is None


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 2**31, 10**23, -(10**23)])
def test_a_version_that_nobody_could_publish_is_not_there(store: Store, number: int) -> None:
    with store.reading() as books:
        assert books.publications.version("pathway", "small", number) is None


def test_each_key_of_a_kind_gives_its_version_in_use(store: Store) -> None:
    with store.writing() as books:
        for kind, key, body in [
            ("pathway", "b", "cũ"),
            ("pathway", "b", "mới"),
            ("pathway", "a", "một"),
            # another kind of document under the same key
            ("policy", "a", "khác"),
        ]:
            books.publications.publish(kind, key, body, NOW + HOUR, "user:lan")

    with store.reading() as books:
        found = [(row.key, row.body) for row in books.publications.all_latest("pathway")]
    assert found == [("a", "một"), ("b", "mới")]


def test_all_versions_come_with_the_oldest_of_each_key_first(store: Store) -> None:
    with store.writing() as books:
        for key, body in [("b", "một"), ("a", "một"), ("b", "hai")]:
            books.publications.publish("policy", key, body, NOW, "user:lan")

    with store.reading() as books:
        found = [(row.key, row.version) for row in books.publications.all_versions("policy")]
    assert found == [("a", 1), ("b", 1), ("b", 2)]
