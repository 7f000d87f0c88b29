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


@pytest.mark.parametrize(
    ("trusted", "met"),
    [
        # each is whoever the proxy says
        ("127.0.0.1, 10.0.0.0/8", {404}),
        # nobody is believed unless they are named
        ("", {404, 429}),
        ("10.0.0.1", {404, 429}),
    ],
)
def test_addresses_are_believed_only_of_proxies_that_are_trusted(
    tmp_path: Path, trusted: str, met: set[int]
) -> None:
    guesses = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(60)]

    with site(tmp_path / "data", REFERRAL_TRUSTED_PROXIES=trusted) as here:
        here.done("db", "upgrade")
        with TestClient(pages_app.create(), client=("127.0.0.1", 50_000)) as client:
            answers = {client.get("/a/guess", headers=guess).status_code for guess in guesses}

    assert answers == met


@pytest.mark.parametrize("trusted", ["proxy.example.vn", "*", "10.0.0.0/8, 10.0.0.1/8"])
def test_a_proxy_is_named_by_its_address(tmp_path: Path, trusted: str) -> None:
    with site(tmp_path / "data", REFERRAL_TRUSTED_PROXIES=trusted) as here:
        said = here.referral("doctor")

    assert said.code == 1
    assert "is neither an address nor a network" in said.err


def test_the_pages_stand_below_the_path_of_their_address(tmp_path: Path) -> None:
    base_url = "https://example.vn/phoi-hop"
    with site(tmp_path / "data", REFERRAL_BASE_URL=base_url) as here:
        here.done("db", "upgrade")
        with TestClient(pages_app.create()) as client:
            found = [client.get(path) for path in ("/phoi-hop/", "/")]
            sent_on = client.get("/phoi-hop/desk", follow_redirects=False)

    assert [answer.status_code for answer in found] == [200, 200]
    assert sent_on.headers["Location"].startswith("/phoi-hop/desk/")
    assert all('href="/phoi-hop/static/' in answer.text for answer in found)


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
