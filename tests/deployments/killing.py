"""A site whose processes are killed outright, each of them ten times in the life of a journey."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx

from domain.casework.administration.auditing import Audit, audit
from domain.casework.desk.looking import one_case
from domain.casework.office import Office
from domain.pathway.files import write_pathway
from domain.pathway.template import Pathway
from tests.deployments.commanding import site
from tests.deployments.machine import LINK, START_SECONDS, Machine, said_until
from tests.domain.small import ENTRY, pathway, step
from tests.patience import eventually
from tests.stories.province import directory_of

STEPS = tuple(f"step_{number}" for number in range(1, 11))
# The lease of whoever was killed runs out, a sweep sees it, and all have started again.
CAUGHT_UP_SECONDS = 240
PRESS_EVERY_SECONDS = 10
# The first goes down at once: the pages before they have woken the journey, the worker or Prefect
# while the journey is carried.
ORDERS = (
    ("pages", "worker", "server"),
    ("worker", "pages", "server"),
    ("server", "worker", "pages"),
)
RECORDED = (httpx.codes.OK, httpx.codes.CONFLICT)  # now, or when its page did not arrive
MAY_BE_A_REPEAT = "Thư này có thể đến hai lần."


@dataclass
class Life:
    machine: Machine
    case: str = ""
    answered: set[str] = field(default_factory=set)
    pressed_at: float = 0

    def open(self) -> None:
        ten = _pathway()
        files = [self.machine.folder / name for name in ("pathway.yaml", "directory.yaml")]
        for file, text in zip(files, (write_pathway(ten), directory_of([ten])), strict=True):
            file.write_text(text, "utf-8")
        with site(self.machine.data, **self.machine.settings) as place:
            place.done("directory", "load", files[1])
            place.done("pathway", "publish", files[0])
            opened = place.done("case", "open", "--pathway", ten.key, "--entry", ENTRY, "--json")
        self.case = opened.data["journey"].partition("/")[0]

    def next_link(self) -> str:
        """Of the request that was not answered yet, once it has come."""

        def look() -> str | None:
            self._press_sweep()
            found = (LINK.search(letter["text"]) for letter in self.letters())
            return next((link[1] for link in found if link and link[1] not in self.answered), None)

        return eventually(look, within=CAUGHT_UP_SECONDS)

    def answer(self, link: str) -> None:
        """As somebody does who presses again until the page says that it is recorded."""

        def recorded() -> bool:
            with suppress(httpx.TransportError):
                sent = httpx.post(self.machine.page(f"/a/{link}"), data={"_verdict": "done"})
                return sent.status_code in RECORDED
            return False

        eventually(recorded, within=START_SECONDS)
        self.answered.add(link)

    def kill(self, name: str) -> None:
        """And wait until another was started in its place."""
        killed = self.machine.process(name)
        os.kill(killed, signal.SIGKILL)
        eventually(lambda: self.machine.process(name) not in (0, killed), within=START_SECONDS)

    def await_work(self) -> None:
        """Until the answer has woken the journey and a worker is at it, or was. A sweep wakes what
        was answered while whoever was to be woken was away.
        """
        told = len(self.letters())

        def at_work() -> bool:
            self._press_sweep()
            return self._runs_are_at_work() or len(self.letters()) > told

        eventually(at_work, within=CAUGHT_UP_SECONDS)

    def await_prefect(self) -> None:
        eventually(self._prefect_answers, within=START_SECONDS)

    def letters(self) -> list[dict[str, Any]]:
        return [each for each in self.machine.mailbox() if self.case in each["subject"]]

    def _runs_are_at_work(self) -> bool:
        wanted = {
            "flows": {"name": {"any_": ["journey"]}},
            "flow_runs": {"state": {"type": {"any_": ["PENDING", "RUNNING"]}}},
        }
        with self.machine.prefect.browser() as browser:
            return bool(browser.post("/flow_runs/filter", json=wanted).raise_for_status().json())

    def _prefect_answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.machine.prefect.api}/health").is_success
        return False

    def _press_sweep(self) -> None:
        """Now and then: the schedule's own comes once in a minute."""
        if time.monotonic() < self.pressed_at + PRESS_EVERY_SECONDS:
            return
        self.pressed_at = time.monotonic()
        with suppress(httpx.HTTPError), self.machine.prefect.browser() as browser:
            sweep = browser.get("/deployments/name/sweep/sweep").raise_for_status().json()
            browser.post(f"/deployments/{sweep['id']}/create_flow_run", json={})


def live_and_be_killed(folder: Path, databases: Mapping[str, str]) -> Audit:
    """A journey of ten steps: in each, all three are killed. It completes, no answer is lost, each
    agency is told once; given back is what the trail says of it.
    """
    settings = {"REFERRAL_LANGUAGE": "en", **databases}
    life = Life(Machine(folder, settings=settings))

    with life.machine.up() as process:
        said_until(process, "Ctrl-C")
        life.open()
        for first, *others in islice(cycle(ORDERS), len(STEPS)):
            life.answer(life.next_link())
            if first != "pages":
                life.await_work()
            for name in (first, *others):
                life.kill(name)
            life.await_prefect()
        eventually(lambda: _status(life) == "ended", within=CAUGHT_UP_SECONDS)
        with site(life.machine.data, **settings) as place:
            _nothing_is_lost(place.office, life)
            _each_was_told_once(place.office, life)
            return audit(place.office.store)


def _status(life: Life) -> str:
    with site(life.machine.data, **life.machine.settings) as place:
        return one_case(place.office, life.case, "en")[0].status


def _nothing_is_lost(office: Office, life: Life) -> None:
    (line,) = one_case(office, life.case, "en")
    assert [(request.step, request.status) for request in line.requests] == [
        (step, "done") for step in STEPS
    ]


def _each_was_told_once(office: Office, life: Life) -> None:
    """But that a letter between the provider's yes and our commit came twice, and says so; or was
    answered so soon that no second one is needed.
    """
    eventually(
        lambda: not _statuses(office, life).keys() & {"queued", "sending"}, within=CAUGHT_UP_SECONDS
    )
    statuses = _statuses(office, life)
    assert statuses.keys() <= {"handed_over", "dropped"}, statuses
    assert statuses.total() == len(STEPS), statuses
    silent: Counter[str] = Counter(dict.fromkeys(life.answered, 0))
    for text in (letter["text"] for letter in life.letters()):
        found = LINK.search(text)
        assert found is not None
        silent[found[1]] += MAY_BE_A_REPEAT not in text
    assert len(silent) == len(STEPS)
    assert max(silent.values()) <= 1


def _statuses(office: Office, life: Life) -> Counter[str]:
    with office.store.reading() as books:
        return Counter(notice.status for notice in books.notices.of_journey(f"{life.case}/1"))


def _pathway() -> Pathway:
    return pathway(*(step(name, *STEPS[:place][-1:]) for place, name in enumerate(STEPS)))
