"""A real Prefect server for the tests. Imports no Prefect, which takes a second that most save."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from tasks.prefect_settings import CLIENT_SETTINGS, SERVER_SETTINGS
from tests.patience import eventually


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """`postgres`: the URL of its database (psycopg 3), where that is not SQLite in its home."""

    api: str
    home: Path
    postgres: str | None = None

    @property
    def database(self) -> Path:
        return self.home / "prefect.db"

    @property
    def log(self) -> Path:
        """What its process says."""
        return self.home / "server.log"

    def browser(self) -> httpx.Client:
        """What Prefect's own pages send: for pressing their buttons."""
        me = str(uuid4())
        told = httpx.get(f"{self.api}/csrf-token", params={"client": me}).raise_for_status()
        proof = {"Prefect-Csrf-Client": me, "Prefect-Csrf-Token": told.json()["token"]}
        return httpx.Client(base_url=self.api, headers=proof)

    def forget(self, *kinds: str) -> None:
        """Delete all `flow_runs`, all `deployments`."""
        with self.browser() as browser:
            for kind in kinds:
                while _delete_some(browser, kind):
                    pass

    def belong_to_nobody(self) -> None:
        """Until the next site comes."""
        with self.browser() as browser:
            browser.delete("/variables/name/referral_site")


@contextmanager
def running_prefect() -> Iterator[PrefectServer]:
    """A server with a new database on a free loopback port; this process talks to it meanwhile."""
    with tempfile.TemporaryDirectory(prefix="referral-server-", ignore_cleanup_errors=True) as home:
        server = PrefectServer(f"http://127.0.0.1:{_free_port()}/api", Path(home))
        with serving(server), talking_to(server):
            yield server


@contextmanager
def serving(server: PrefectServer) -> Iterator[None]:
    """The process, until the end of the block; it may be started again after that."""
    settings = {**CLIENT_SETTINGS, **SERVER_SETTINGS, "PREFECT_HOME": str(server.home)}
    if server.postgres is not None:
        url = server.postgres.replace("+psycopg:", "+asyncpg:")
        settings["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = url
    port = str(httpx.URL(server.api).port)
    server_start = ["deployments.prefect_server", "server", "start", "--port", port]
    with running([sys.executable, "-m", *server_start], settings, server.log) as process:
        eventually(lambda: _answers(server, process), within=60)
        yield


@contextmanager
def running(
    command: list[str], settings: Mapping[str, str], log: Path = Path(os.devnull)
) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process group of its own, all of which ends with the block."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        process = subprocess.Popen(
            command,
            env={**os.environ, **settings},
            stdout=said,
            stderr=None if log == Path(os.devnull) else said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def talking_to(server: PrefectServer) -> Iterator[None]:
    before = dict(os.environ)
    send_what_is_left()  # to whom this process talked until now
    os.environ.update(CLIENT_SETTINGS, PREFECT_API_URL=server.api)
    _reread_settings()
    try:
        yield
    finally:
        send_what_is_left()
        os.environ.clear()
        os.environ.update(before)
        _reread_settings()


def _delete_some(browser: httpx.Client, kind: str) -> bool:
    reply = browser.post(f"/{kind}/bulk_delete", json={}).raise_for_status()
    return bool(reply.json()["deleted"])


def send_what_is_left() -> None:
    """Hand Prefect's server the log lines and events that its client gathers and sends later."""
    for module, worker in (
        ("prefect.logging.handlers", "APILogWorker"),
        ("prefect.events.worker", "EventsWorker"),
    ):
        if module in sys.modules:
            getattr(sys.modules[module], worker).drain_all(timeout=5)


def _reread_settings() -> None:
    if "prefect.context" in sys.modules:
        sys.modules["prefect.context"].refresh_global_settings_context()


def _answers(server: PrefectServer, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"Prefect's server ended with {process.returncode}.")
    with suppress(httpx.TransportError):
        return httpx.get(f"{server.api}/health").is_success
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
