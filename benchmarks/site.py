"""A site in a folder of its own: what `referral up` starts, and nobody else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import httpx
from prefect.context import refresh_global_settings_context

from benchmarks.databases import Databases
from benchmarks.processes import Part, Processes, words_of
from deployments import environments
from deployments.first_start import make_data_dir, make_first_keys
from deployments.ports import HOST
from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.journeys.opening import open_case
from domain.db.migrating import upgrade
from domain.pathway.files import read_pathway
from domain.pathway.template import Pathway
from tasks.settings import Settings
from tasks.wiring import the_office, the_settings

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
BY = "user:benchmark"
ENTRY = "tu_tro_ve"
LENGTHS = (2, 4, 8)
START_SECONDS = 300
CHILDREN = {"server": "Prefect server", "uvicorn": "pages", "worker": "worker"}
FLOW_PROCESSES = "flow processes"


@dataclass(frozen=True, slots=True)
class Site:
    """`up` is the process of `referral up`."""

    settings: Settings
    prefect: str
    up: int
    databases: Databases

    def parts(self, *names: str) -> list[Part]:
        """Of the children of `referral up` those of these names, or all."""
        children = Processes.now().children.get(self.up, ())
        found = {pid: name for pid in children if (name := _name_of(pid))}
        return [
            Part(name, pid, FLOW_PROCESSES if name == "worker" else "")
            for pid, name in found.items()
            if name in (names or CHILDREN.values())
        ]

    def shared(self) -> list[Part]:
        """What works for whoever uses this Prefect."""
        return [*self.parts("Prefect server"), *self.databases.parts]


@contextmanager
def running_site(folder: Path, databases: Databases) -> Iterator[Site]:
    """From here on this process talks to that site alone; told to end, it ends the site too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    port, prefect_port = _free_port(), _free_port()
    api = f"http://{HOST}:{prefect_port}/api"
    for name in [name for name in os.environ if name.startswith(("REFERRAL_", "PREFECT_"))]:
        del os.environ[name]
    os.environ.update(databases.settings)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    os.environ |= {
        "REFERRAL_DATA_DIR": str(folder / "data"),
        "REFERRAL_BASE_URL": f"http://{HOST}:{port}",
        "REFERRAL_DEMO": "1",
    }
    settings = the_settings()
    make_data_dir(settings.data_dir)
    os.environ.update(environments.of_worker(settings, api))
    refresh_global_settings_context()
    _prepare(settings)
    ports = ["--port", str(port), "--prefect-port", str(prefect_port)]
    with _up(ports, folder) as up:
        answers = [f"{api}/health", f"http://{HOST}:{port}/healthz"]
        until(lambda: up.poll() is not None or all(map(_is_well, answers)), within=START_SECONDS)
        if up.poll() is not None:
            raise RuntimeError((folder / "up.log").read_text(encoding="utf-8"))
        site = Site(settings, api, up.pid, databases)
        until(lambda: len(site.parts()) == len(CHILDREN), within=START_SECONDS)
        yield site


def pathway_of(steps: int) -> Pathway:
    """The first so many steps of the pathway that is measured."""
    whole = read_pathway(HERE / "pathway.yaml")
    stage = whole.stages[0].model_copy(update={"steps": whole.steps[:steps]})
    return whole.model_copy(update={"key": f"{whole.key}_{steps}", "stages": (stage,)})


def until(holds: Callable[[], bool], *, within: float, every: float = 0.2) -> None:
    """Raises TimeoutError after so many seconds."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not within {within} seconds.")
        Event().wait(every)


@contextmanager
def ended(process: subprocess.Popen[bytes], sign: signal.Signals) -> Iterator[None]:
    """With the block the process ends, and whatever it started."""
    try:
        yield
    finally:
        left = [*Processes.now().below(process.pid)]
        process.send_signal(sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=60)
        for pid in [process.pid, *left]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def _prepare(settings: Settings) -> None:
    upgrade(settings.database)
    make_first_keys(settings)
    office = the_office()
    publish_directory(office, (HERE / "directory.yaml").read_text(encoding="utf-8"), BY)
    for steps in LENGTHS:
        publish_pathway(office, pathway_of(steps), BY)
    # The demo opens journeys of its own where there is none.
    open_case(office, pathway_of(LENGTHS[0]).key, ENTRY, None, by=BY)


@contextmanager
def _up(ports: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments", "up", *ports],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    with ended(process, signal.SIGINT):
        yield process


def _name_of(pid: int) -> str | None:
    return next((CHILDREN[word] for word in words_of(pid) if word in CHILDREN), None)


def _is_well(address: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(address, timeout=5, trust_env=False).is_success
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
