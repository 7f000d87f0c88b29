from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest

from deployments.children import (
    Child,
    Ending,
    GaveUp,
    await_answer,
    ended_in_order,
    listening,
    look_after,
)
from tests.deployments.commanding import free_port
from tests.house.source import ROOT
from tests.patience import eventually

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
START_AND_LINGER = """
import os, sys
from pathlib import Path
from deployments.children import Child
Child("any", sys.argv[2:], os.environ, Path(sys.argv[1]), 1).start()
print("started", flush=True)
sys.stdin.read()
"""


def times_said(word: str, log: Path) -> int:
    return log.read_text(encoding="utf-8").count(word) if log.exists() else 0


def stand_in(name: str, folder: Path, patience: float = 10) -> Child:
    return Child(
        name, ["tests.deployments.stand_ins", name, str(folder)], ENVIRONMENT, folder, patience
    )


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[Child, str]]:
    port = free_port()
    module = ["http.server", "--bind", "127.0.0.1", str(port)]
    child = Child("web", module, ENVIRONMENT, tmp_path, patience=10)
    with ended_in_order([child], Ending()):
        yield child, f"http://127.0.0.1:{port}/"


def test_a_child_is_waited_for_until_it_answers(web: tuple[Child, str]) -> None:
    child, address = web
    child.start()

    assert await_answer(child, address, Ending())


def test_waiting_ends_when_all_is_to_end(web: tuple[Child, str]) -> None:
    child, address = web
    ending = Ending()
    child.start()
    ending.asked.set()

    assert not await_answer(child, address, ending)


def test_a_child_that_dies_while_it_is_waited_for_is_named_with_its_log(tmp_path: Path) -> None:
    child = Child("pages", ["no_such_module"], ENVIRONMENT, tmp_path, patience=1)

    child.start()

    with ended_in_order([child], Ending()), pytest.raises(GaveUp) as caught:
        await_answer(child, "http://127.0.0.1:9/", Ending())

    assert "no_such_module" in (tmp_path / "logs/pages.log").read_text(encoding="utf-8")
    assert caught.value.message.in_("en").startswith("“pages” does not stay up.")
    assert "logs/pages.log" in caught.value.message.in_("en")


def test_a_child_that_ends_is_started_again_after_a_while(web: tuple[Child, str]) -> None:
    child, address = web
    said = StringIO()

    with redirect_stdout(said):
        child.keep_alive(now=0)
        child.keep_alive(now=1)
        assert not child.is_alive
        child.keep_alive(now=2)

    assert await_answer(child, address, Ending())
    assert "“web”" in said.getvalue()


def test_a_child_that_ends_time_and_again_is_started_ever_more_rarely(tmp_path: Path) -> None:
    child = Child("pages", ["no_such_module"], ENVIRONMENT, tmp_path, patience=1)
    starts = [0.0]

    with ended_in_order([child], Ending()):
        for now in range(100):
            child.keep_alive(now)
            eventually(lambda: not child.is_alive)
            # By its log: on a quick day it has ended before anybody can ask whether it lives.
            starts += [now] * (times_said("no_such_module", child.log) - len(starts) + 1)

    waits = [later - before for before, later in pairwise(starts)]
    # That a start failed is seen a second later.
    assert waits == [2, 5, 9, 17, 33, 33]


def test_what_ends_is_looked_after_until_all_is_to_end(web: tuple[Child, str]) -> None:
    child, address = web
    ending = Ending()
    child.start()
    looking = Thread(target=look_after, args=([child], ending))

    looking.start()
    await_answer(child, address, Ending())
    ending.asked.set()
    looking.join(timeout=10)

    assert not looking.is_alive()
    assert child.is_alive


def test_a_deaf_child_is_ended_after_its_patience(tmp_path: Path) -> None:
    child = stand_in("deaf", tmp_path, patience=0.3)
    child.start()
    eventually((tmp_path / "ready").exists)

    child.end(Event())

    assert not child.is_alive


def test_haste_ends_patience(tmp_path: Path) -> None:
    child = stand_in("deaf", tmp_path, patience=3600)
    child.start()
    eventually((tmp_path / "ready").exists)
    haste = Event()
    haste.set()

    child.end(haste)

    assert not child.is_alive


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    child = stand_in("parent", tmp_path)
    child.start()
    eventually((tmp_path / "ready").exists)

    child.end(Event())

    # Killed is not yet gone.
    assert eventually(lambda: not _processes_that_name(tmp_path))


def test_children_end_with_who_started_them_even_if_that_is_killed(tmp_path: Path) -> None:
    port = str(free_port())

    with _starter(tmp_path, "http.server", "--bind", "127.0.0.1", port) as starter:
        eventually(lambda: _processes_that_name(Path(port)))
        starter.kill()

    eventually(lambda: not _processes_that_name(Path(port)))


@pytest.mark.kill
def test_a_deaf_child_ends_with_who_started_it_after_a_while(tmp_path: Path) -> None:
    ready = tmp_path / "ready"

    with _starter(tmp_path / "logs", "tests.deployments.stand_ins", "deaf", tmp_path) as starter:
        eventually(ready.exists)
        starter.kill()

    eventually(lambda: not _processes_that_name(tmp_path), within=60)


def test_the_first_signal_asks_to_end_and_the_second_hurries() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with listening() as ending:
        signal.raise_signal(signal.SIGTERM)
        first = (ending.asked.is_set(), ending.in_haste.is_set())
        signal.raise_signal(signal.SIGINT)
        second = (ending.asked.is_set(), ending.in_haste.is_set())

    assert (first, second) == ((True, False), (True, True))
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_long_log_begins_anew_and_the_last_one_is_kept(
    web: tuple[Child, str], tmp_path: Path
) -> None:
    log = tmp_path / "logs/web.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * 10_000_001)

    web[0].start()

    assert log.stat().st_size < 1000
    assert (tmp_path / "logs/web.old.log").stat().st_size == 10_000_001
    assert log.stat().st_mode & 0o077 == 0


@contextmanager
def _starter(folder: Path, *module: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Has a child, and waits for its own end."""
    folder.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", START_AND_LINGER, folder, *module],
        env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def _processes_that_name(argument: Path) -> list[str]:
    wanted = os.fsencode(argument)
    return [
        place.parent.name
        for place in Path("/proc").glob("[0-9]*/cmdline")
        if wanted in _words_of(place)
    ]


def _words_of(place: Path) -> list[bytes]:
    try:
        return place.read_bytes().split(b"\0")
    except OSError:
        return []
