"""Rows as casework makes them, each with as little as it takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.db.session import Books, Store
from domain.db.tables import Journey, Notice, Request
from domain.journey.facts import RequestKey
from domain.trail.chain import NOTHING_BEFORE

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
JOURNEY = "7K3Q-9MXD/1"
VERIFY = RequestKey("verify")


def journey(**more: object) -> Journey:
    code, _, number = str(more.get("id", JOURNEY)).partition("/")
    given = {
        "id": JOURNEY, "case_code": code, "number": int(number), "pathway": "small",
        "version": 1, "entry": "rescue", "opened_at": NOW, "generation": 1, "status": "open",
        "wanted_seq": 0, "seen_seq": 0, "told_seq": 0, "last_seq": 0,
        "last_digest": NOTHING_BEFORE,
    }  # fmt: skip
    return Journey(**given | more)


def request(number: int = 1, key: RequestKey = VERIFY, journey_id: str = JOURNEY) -> Request:
    return Request(
        id=f"{journey_id}/{number}", journey=journey_id, step=key.step, item=key.item or "",
        occurrence=key.occurrence, attempt=key.attempt, agency="police", status="waiting",
        changed_at=NOW,
    )  # fmt: skip


def notice(**more: object) -> Notice:
    given = {
        "journey": JOURNEY, "about": f"{JOURNEY}/1", "kind": "request", "ordinal": 1,
        "contact": "police_1", "channel": "email", "queued_at": NOW, "resend": 0,
        "status": "queued", "tries": 0,
    }  # fmt: skip
    return Notice(**given | more)


def open_journey(store: Store, /, **more: object) -> None:
    with store.writing() as books:
        books.journeys.add(journey(**more), NOW)


def queued(books: Books, /, **more: object) -> str:
    """The id of a notice that was just queued."""
    row = notice(**more)
    assert books.notices.queue(row)
    return row.id
