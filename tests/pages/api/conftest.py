"""A program of an administrator before the `front` of each file's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.pages.desk.front import Front
from tests.pages.programs import Program, signed_in


@pytest.fixture
def client(front: Front) -> Iterator[TestClient]:
    with TestClient(front.app(), raise_server_exceptions=True) as client:
        yield client


@pytest.fixture
def vi(client: TestClient) -> Program:
    return signed_in(client, "vi")
