"""The page tells that a person has it before them: by what they do, never by being fetched."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pages.assets import OPENED_SCRIPT
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import EVERY_KIND
from tests.pages.reading import Page


def test_the_ping_is_kept_and_answered_with_nothing(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])

    answer = client.post(f"/a/{token}/seen", headers={"Origin": "null"})

    assert (answer.status_code, answer.text) == (204, "")
    assert casework.is_opened(token)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/a/{token}", "/a/{token}/seen"])
def test_nothing_that_is_fetched_opens_it(
    client: TestClient, casework: FakeAnswers, method: str, path: str
) -> None:
    token = casework.ask([])

    for _ in range(3):
        client.request(method, path.format(token=token))

    assert not casework.is_opened(token)


def test_a_form_that_was_sent_with_a_fault_was_opened(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    answer = client.post(f"/a/{token}", data={"_verdict": "done"})

    assert answer.status_code == 422
    assert casework.is_opened(token)


def test_nothing_that_is_sent_without_a_form_of_ours_opens_it(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    answer = client.post(f"/a/{token}")

    assert answer.status_code == 422
    assert not casework.is_opened(token)


def test_a_ping_for_no_link_gets_the_page_of_no_link(client: TestClient) -> None:
    assert client.post("/a/nothing/seen").status_code == 404


def test_the_script_is_there_where_something_is_asked(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])

    scripts = [a["src"] for tag, a in Page(client.get(f"/a/{token}").text).tags if tag == "script"]

    assert OPENED_SCRIPT.path in scripts
    answer = client.get(OPENED_SCRIPT.path)
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
