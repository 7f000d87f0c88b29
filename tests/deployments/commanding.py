"""A site of its own in a folder, and its command, called in this process."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from deployments.command_line import main
from deployments.first_start import DEMO
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.letters.delivering import claim, handed_over
from domain.casework.office import Office
from domain.pathway.files import shipped_pathways
from tasks import wiring

SHIPPED = {path.stem: path for path in shipped_pathways()}


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever the JSON says
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path

    @property
    def office(self) -> Office:
        return wiring.the_office()

    def referral(self, *words: str | Path, typed: str | StringIO = "") -> Said:
        """`typed` is what stands in its standard input."""
        out, err = StringIO(), StringIO()
        with _standard_input(typed), redirect_stdout(out), redirect_stderr(err):
            code = main([str(word) for word in words])
        return Said(code, out.getvalue(), err.getvalue())

    def done(self, *words: str | Path, typed: str = "") -> Said:
        """What the command says that has to go well."""
        said = self.referral(*words, typed=typed)
        assert said.code == 0, said.err
        return said

    def set_up_demo(self) -> None:
        """Both shipped pathways, and somebody for each of their roles."""
        for path in SHIPPED.values():
            self.done("pathway", "publish", path)
        self.done("directory", "load", DEMO / "directory.yaml")
        self.done("policy", "load", DEMO / "policy.yaml")

    def open(self, pathway: str = "hai_phong", entry: str = "tu_tro_ve") -> str:
        """A journey whose first requests are made; its id."""
        said = self.done("case", "open", "--pathway", pathway, "--entry", entry, "--json")
        journey: str = said.data["journey"]
        self.go_on(journey)
        return journey

    def go_on(self, journey: str) -> None:
        advance(self.office, journey)

    def send(self) -> int:
        """Claim and hand over what is queued. Returns how many letters."""
        claimed = [claim(self.office, notice) for notice in unsent_notices(self.office)]
        letters = [letter for letter in claimed if letter is not None]
        for letter in letters:
            handed_over(self.office, letter)
        return len(letters)

    def requests(self, journey: str) -> list[dict[str, Any]]:
        requests: list[dict[str, Any]] = self.done(
            "case", "show", journey.partition("/")[0], "--json"
        ).data[0]["requests"]
        return requests


@contextmanager
def site(folder: Path, **settings: str) -> Iterator[Site]:
    """Nobody answers where its Prefect should be, unless `settings` name another place."""
    before = dict(os.environ)
    nowhere = f"http://127.0.0.1:{free_port()}/api"
    ours = {"REFERRAL_DATA_DIR": str(folder), "REFERRAL_LANGUAGE": "en", "PREFECT_API_URL": nowhere}
    os.environ.update(ours | settings)
    _forget()
    try:
        yield Site(folder)
    finally:
        if wiring.the_office.cache_info().currsize:
            wiring.the_office().store.close()
        os.environ.clear()
        os.environ.update(before)
        _forget()


@contextmanager
def _standard_input(given: str | StringIO) -> Iterator[None]:
    typed = StringIO(given) if isinstance(given, str) else given
    before, sys.stdin = sys.stdin, typed
    try:
        yield
    finally:
        sys.stdin = before


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _forget() -> None:
    wiring.the_settings.cache_clear()
    wiring.the_office.cache_clear()
