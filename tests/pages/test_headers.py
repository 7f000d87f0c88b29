from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from domain.casework.answers.views import Look
from pages.application import create_app
from pages.assets import ANSWER_SCRIPT, OPENED_SCRIPT, READING_SCRIPT, STYLESHEET
from pages.letterbox import Letter
from tests.domain.casework.bureau import bureau
from tests.files import PDF
from tests.pages.desk.front import Front, form
from tests.pages.desk.test_taking_files import answered_with_a_letter
from tests.pages.fakes import FakeAnswers
from tests.pages.reading import Page

KEPT = (STYLESHEET.path, OPENED_SCRIPT.path, ANSWER_SCRIPT.path, READING_SCRIPT.path)


class Empty:
    def messages(self) -> Sequence[Letter]:
        return []


class Broken(FakeAnswers):
    def look(self, token: str) -> Look:
        if token == "broken":
            raise RuntimeError(token)
        return super().look(token)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        # a request that waits, its receipt, its faults
        ("GET", "/a/request1.lan", 200),
        ("HEAD", "/a/request1.lan", 200),
        ("POST", "/a/request1.lan", 422),
        # what is no link, no method, too much, and our own fault
        ("GET", "/a/nothing", 404),
        ("DELETE", "/a/request1.lan", 405),
        ("GET", "/a/broken", 500),
        # all the rest
        ("GET", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/mailbox", 200),
        ("GET", "/mailbox.json", 200),
        ("GET", STYLESHEET.path, 200),
        ("GET", OPENED_SCRIPT.path, 200),
        ("GET", ANSWER_SCRIPT.path, 200),
        ("GET", READING_SCRIPT.path, 200),
        ("GET", "/static/other.css", 404),
    ],
)
def test_every_answer_is_closed_to_others(method: str, path: str, status: int) -> None:
    casework = Broken()
    casework.ask([])
    app = create_app(casework, language="vi", mailbox=Empty(), health=lambda: True)

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.request(method, path)

    assert answer.status_code == status
    check_closed_to_others(answer, may_be_kept=path in KEPT)


def test_so_is_whatever_is_shown_and_handed_out_behind_the_sign_in(tmp_path: Path) -> None:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        request = answered_with_a_letter(place)
        case = request.rpartition("/")[0]
        front = Front(place)
        with front.browser("lan") as lan, front.browser("vi") as vi:
            shown = [
                lan.client.get(path)
                for path in ("/desk", f"/desk/cases/{case}", f"/desk/cases/{request}")
            ]
            read = lan.send(form(Page(shown[-1].text), "/read"))
            taken = lan.send(form(Page(read.text), "/file"))
            shown.append(vi.client.get("/admin"))

    assert taken.content == PDF
    for answer in (*shown, read, taken):
        assert answer.status_code == 200
        check_closed_to_others(answer)


def check_closed_to_others(answer: Response, *, may_be_kept: bool = False) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert ("no-store" in answer.headers["Cache-Control"]) is not may_be_kept


@pytest.mark.parametrize("by_https", [True, False])
def test_browsers_are_told_to_come_by_https_where_that_is_how_people_come(
    casework: FakeAnswers, *, by_https: bool
) -> None:
    app = create_app(casework, language="vi", health=lambda: True, by_https=by_https)

    with TestClient(app) as client:
        answers = [client.get(path) for path in ("/", "/a/nothing", STYLESHEET.path)]

    told = {answer.headers.get("Strict-Transport-Security") for answer in answers}
    assert told == {"max-age=31536000" if by_https else None}


def test_the_stylesheet_may_be_kept_for_ever(client: TestClient) -> None:
    [stylesheet] = [
        attributes["href"] for tag, attributes in Page(client.get("/").text).tags if tag == "link"
    ]

    answer = client.get(stylesheet)

    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_scripts_are_ours_and_may_be_kept_for_ever(
    client: TestClient, casework: FakeAnswers
) -> None:
    page = Page(client.get(f"/a/{casework.ask([])}").text)
    scripts = [attributes["src"] for tag, attributes in page.tags if tag == "script"]

    answers = [client.get(script) for script in scripts]

    assert {answer.headers["Content-Type"].partition(";")[0] for answer in answers} == {
        "text/javascript"
    }
    assert {answer.headers["Cache-Control"] for answer in answers} == {
        "public, max-age=31536000, immutable"
    }


def test_the_pages_work_below_another_address(casework: FakeAnswers) -> None:
    app = create_app(casework, language="vi", health=lambda: True)

    with TestClient(app, root_path="/referral") as client:
        page = client.get("/referral/")

    assert f'href="/referral{STYLESHEET.path}"' in page.text


def test_a_form_is_taken_without_an_origin(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([])

    answer = client.post(f"/a/{token}", data={"_verdict": "done"}, headers={"Origin": "null"})

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_nothing_describes_the_pages_to_programs(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
