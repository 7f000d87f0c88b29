from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from pages.application import create_app
from tests.browsers import chromium
from tests.pages.fakes import FakeAnswers
from tests.pages.phones import a_phone
from tests.pages.serving import served


@pytest.fixture
def casework() -> FakeAnswers:
    return FakeAnswers()


@pytest.fixture
def client(casework: FakeAnswers) -> Iterator[TestClient]:
    app = create_app(casework, language="vi", health=lambda: True)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def address(casework: FakeAnswers) -> Iterator[str]:
    with served(create_app(casework, language="vi", health=lambda: True)) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Without JavaScript."""
    with a_phone(browser, with_scripts=False) as page:
        yield page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for longer: while one is open, no other test could run an event loop."""
    with chromium() as browser:
        yield browser
