from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pages.application import create_app
from tests.pages.fakes import FakeAnswers
from tests.pages.reading import Page


def test_the_first_page_says_what_this_is(client: TestClient) -> None:
    words = Page(client.get("/").text).words

    assert "Nơi các cơ quan trả lời yêu cầu phối hợp" in words
    assert "kèm một đường dẫn" in words


@pytest.mark.parametrize("path", ["/mailbox", "/mailbox.json"])
def test_there_is_no_mailbox_but_in_a_demo(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert "/mailbox" not in client.get("/").text


def test_the_site_speaks_its_own_language(casework: FakeAnswers) -> None:
    app = create_app(casework, language="en", health=lambda: True)

    with TestClient(app) as client:
        assert "Here agencies answer" in Page(client.get("/").text).words
        lost = Page(client.get("/nowhere").text).words
        assert lost.index("This link is not valid") < lost.index("Đường dẫn không hợp lệ")


@pytest.mark.parametrize("status", [200, 503])
def test_health_is_told_in_a_status(casework: FakeAnswers, status: int) -> None:
    well = status == 200
    app = create_app(casework, language="vi", health=lambda: well)

    with TestClient(app) as client:
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (status, {"ok": well})
