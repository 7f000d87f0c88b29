"""Our way: the pathway beside this file, through the processes of `referral up`.

An agency opens the link in its message and sends the form; the next notice is there when its
message stands in the mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import httpx
from sqlalchemy import select

from benchmarks.letters import Letters
from benchmarks.processes import Part
from benchmarks.site import BY, ENTRY, Site, pathway_of
from benchmarks.ways import NotTaken
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.running import run_of
from domain.casework.office import Office
from domain.db.tables import MailboxMessage
from tasks.journeys import start
from tasks.wiring import the_office

LINK = re.compile(r"http://\S+/a/\w+")
CODE = re.compile(r"\[([\w-]+)\]")
# PostgreSQL gives out numbers in another order than that in which it commits them.
OUT_OF_ORDER = 20


@dataclass(slots=True)
class Mailbox:
    """The last link that came for each journey."""

    office: Office
    links: dict[str, str] = field(default_factory=dict)
    _read: set[int] = field(default_factory=set)

    def look(self) -> Iterator[str]:
        since = max(self._read, default=0) - OUT_OF_ORDER
        lately = [number for number in self._read if number > since]
        wanted = select(MailboxMessage.id, MailboxMessage.subject, MailboxMessage.text).where(
            MailboxMessage.id > since, MailboxMessage.id.not_in(lately)
        )
        with self.office.store.engine.connect() as connection:
            rows = connection.execute(wanted).all()
        self._read = {*lately, *(number for number, _, _ in rows)}
        for _, subject, text in rows:
            code, link = CODE.search(subject), LINK.search(text)
            if code and link:
                journey = f"{code[1]}/1"
                self.links[journey] = link[0]
                yield journey


@dataclass(slots=True)
class Ours:
    site: Site
    office: Office
    mailbox: Mailbox
    letters: Letters
    agency: httpx.Client
    name: str = "ours"

    def parts(self) -> list[Part]:
        return [*self.site.shared(), *self.site.parts("worker", "pages")]

    def open(self, steps: int) -> str:
        journey = open_case(self.office, pathway_of(steps).key, ENTRY, None, by=BY)
        run = run_of(self.office, journey)
        assert run is not None
        start(run)
        return journey

    def answer(self, journey: str) -> None:
        link = self.mailbox.links[journey]
        self.agency.get(link).raise_for_status()
        sent = self.agency.post(link, data={"_verdict": "done", "da_lam": "yes"})
        if not sent.is_success:
            raise NotTaken(f"{journey}: {sent.status_code}")

    def run_of(self, journey: str) -> UUID:
        run = run_of(self.office, journey)
        assert run is not None
        assert run.flow_run is not None
        return UUID(run.flow_run)


@contextmanager
def our_way(site: Site) -> Iterator[Ours]:
    office = the_office()
    mailbox = Mailbox(office)
    with (
        Letters(mailbox.look) as letters,
        httpx.Client(timeout=60, trust_env=False) as agency,
    ):
        yield Ours(site, office, mailbox, letters, agency)
