"""A program of an administrator, signed in with a name and a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from tests.pages.desk.front import PASSWORD

Data = dict[str, Any]


@dataclass
class Program:
    client: TestClient
    headers: Mapping[str, str]

    def asks(self, method: str, path: str, data: object = None) -> Response:
        return self.client.request(method, f"/api{path}", json=data, headers=self.headers)

    def reads(self, path: str) -> Data:
        return told(self.asks("GET", path))

    def does(self, path: str, data: object = None) -> Data:
        return told(self.asks("POST", path, data))


def told(answer: Response, status: int = 200) -> Data:
    assert answer.status_code == status, answer.text
    read: Data = answer.json()
    return read


def signed_in(client: TestClient, name: str) -> Program:
    answer = client.post("/api/session", json={"name": name, "password": PASSWORD})
    return Program(client, {"Authorization": f"Bearer {told(answer)['secret']}"})
