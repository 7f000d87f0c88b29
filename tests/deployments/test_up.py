"""`referral up`, as somebody types it who has just cloned the project."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_IMODE
from typing import Any

import httpx
import pytest

from deployments.holding import holding
from tests.deployments.commanding import Site, free_port
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

    @contextmanager
    def up(self) -> Iterator[subprocess.Popen[str]]:
        ports = ["--port", str(self.port), "--prefect-port", str(self.prefect_port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments", "up", "--demo", *ports],
            cwd=self.folder,
            env=os.environ | {
                "PYTHONPATH": str(ROOT),
                "REFERRAL_DATA_DIR": str(self.data),
                "REFERRAL_LANGUAGE": "en",
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
        with suppress(httpx.TransportError):
            letters: list[dict[str, Any]] = httpx.get(self._page("/mailbox.json")).json()
            return letters
        return []

    def answer(self, letter: dict[str, Any], **fields: str) -> None:
        found = LINK.search(letter["text"])
        assert found is not None
        sent = httpx.post(self._page(f"/a/{found[1]}"), data={"_verdict": "done", **fields})
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

    def leave_nothing(self) -> None:
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def _page(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def _environment(place: Path) -> list[bytes]:
    try:
        return place.read_bytes().split(b"\0")
    except OSError:
        return []


def _said_until(process: subprocess.Popen[str], last: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(last):
            return said
    raise AssertionError(f"It ended with {process.wait()} after saying:\n{said}")


@pytest.mark.timeout(300)
def test_up_goes_on_after_it_was_killed_and_leaves_nothing_when_it_ends(tmp_path: Path) -> None:
    machine = Machine(tmp_path)

    with machine.up() as first:
        welcome = _said_until(first, "Ctrl-C")
        letters = eventually(
            lambda: found if len(found := machine.mailbox()) == 2 else None, within=START_SECONDS
        )
        eventually(machine.scheduled_sweeps)
        first.kill()
        first.wait()

        with machine.up() as second:
            _said_until(second, "Ctrl-C")
            kept = machine.mailbox()
            labour = next(letter for letter in letters if letter["to"].startswith("so-"))
            machine.answer(labour, ngay_nhan="2026-11-20")
            more = eventually(
                lambda: found if len(found := machine.mailbox()) > 2 else None,
                within=START_SECONDS,
            )
            os.killpg(second.pid, signal.SIGINT)
            end = (second.wait(timeout=60), machine.processes())

    assert f"http://127.0.0.1:{machine.port}/mailbox" in welcome
    assert f"http://127.0.0.1:{machine.prefect_port}/" in welcome
    assert 5 <= len(welcome.splitlines()) <= 8
    assert kept == letters
    assert len(more) == 3
    assert end == (0, [])
    assert S_IMODE(machine.data.stat().st_mode) == 0o700
    logs = "".join(log.read_text("utf-8") for log in (machine.data / "logs").iterdir())
    assert [token for token in LINK.findall(json.dumps(more)) if token in logs] == []


@pytest.mark.parametrize("option", ["--port", "--prefect-port"])
def test_a_taken_port_is_named_with_its_option_and_nothing_is_made(bare: Site, option: str) -> None:
    ports = {"--port": free_port(), "--prefect-port": free_port()}
    with socket.create_server(("127.0.0.1", 0)) as other:
        ports[option] = other.getsockname()[1]

        said = bare.referral("up", *(str(word) for pair in ports.items() for word in pair))

    assert said.code == 1
    assert said.err == (
        f"Port {ports[option]} is taken by another program. Choose another one with {option}.\n"
    )
    assert not bare.folder.exists()


def test_a_folder_has_one_up_at_a_time(empty: Site) -> None:
    ports = ("--port", free_port(), "--prefect-port", free_port())

    with holding(empty.folder, prefect="http://127.0.0.1:9/api", demo=False):
        said = empty.referral("up", *map(str, ports))

    assert said.code == 1
    assert f"`referral up` runs on {empty.folder} already (process {os.getpid()})." in said.err


def test_commands_find_the_prefect_of_the_up_that_runs(empty: Site) -> None:
    del os.environ["PREFECT_API_URL"]

    with holding(empty.folder, prefect="http://127.0.0.1:9/api", demo=True):
        lines = empty.referral("doctor", "--json").data

    told = {line["check"]: line["about"] for line in lines}
    assert told["prefect"] == "Prefect answers at http://127.0.0.1:9/api."
    assert told["email"] == "Messages go to the mailbox of the demo."
