"""A site whose parts a test starts and ends one by one: its workers, its pages, its sweeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from threading import Event, Thread
from uuid import UUID, uuid4

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State

from deployments import environments
from domain.casework.running import all_ended_here, run_of
from domain.db.notices import LEASE
from domain.db.tables import Notice
from domain.pathway import Pathway
from tasks import engine
from tasks.deploying import reconcile
from tasks.wiring import the_settings
from tests.deployments.commanding import free_port
from tests.domain.small import ENTRY, pathway, step
from tests.patience import eventually
from tests.prefect_server import PrefectServer, running
from tests.stories.by_mail import link_in, province_by_mail
from tests.stories.mail_server import MailServer
from tests.stories.province import Province

DONE = {"_verdict": "done"}
TWICE = "Thư này có thể đến hai lần."
AT_WORK_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Parts:
    """The databases and the agencies' mail; whoever works for them is a process."""

    place: Province
    mail: MailServer
    pathway: Pathway

    def open(self) -> str:
        return self.place.begin(self.pathway.key, ENTRY)

    def letters(self, role: str) -> list[EmailMessage]:
        return self.mail.to(f"{role}@demo.invalid")

    def letter(self, role: str, number: int) -> EmailMessage:
        """The n-th, once it is there."""
        come = eventually(lambda: self.letters(role)[number - 1 :], within=AT_WORK_SECONDS)
        return come[0]

    def notices(self, journey: str) -> list[Notice]:
        with self.place.office.store.reading() as books:
            return list(books.notices.of_journey(journey))

    def ended(self, *journeys: str) -> bool:
        return all(self.place.case(journey).status == "ended" for journey in journeys)

    def run_state(self, journey: str) -> State[None]:
        """Of the run that carries it."""
        run = run_of(self.place.office, journey)
        assert run is not None
        with get_client(sync_client=True) as client:
            state = client.read_flow_run(UUID(run.flow_run)).state
        assert state is not None
        return state

    def let_leases_run_out(self) -> None:
        """Of letters and of runs: they go by the database's own time, which no test can move."""
        office = self.place.office
        all_ended_here(office)
        with office.store.writing() as books:
            for journey in books.journeys.every():
                for notice in books.notices.of_journey(journey.id):
                    if notice.lease is not None:
                        notice.lease_until = books.database_now() - LEASE


@contextmanager
def site_in_parts(folder: Path, *roles: str) -> Iterator[Parts]:
    """Nobody is at work there yet. Each role is asked for one thing, one after the other.

    Raises whatever breaks its audit trails.
    """
    steps = [step(role, *roles[:place][-1:], role=role) for place, role in enumerate(roles)]
    asked = pathway(*steps)
    with province_by_mail(folder, asked) as mailed:
        reconcile()
        yield Parts(mailed.place, mailed.mail, asked)


@contextmanager
def pages(server: PrefectServer, folder: Path) -> Iterator[str]:
    """Their address."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "deployments.pages_app:create", "--factory",
               "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]  # fmt: skip
    told = environments.of_pages(the_settings(), server.api)
    address = f"http://127.0.0.1:{port}"
    with running(command, told, folder / "pages.log"):
        eventually(lambda: _is_well(address), within=AT_WORK_SECONDS)
        yield address


def _is_well(address: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{address}/healthz").is_success
    return False


def press_sweep() -> None:
    engine.start_run("sweep/sweep", {}, idempotency_key=uuid4().hex, name="pressed", tags=[])


@contextmanager
def sweeping(every: float) -> Iterator[None]:
    """Somebody presses it so often (seconds), also while Prefect does not answer."""
    over = Event()

    def press() -> None:
        while not over.wait(every):
            with suppress(httpx.HTTPError):
                press_sweep()

    thread = Thread(target=press)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def press_until_taken(pages: str, letter: EmailMessage) -> list[int]:
    """How each press of an official was answered; the last one was recorded, or had been before."""
    path, said = pages + link_in(letter), list[int]()

    def taken() -> bool:
        with httpx.Client(timeout=60) as browser:
            browser.get(path)
            said.append(browser.post(path, data=DONE).status_code)
        return said[-1] in (httpx.codes.OK, httpx.codes.CONFLICT)

    eventually(taken, within=AT_WORK_SECONDS)
    return said
