"""One data folder, two ports, and a `referral up` on them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.deployments.commanding import free_port
from tests.house.source import ROOT
from tests.patience import eventually
from tests.prefect_server import PrefectServer

LINK = re.compile(r"http://\S+/a/(\w+)")
START_SECONDS = 90


@dataclass
class Machine:
    """One data folder, two ports, and what was started there."""

    folder: Path
    port: int = field(default_factory=free_port)
    prefect_port: int = field(default_factory=free_port)
    options: tuple[str, ...] = ("--demo",)
    settings: Mapping[str, str] = field(default_factory=lambda: {"REFERRAL_LANGUAGE": "en"})

    @contextmanager
    def up(self) -> Iterator[subprocess.Popen[str]]:
        ports = ["--port", str(self.port), "--prefect-port", str(self.prefect_port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments", "up", *self.options, *ports],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REFERRAL_DATA_DIR": str(self.data),
                **self.settings,
            },
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            self.leave_nothing()
            process.communicate()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def prefect(self) -> PrefectServer:
        return PrefectServer(f"http://127.0.0.1:{self.prefect_port}/api", self.data / "prefect")

    def mailbox(self) -> list[dict[str, Any]]:
        """Whoever looks too often is told to wait, for a minute at the most, and waits."""

        def shown() -> httpx.Response | None:
            reply = httpx.get(self.page("/mailbox.json"))
            return reply if reply.is_success else None

        with suppress(httpx.TransportError):
            letters: list[dict[str, Any]] = eventually(shown, within=START_SECONDS).json()
            return letters
        return []

    def answer(self, letter: dict[str, Any], **fields: str) -> None:
        found = LINK.search(letter["text"])
        assert found is not None
        sent = httpx.post(self.page(f"/a/{found[1]}"), data={"_verdict": "done", **fields})
        assert sent.status_code == 200, sent.text

    def scheduled_sweeps(self) -> list[Any]:
        wanted = {"deployments": {"name": {"any_": ["sweep"]}}}
        with self.prefect.browser() as browser:
            runs: list[Any] = browser.post("/flow_runs/filter", json=wanted).json()
        return runs

    def processes(self) -> list[int]:
        """Of this data folder, whatever group they are in."""
        mine = f"REFERRAL_DATA_DIR={self.data}".encode()
        return [
            int(place.parent.name)
            for place in Path("/proc").glob("[0-9]*/environ")
            if mine in _environment(place)
        ]

    def process(self, name: str) -> int:
        """The number of the "server", the "worker" or the "pages" that `up` started; 0 for none."""
        named = {"server": b"server", "worker": b"worker", "pages": b"uvicorn"}[name]
        for process in self.processes():
            words = _words(process)
            if b"deployments.attached" in words and named in words:
                return process
        return 0

    def leave_nothing(self) -> None:
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def page(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def _environment(place: Path) -> list[bytes]:
    try:
        return place.read_bytes().split(b"\0")
    except OSError:
        return []


def _words(process: int) -> list[bytes]:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    return []


def said_until(process: subprocess.Popen[str], last: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if last in line:
            return said
    raise AssertionError(f"It ended with {process.wait()} after saying:\n{said}")
