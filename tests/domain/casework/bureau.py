"""Casework on a database of its own: a clock to be moved, letters on a pile, no Prefect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.casework.administration.publishing import (
    DIRECTORY,
    THE_DIRECTORY,
    publish_directory,
    publish_pathway,
)
from domain.casework.answers.answering import Taken, answer, look
from domain.casework.answers.confirming import confirm
from domain.casework.answers.views import Submission, ToConfirm
from domain.casework.desk.looking import RequestLine, one_case
from domain.casework.journeys.advancing import Advanced, advance, look_at
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.sweeping import due_journeys, unsent_notices
from domain.casework.letters.delivering import Claimed, claim, handed_over
from domain.casework.office import Office
from domain.db.session import Store
from domain.journey.facts import Verdict
from domain.pathway.declining import DeclineReason
from domain.pathway.forms import Raw
from domain.pathway.template import Field, FieldKind, Pathway
from domain.seals.links import LinkSigner
from domain.seals.reading_codes import CodeKeeper
from domain.seals.sealing import KEY_BYTES, KeyRing, Sealer
from tests.databases import make_ready

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 9:00 in Việt Nam
TOKEN = re.compile(r"/a/(\w+)")
KEYS = {purpose: KeyRing({"0001": bytes([n]) * KEY_BYTES}) for n, purpose in enumerate("lfi")}
LEAST: Mapping[FieldKind, str] = {
    "text": "12/CV",
    "date": "2026-11-20",
    "yes_no": "no",
    "whole_number": "1",
    "money": "1.000",
    "area": "hai_phong",
}
Said = Mapping[str, str | Sequence[str]]
Says = Mapping[str, Said | Sequence[Said]]
"""By step: what is typed, each time it is asked or (a list) time after time."""


@dataclass(slots=True)
class HandClock:
    moment: datetime = MORNING

    def now(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class Bureau:
    office: Office
    clock: HandClock
    pile: list[Claimed] = field(default_factory=list)

    def publish(self, pathway: Pathway) -> None:
        """With a directory of one agency of two contacts for each role, under one above."""
        publish_pathway(self.office, pathway, "user:lan")
        publish_directory(self.office, directory_for(pathway), "user:lan")

    def open(self, pathway: Pathway, entry: str | None = None, area: str | None = None) -> str:
        entry = entry or pathway.entries[0].id
        journey = open_case(self.office, pathway.key, entry, area, by="user:lan")
        self.carry(journey)
        return journey

    def carry(self, journey: str) -> Advanced:
        """What the flow does: all that is due, and the letters of it."""
        advanced = advance(self.office, journey)
        self.send()
        return advanced

    def sweep(self) -> None:
        for journey in due_journeys(self.office):
            look_at(self.office, journey)
            self.carry(journey)
        self.send()

    def send(self) -> None:
        for notice in unsent_notices(self.office):
            if (claimed := claim(self.office, notice)) is not None:
                handed_over(self.office, claimed)
                self.pile.append(claimed)

    def later(self, **stretch: int) -> None:
        self.clock.moment += timedelta(**stretch)

    def token(self, request: str, contact: int = 1) -> str:
        """Of the link that the n-th contact of the asked agency has to a request."""
        with self.office.store.reading() as books:
            asked = books.requests.find(request)
            assert asked is not None
            name = f"{asked.agency}_{contact}"
            link = books.requests.live_link(request, name, self.office.links.newest_key_id)
            assert link is not None
            return self.office.links.token(link.id, link.key_id)

    def answer_as_two(self, request: str, raw: Raw) -> Taken:
        """The first contact answers and, where it takes two, the other one confirms."""
        taken = self.answer(request, raw)
        return self.confirm(request, contact=2) if taken.receipt.awaits_second else taken

    def confirm(self, request: str, contact: int) -> Taken:
        """What somebody else at the agency said."""
        token = self.token(request, contact)
        seen = look(self.office, token)
        assert isinstance(seen, ToConfirm)
        return confirm(self.office, token, seen.proposed.line)

    def answer(self, request: str, raw: Raw, verdict: Verdict = "done", reason: str = "") -> Taken:
        return self.submit(request, Submission(verdict, raw, reason))

    def decline(self, request: str, because: DeclineReason = "wrong_area") -> Taken:
        return self.submit(request, Submission("declined", {}, because=because))

    def submit(self, request: str, submission: Submission) -> Taken:
        return answer(self.office, self.token(request), submission)

    def waiting(self, journey: str) -> list[str]:
        """The ids of the requests that wait for an answer."""
        return [request.id for request in self.requests(journey) if request.status == "waiting"]

    def walk(self, journey: str, pathway: Pathway, says: Says) -> None:
        """To its end: each request is answered as its step says, or with as little as it takes."""
        while self.status(journey)[0] == "open":
            for request in self.waiting(journey):
                if request in self.waiting(journey):
                    self._answer_as_said(request, pathway, says)
                    self.carry(journey)
            if self.status(journey)[0] == "open" and not self.waiting(journey):
                self._sleep(journey)

    def requests(self, journey: str) -> tuple[RequestLine, ...]:
        return one_case(self.office, journey.partition("/")[0], "vi")[0].requests

    def status(self, journey: str) -> tuple[str, str | None]:
        line = one_case(self.office, journey.partition("/")[0], "vi")[0]
        return line.status, line.end

    def _answer_as_said(self, request: str, pathway: Pathway, says: Says) -> None:
        with self.office.store.reading() as books:
            asked = books.requests.find(request)
            assert asked is not None
        said = says.get(asked.step, {})
        round_said = said if isinstance(said, Mapping) else said[asked.occurrence - 1]
        form = pathway.by_id[asked.step].form_for(asked.item)
        self.answer_as_two(request, least(form, round_said))

    def _sleep(self, journey: str) -> None:
        """Until something is due."""
        with self.office.store.reading() as books:
            row = books.journeys.find(journey)
            assert row is not None
            assert row.next_due_at is not None, f"{journey} waits for nobody and nothing"
            self.clock.moment = row.next_due_at
        self.sweep()


@contextmanager
def bureau(database_url: str, join_within: timedelta = timedelta(minutes=5)) -> Iterator[Bureau]:
    make_ready(database_url)
    clock = HandClock()
    office = Office(
        store=Store(database_url),
        clock=clock,
        links=LinkSigner(KEYS["l"]),
        sealer=Sealer(KEYS["f"]),
        identity=Sealer(KEYS["i"]),
        codes=CodeKeeper(KEYS["i"]),
        base_url="http://127.0.0.1:8000",
        language="vi",
        zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        join_within=join_within,
    )
    try:
        yield Bureau(office, clock)
        with office.store.reading() as books:
            broken = [books.trails.first_broken(row) for row in books.journeys.every()]
        assert set(broken) <= {None}
    finally:
        office.store.close()


def restore_directory(office: Office, body: str) -> None:
    """As from a backup, or by hand: nobody looks at what it lacks."""
    with office.store.writing() as books:
        now = office.clock.now()
        books.publications.publish(DIRECTORY, THE_DIRECTORY, body, now, "user:lan")


def directory_for(pathway: Pathway) -> str:
    roles = [role.id for role in pathway.roles]
    return directory_with(
        roles, [f"{{role: {role}, agency: {role}, valid_from: 2020-01-01}}" for role in roles]
    )


def directory_with(
    agencies: Iterable[str], assignments: Iterable[str], successions: Iterable[str] = ()
) -> str:
    """Each agency has two contacts and `tren` above it; the rest as the file has it."""
    lines = ["agencies:", _agency("tren", above="null")]
    lines += [_agency(name, above="tren") for name in agencies]
    for part, entries in (("successions", successions), ("assignments", assignments)):
        listed = [f"  - {entry}" for entry in entries]
        lines += [f"{part}:", *listed] if listed else []
    return "\n".join([*lines, ""])


def address_of(contact: str) -> str:
    return f"{contact}@example.vn"


def least(form: Sequence[Field], says: Said) -> dict[str, Sequence[str]]:
    """As little as the form takes, but for what is said."""
    typed = {f.id: _least(f) for f in form if f.required}
    typed |= {name: [said] if isinstance(said, str) else said for name, said in says.items()}
    return typed


def _least(asked: Field) -> Sequence[str]:
    if asked.options:
        return [asked.options[0].id] if asked.kind == "choice" else []
    return [LEAST[asked.kind]]


def _agency(name: str, above: str) -> str:
    contacts = ", ".join(
        f"{{id: {contact}, name: Người trực,"
        f" channels: [{{channel: email, target: {address_of(contact)}}}]}}"
        for contact in (f"{name}_1", f"{name}_2")
    )
    title = f"{{vi: 'Cơ quan {name}', en: 'Agency {name}'}}"
    return f"  - {{id: {name}, title: {title}, above: {above}, contacts: [{contacts}]}}"
