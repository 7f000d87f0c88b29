from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pages.application import create_app
from tests.pages.fakes import FakeAnswers


@pytest.fixture
def casework() -> FakeAnswers:
    return FakeAnswers()


@pytest.fixture
def client(casework: FakeAnswers) -> Iterator[TestClient]:
    app = create_app(casework, language="vi", health=lambda: True)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
