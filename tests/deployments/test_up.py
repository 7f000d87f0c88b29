"""`referral up`, as somebody types it who has just cloned the project."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path
from stat import S_IMODE

import pytest

from deployments.holding import holding
from tasks.settings import Settings
from tests.deployments.commanding import Site, free_port
from tests.deployments.machine import LINK, START_SECONDS, Machine, said_until
from tests.patience import eventually


@pytest.mark.timeout(300)
@pytest.mark.kill
def test_up_goes_on_after_it_was_killed_and_leaves_nothing_when_it_ends(tmp_path: Path) -> None:
    machine = Machine(tmp_path)

    with machine.up() as first:
        welcome = said_until(first, "Ctrl-C")
        letters = eventually(
            lambda: found if len(found := machine.mailbox()) == 2 else None, within=START_SECONDS
        )
        eventually(machine.scheduled_sweeps)
        first.kill()
        first.wait()

        with machine.up() as second:
            said_until(second, "Ctrl-C")
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
    assert 5 <= len(welcome.splitlines()) <= 9
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

    with holding(Settings(), prefect="http://127.0.0.1:9/api"):
        said = empty.referral("up", *map(str, ports))

    assert said.code == 1
    assert f"`referral up` runs on {empty.folder} already (process {os.getpid()})." in said.err


def test_commands_find_the_prefect_of_the_up_that_runs(empty: Site) -> None:
    del os.environ["PREFECT_API_URL"]

    shown = "http://127.0.0.1:8123"

    with holding(Settings(base_url=shown, demo=True), prefect="http://127.0.0.1:9/api"):
        lines = empty.referral("doctor", "--json").data

    told = {line["check"]: line["about"] for line in lines}
    assert told["prefect"] == "Prefect answers at http://127.0.0.1:9/api."
    assert told["email"] == "Messages go to the mailbox of the demo."
    assert told["base_url"] == f"Agencies reach the pages at {shown}."
