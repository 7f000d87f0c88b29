from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Receipt, Submission
from pages.application import create_app
from tests.pages.fakes import FakeAnswers
from tests.pages.reading import Page


class Failing(FakeAnswers):
    def answer(self, token: str, submission: Submission) -> Receipt:
        raise RuntimeError(f"the database is gone, at /a/{token}: {submission.reason}")


@pytest.fixture
def failing() -> Failing:
    return Failing()


@pytest.fixture
def client(failing: Failing) -> Iterator[TestClient]:
    app = create_app(failing, language="vi", health=lambda: True)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_who_met_our_fault_learns_that_nothing_was_recorded(
    client: TestClient, failing: Failing
) -> None:
    token = failing.ask([])

    answer = client.post(f"/a/{token}", data={"_verdict": "failed", "_reason": "Bận."})

    assert answer.status_code == 500
    words = Page(answer.text).words
    assert "Xin coi như câu trả lời CHƯA được ghi nhận." in words
    assert "Please take your answer as NOT recorded." in words
    assert "call the coordinator" in words


def test_an_error_page_tells_nothing_of_the_error(client: TestClient, failing: Failing) -> None:
    token = failing.ask([])

    answer = client.post(f"/a/{token}", data={"_verdict": "failed", "_reason": "Bận."})

    for secret in (token, "database", "Bận", "Traceback", "RuntimeError"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/a/request1.lan", {"GET", "HEAD", "POST"}),
        ("DELETE", "/a/request1.lan", {"GET", "HEAD", "POST"}),
        ("OPTIONS", "/a/request1.lan", {"GET", "HEAD", "POST"}),
        ("POST", "/", {"GET", "HEAD"}),
        ("POST", "/healthz", {"GET", "HEAD"}),
    ],
)
def test_a_wrong_method_gets_a_plain_page(
    client: TestClient, failing: Failing, method: str, path: str, allowed: set[str]
) -> None:
    failing.ask([])

    answer = client.request(method, path)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == allowed
    assert "Không thể dùng trang này theo cách đó" in Page(answer.text).words
