"""A site whose parts a test starts and ends one by one: its workers, its pages, its sweeps."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_network
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import httpx
from sqlalchemy import update

from deployments import environments
from domain.db.notices import LEASE
from domain.db.tables import Notice, RunLease
from domain.pathway.template import Pathway
from tasks import engine
from tasks.attempts import Attempts
from tasks.deploying import reconcile
from tasks.reconciling import ensure_pool
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
# An address of its own for each; known where the test is a proxy that the site trusts.
_phones = ip_network("10.0.0.0/8").hosts()
# Prefect holds everybody up for a minute at times, where SQLite is behind it.
AT_WORK_SECONDS = 240


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

    def silent_repeats(self) -> list[tuple[str, str]]:
        """Letters that came again and do not say that they may be a repeat: to whom, about what."""
        known: set[tuple[str, ...]] = set()
        silent = []
        for letter in self.mail.letters:
            lines = letter.get_content().splitlines()
            same = (letter["To"], *(line for line in lines if line and TWICE not in line))
            if same in known and TWICE not in letter.get_content():
                silent.append((letter["To"], letter["Subject"]))
            known.add(same)
        return silent

    def notices(self, journey: str) -> list[Notice]:
        with self.place.office.store.reading() as books:
            return list(books.notices.of_journey(journey))

    def told(self, journey: str) -> list[tuple[str, str, str]]:
        """Of each notice the contact, the kind and what became of it."""
        return sorted((n.contact, n.kind, n.status) for n in self.notices(journey))

    def all_is_over(self, journeys: Collection[str]) -> bool:
        """Each journey has come to its end, and so has whatever ran for one."""
        over = all(self.place.case(journey).status == "ended" for journey in journeys)
        return over and not any(engine.unfinished_runs("journey"))

    def let_leases_run_out(self) -> None:
        """Of letters and of runs: they go by the database's own time, which no test can move."""
        store = self.place.office.store
        with store.reading() as books:
            past = books.database_now() - 2 * LEASE
        with store.engine.begin() as connection:
            held = update(Notice).where(Notice.lease.is_not(None))
            connection.execute(held.values(lease_until=past))
            connection.execute(update(RunLease).values(until=past))


@contextmanager
def site_in_parts(folder: Path, asked: Pathway, *, at_once: int = 4) -> Iterator[Parts]:
    """Nobody is at work there yet."""
    ensure_pool(at_once=at_once)
    with province_by_mail(folder, asked) as mailed:
        reconcile(Attempts())
        yield Parts(mailed.place, mailed.mail, asked)


def in_turn(*roles: str) -> Pathway:
    """Each role is asked for one thing, when the one before has answered."""
    steps = [step(role, *roles[:place][-1:], role=role) for place, role in enumerate(roles)]
    return pathway(*steps)


def together(*roles: str) -> Pathway:
    """Each role is asked for one thing, all of them at the start."""
    return pathway(*(step(role, role=role) for role in roles))


def prefect_of_its_own(folder: Path, postgres: str | None = None) -> PrefectServer:
    """Not started yet."""
    return PrefectServer(f"http://127.0.0.1:{free_port()}/api", folder / "prefect", postgres)


@contextmanager
def pages(server: PrefectServer, folder: Path) -> Iterator[httpx.Client]:
    """A browser at them; several threads may use it at once."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "deployments.pages_app:create", "--factory",
               "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]  # fmt: skip
    told = environments.of_pages(the_settings(), server.api)
    with (
        running(command, told, folder / "pages.log"),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as browser,
    ):
        eventually(lambda: _are_well(browser), within=AT_WORK_SECONDS)
        yield browser


def _are_well(browser: httpx.Client) -> bool:
    with suppress(httpx.TransportError):
        return browser.get("/healthz").is_success
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


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody with a letter and a phone; `said` is how each press of the button was answered."""

    letter: EmailMessage
    phone: str = field(default_factory=lambda: str(next(_phones)))
    said: list[int] = field(default_factory=list)

    def answer(self, browser: httpx.Client) -> None:
        """Press until it is recorded, or was before; also where no page came at all."""
        path = link_in(self.letter)

        def taken() -> bool:
            with suppress(httpx.TransportError):
                browser.get(path)
                said = browser.post(path, data=DONE, headers={"X-Forwarded-For": self.phone})
                self.said.append(said.status_code)
                return self.said[-1] in (httpx.codes.OK, httpx.codes.CONFLICT)
            return False

        eventually(taken, within=AT_WORK_SECONDS)
