from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from deployments import pages_app
from domain.db.tables import MailboxMessage
from tests.deployments.commanding import Site, site

TOKEN = "qz7x2k5m3n4p6r8t"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path / "data", REFERRAL_DEMO="1") as here:
        here.done("db", "upgrade")
        yield here


def test_the_mailbox_of_the_demo_shows_what_was_sent(place: Site) -> None:
    now = place.office.clock.now()
    with place.office.store.writing() as books:
        books.mailbox.deliver(
            MailboxMessage(
                to="a@demo.invalid", channel="mailbox", subject="S", text="T", sent_at=now
            )
        )

    with TestClient(pages_app.create()) as client:
        (message,) = client.get("/mailbox.json").json()

    assert set(message) == {"to", "channel", "subject", "text", "sent_at"}
    assert (message["to"], message["subject"]) == ("a@demo.invalid", "S")


def test_only_the_demo_has_a_mailbox(empty: Site) -> None:
    with TestClient(pages_app.create()) as client:
        answers = [client.get(path).status_code for path in ("/mailbox", "/mailbox.json")]

    assert answers == [404, 404]


def test_the_pages_are_well_as_long_as_the_database_answers(place: Site) -> None:
    with TestClient(pages_app.create()) as client:
        before = client.get("/healthz").status_code
        place.office.store.close()
        (place.folder / "referral.sqlite").unlink()
        (place.folder / "referral.sqlite").mkdir()
        after = client.get("/healthz").status_code

    assert (before, after) == (200, 503)


def test_no_handler_of_uvicorn_writes_a_link(
    place: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logging.StreamHandler()
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(handler)
    try:
        pages_app.create()

        logger.warning("GET /a/%s broke", TOKEN)
    finally:
        logger.removeHandler(handler)

    said = capsys.readouterr().err
    assert "/a/…" in said
    assert TOKEN not in said
