from __future__ import annotations

import io
import logging
import subprocess
import sys

import httpx
import pytest
from playwright.sync_api import Browser, Request
from uvicorn.logging import AccessFormatter

from domain.casework.answers.views import Look
from pages.application import create_app
from pages.logs import ACCESS_LOG, WithoutTokens, redact
from tests.pages.fakes import FakeAnswers
from tests.pages.serving import all_logs, served

TOKEN = "abcdefghijklmnopqrstuvwxyz234567" * 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"GET /a/{TOKEN} HTTP/1.1", "GET /a/… HTTP/1.1"),
        (f"https://referral.example/a/{TOKEN}?lang=en", "https://referral.example/a/…?lang=en"),
        # in quotes, at an end, twice
        (f"'/a/{TOKEN}' and /a/{TOKEN}", "'/a/…' and /a/…"),
        # as a parameter of another address
        (f"?next=%2Fa%2F{TOKEN}&x=1", "?next=%2Fa%2F…&x=1"),
        # below another address
        (f"/referral/a/{TOKEN}", "/referral/a/…"),
        # as programs have it
        (f"POST /api/requests/{TOKEN}/answer 200", "POST /api/requests/…/answer 200"),
        # what is no link stays
        ("/healthz and/or /static/a.css", "/healthz and/or /static/a.css"),
    ],
)
def test_a_link_is_struck_out_wherever_it_is_written(written: str, kept: str) -> None:
    assert redact(written) == kept


def logged(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    handler.addFilter(WithoutTokens())
    handler.handle(record)
    return written.getvalue()


def record_of(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    told = (type(error), error, None) if error else None
    return logging.LogRecord("any", logging.INFO, "any.py", 1, message, args, told)


@pytest.mark.parametrize(
    "record",
    [
        record_of(f"opened /a/{TOKEN}"),
        record_of("opened %s", f"/a/{TOKEN}"),
        # the token apart from its path until the two are put together
        record_of("opened /a/%s", TOKEN),
        record_of("failed", error=RuntimeError(f"no answer at /a/{TOKEN}")),
    ],
    ids=["message", "argument", "in parts", "exception"],
)
def test_no_log_line_has_a_token(record: logging.LogRecord) -> None:
    line = logged(logging.Formatter(), record)

    assert TOKEN not in line
    assert "/a/…" in line


def test_an_access_log_stays_readable() -> None:
    record = record_of('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", f"/a/{TOKEN}", "1.1", 200)

    line = logged(AccessFormatter("%(request_line)s %(status_code)s", use_colors=False), record)

    assert line == "GET /a/… HTTP/1.1 200 OK\n"


class Failing(FakeAnswers):
    def look(self, token: str) -> Look:
        raise RuntimeError(f"no answer at /a/{token}")


def test_the_pages_are_run_without_an_access_log() -> None:
    assert ACCESS_LOG is False


def test_no_token_is_logged_even_where_everything_is() -> None:
    app = create_app(Failing(), language="vi", health=lambda: True)

    with all_logs() as written, served(app, access_log=True, log_level="trace") as address:
        answer = httpx.get(f"{address}/a/{TOKEN}")

    assert answer.status_code == 500
    assert "no answer at" in written.getvalue()
    assert '"GET /a/… HTTP/1.1" 500' in written.getvalue()
    assert TOKEN not in written.getvalue()


@pytest.mark.browser
def test_a_browser_tells_nobody_where_it_was(browser: Browser, casework: FakeAnswers) -> None:
    token = casework.ask([])
    app = create_app(casework, language="vi", health=lambda: True)
    elsewhere = create_app(FakeAnswers(), language="vi", health=lambda: True)
    context = browser.new_context()
    page, asked = context.new_page(), list[Request]()

    def remember(request: Request) -> None:
        asked.append(request)

    page.on("request", remember)

    with (
        all_logs() as written,
        served(app, access_log=True, log_level="trace") as address,
        served(elsewhere, access_log=True, log_level="trace") as another,
    ):
        page.goto(f"{address}/a/{token}")
        page.locator("#answer button[type=submit]").click()
        page.evaluate("where => { location.href = where }", f"{another}/")
        page.wait_for_url(f"{another}/")
        told = [(request.url, request.all_headers().get("referer")) for request in asked]
        context.close()

    assert {url.split("/")[2] for url, _ in told} == {address[7:], another[7:]}
    assert not any(referer for _, referer in told)
    assert "POST /a/…" in written.getvalue()
    assert token not in written.getvalue()
    assert len(casework.recorded(token)) == 1


TRACED = """
from opentelemetry import trace
from starlette.testclient import TestClient
from pages.application import create_app
from tests.pages.fakes import FakeAnswers

class Tracer(trace.NoOpTracer):
    def start_span(self, *args, **kwargs):
        print(args, kwargs)
        return super().start_span(*args, **kwargs)

class Provider(trace.TracerProvider):
    def get_tracer(self, *args, **kwargs):
        return Tracer()

trace.set_tracer_provider(Provider())
app = create_app(FakeAnswers(), language="vi", health=lambda: True)
with TestClient(app) as client:
    print(client.get("/a/TOKEN").status_code)
"""


def test_no_token_is_told_to_who_traces_the_process() -> None:
    traced = subprocess.run(
        [sys.executable, "-c", TRACED.replace("TOKEN", TOKEN)],
        capture_output=True,
        check=True,
        text=True,
    )

    assert traced.stdout == "404\n"
