"""Somebody gets at the database itself, and `referral audit verify` finds what they did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.deployments.commanding import Site, site
from tests.domain.db.rows import open_journey

WITH_ITS_LINES = (
    "DELETE FROM events {one}",
    "DELETE FROM event_payloads {one}",
    "DELETE FROM journeys WHERE id = :journey",
)


@pytest.fixture
def kept(database_url: str, tmp_path: Path, demo_site: Path) -> Iterator[Site]:
    """A site on each database that we run on."""
    on_sqlite = database_url.startswith("sqlite")
    if on_sqlite:
        shutil.copy(demo_site / "referral.sqlite", tmp_path)
    with site(tmp_path / "data", REFERRAL_DATABASE_URL=database_url) as place:
        place.done("db", "upgrade")
        if not on_sqlite:
            place.set_up_demo()
        yield place


def intrude(database_url: str, journey: str, *statements: str) -> None:
    """As somebody does who minds no rule of the tables."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            done = text(statement.format(one="WHERE journey = :journey"))
            assert connection.execute(done, {"journey": journey}).rowcount
    engine.dispose()


def test_it_needs_no_keys(kept: Site) -> None:
    shutil.rmtree(kept.folder / "keys")

    assert kept.done("audit", "verify").out.endswith("Every trail is as it was written.\n")


def test_without_a_database_it_says_so_and_makes_none(bare: Site) -> None:
    said = bare.referral("audit", "verify")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("There is no database yet.")
    assert not list(bare.folder.glob("*.sqlite"))


@pytest.mark.parametrize(
    ("done", "line", "how", "meaning"),
    [
        # somebody else is said to have done it
        ("UPDATE events SET actor = 'user:minh' {one} AND seq = 1", 1, "changed", "is not as it"),
        # it says something else
        ("UPDATE event_payloads SET body = '{{}}' {one} AND seq = 2", 2, "changed", "is not as it"),
        # it says nothing any more
        ("DELETE FROM event_payloads {one} AND seq = 2", 2, "emptied", "its journey is not over"),
        # a line taken out
        ("DELETE FROM events {one} AND seq = 2", 2, "missing", "is missing, though later"),
        # the last lines cut off
        ("DELETE FROM events {one} AND seq >= 2", 2, "cut_off", "all after it are missing"),
        # a line more than the journey knows of
        ("UPDATE journeys SET last_seq = 2 WHERE id = :journey", 3, "added", "by hand"),
    ],
)
def test_the_first_line_that_does_not_hold_is_named(
    kept: Site, database_url: str, done: str, line: int, how: str, meaning: str
) -> None:
    whole, touched = kept.open(), kept.open()
    kept.done("journey", "pause", touched, "--by", "lan")

    intrude(database_url, touched, done)
    said, data = kept.referral("audit", "verify"), kept.referral("audit", "verify", "--json")

    assert (said.code, data.code) == (1, 1)
    (told,) = [text for text in said.out.splitlines() if text.startswith(touched)]
    assert told.startswith(f"{touched}, line {line}: ")
    assert meaning in told
    assert "Please tell the person who is responsible" in said.out
    assert "backup" in said.out
    assert whole not in said.out
    assert data.data["broken"] == [{"journey": touched, "line": line, "how": how}]
    assert data.data["journeys"] == 2


def test_trails_that_hold_are_counted(kept: Site) -> None:
    journeys = [kept.open(), kept.open()]
    with kept.office.store.reading() as books:
        lines = sum(len(books.trails.lines(journey)) for journey in journeys)

    said, data = kept.done("audit", "verify"), kept.done("audit", "verify", "--json")

    assert said.out.splitlines() == [
        f"Checked. Journeys: 2; lines: {lines}.",
        "Every trail is as it was written.",
    ]
    assert data.data == {"journeys": 2, "lines": lines, "erased": 0, "broken": [], "lost": []}


def test_what_was_erased_of_a_journey_that_is_over_is_told_and_is_no_fault(
    kept: Site, database_url: str
) -> None:
    journey = kept.open()
    kept.done("journey", "stop", journey, "--reason", "không an toàn", "--unsafe", "--by", "lan")
    kept.go_on(journey)
    with kept.office.store.reading() as books:
        lines = len(books.trails.lines(journey))

    intrude(database_url, journey, "DELETE FROM event_payloads {one}")
    said = kept.done("audit", "verify")

    assert f"Of {lines} lines of journeys that are over, what they said was erased." in said.out
    assert "Every trail is as it was written." in said.out


@pytest.mark.parametrize(
    "taken",
    [
        # with its lines: its requests and notices are left, and its case
        WITH_ITS_LINES,
        # with all that names it but its case
        (*WITH_ITS_LINES, "DELETE FROM notices {one}", "DELETE FROM requests {one}"),
    ],
)
def test_a_journey_that_was_taken_out_is_missed(
    kept: Site, database_url: str, taken: Sequence[str]
) -> None:
    gone, whole = kept.open(), kept.open()

    intrude(database_url, gone, *taken)
    said, data = kept.referral("audit", "verify"), kept.referral("audit", "verify", "--json")

    assert said.code == 1
    assert f"{gone}: this journey is gone with its whole trail." in said.out
    assert (data.data["lost"], data.data["broken"]) == ([gone], [])
    assert whole not in said.out


def test_a_journey_in_the_middle_of_a_case_is_missed(kept: Site) -> None:
    code = kept.open().partition("/")[0]
    open_journey(kept.office.store, id=f"{code}/3")

    data = kept.referral("audit", "verify", "--json").data

    assert data["lost"] == [f"{code}/2"]


def test_a_site_without_a_case_has_nothing_to_check(empty: Site) -> None:
    assert empty.done("audit", "verify").out.startswith("Checked. Journeys: 0; lines: 0.\n")
