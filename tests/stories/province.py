"""A made-up province for stories: agencies with mailboxes, a coordinator, a clock to be moved."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

import httpx2
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.desk.looking import JourneyLine, LeadLine, lead_list, one_case
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.running import run_of
from domain.casework.office import Office
from domain.clock import FileClock
from domain.db.tables import MailboxMessage
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from flows.sweep import sweep
from pages.application import create_app
from tasks import notices, wiring
from tasks.deploying import wanted_deployments
from tasks.journeys import start, wake
from tasks.reconciling import ensure_pool, reconcile_deployments
from tests.databases import make_ready
from tests.prefect_workers import InlineWorker
from tests.stories.seconding import second_by_phone

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 9:00 in Việt Nam
LINK = re.compile(r"http://\S+(/a/\w+)")


def directory_of(pathways: list[Pathway], twice: frozenset[str] = frozenset()) -> str:
    """One agency for each role, two for those named `twice`, all under one agency above."""
    agencies, assignments = [], []
    for role in sorted({role.id for pathway in pathways for role in pathway.roles}):
        for rank in (1, 2) if role in twice else (1,):
            name = role if rank == 1 else f"{role}_{rank}"
            agencies.append(name)
            assignments.append(
                f"{{role: {role}, agency: {name}, rank: {rank}, valid_from: 2020-01-01}}"
            )
    return directory_with(agencies, assignments)


def directory_with(
    agencies: Iterable[str], assignments: Iterable[str], successions: Iterable[str] = ()
) -> str:
    """Each agency has one contact, and the agency `tren` above it; the rest as the file has it."""
    lines = ["agencies:", _agency("tren", None), *(_agency(name, "tren") for name in agencies)]
    for part, entries in (("successions", successions), ("assignments", assignments)):
        listed = [f"  - {entry}" for entry in entries]
        lines += [f"{part}:", *listed] if listed else []
    return "\n".join([*lines, ""])


def _agency(name: str, above: str | None) -> str:
    return (
        f"  - {{id: {name}, title: {{vi: 'Cơ quan {name} (mẫu)', en: 'Agency {name} (made up)'}},"
        f" above: {above or 'null'}, contacts: [{{id: {name}_1, name: Người trực,"
        f" channels: [{{channel: mailbox, target: {name}@demo.invalid}}]}}]}}"
    )


@dataclass(slots=True)
class Province:
    """`answer` and `open` let the flow run at once; `answer(..., quietly=True)` does not. What
    takes two is confirmed by phone.
    """

    office: Office
    clock: FileClock
    worker: InlineWorker
    client: TestClient
    read: int = field(default=0)

    def publish(self, *pathways: Pathway) -> None:
        for pathway in pathways:
            publish_pathway(self.office, pathway, "user:lan")
        wanted = wanted_deployments(self.office)
        # The sweep stays out: stories sweep when they say so.
        reconcile_deployments({n: s for n, s in wanted.items() if n != "sweep/sweep"})

    def open(self, pathway: str, entry: str, area: str | None = None) -> str:
        journey = self.begin(pathway, entry, area)
        self.work()
        return journey

    def begin(self, pathway: str, entry: str, area: str | None = None) -> str:
        """Open it and leave the rest to whoever works here."""
        journey = open_case(self.office, pathway, entry, area, by="user:lan")
        run = run_of(self.office, journey)
        assert run is not None
        start(run)
        return journey

    def work(self) -> list[str]:
        return self.worker.work_until_idle()

    def sweep(self) -> None:
        state = sweep(return_state=True)
        assert state.is_completed(), state
        self.work()

    def later(self, **stretch: int) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**stretch))

    def mail(self, agency: str) -> list[MailboxMessage]:
        """What reached an agency, the oldest first."""
        return [each for each in self._mailbox() if each.to == f"{agency}@demo.invalid"]

    def everyones_mail(self) -> list[tuple[str, str]]:
        """Addressee and subject of every message, the oldest first."""
        return [(message.to, message.subject) for message in self._mailbox()]

    def _mailbox(self) -> Sequence[MailboxMessage]:
        with self.office.store.reading() as books:
            return books.mailbox.messages()

    def link(self, agency: str, number: int = -1) -> str:
        """The path of the link in one of an agency's messages, the last unless told."""
        links = [found[1] for m in self.mail(agency) if (found := LINK.search(m.text))]
        return links[number]

    def answer(
        self,
        agency: str,
        verdict: str = "done",
        *,
        link: str | None = None,
        quietly: bool = False,
        **fields: str | list[str],
    ) -> httpx2.Response:
        """Open the last link that came and send its form."""
        path = link or self.link(agency)
        shown = self.client.get(path)
        assert shown.status_code == 200, shown.text
        sent = self.client.post(path, data={"_verdict": verdict, **fields})
        second_by_phone(self.office, path)
        if not quietly:
            self.work()
        return sent

    def case(self, journey: str) -> JourneyLine:
        return one_case(self.office, journey.partition("/")[0], "vi")[0]

    def asked(self, journey: str) -> list[str]:
        """`step` or `step[item]` of each request, in the order of asking."""
        return [r.step + (f"[{r.item}]" if r.item else "") for r in self.case(journey).requests]

    def lead_list(self) -> tuple[LeadLine, ...]:
        return lead_list(self.office, "vi")

    def run(self, journey: str) -> RunPage:
        run = run_of(self.office, journey)
        assert run is not None
        assert run.flow_run is not None
        return RunPage(run.flow_run)


@dataclass(frozen=True)
class RunPage:
    """What a coordinator sees of a run in Prefect."""

    id: str

    @cached_property
    def _run(self) -> FlowRun:
        with get_client(sync_client=True) as client:
            return client.read_flow_run(UUID(self.id))

    @property
    def badge(self) -> str:
        assert self._run.state
        return self._run.state.name or ""

    @property
    def state(self) -> str:
        assert self._run.state
        return self._run.state.type.value

    @property
    def tags(self) -> set[str]:
        return set(self._run.tags)

    @property
    def name(self) -> str:
        return self._run.name

    def tasks(self) -> list[str]:
        """`kind: title` of each, without the step's id before it and the role behind."""
        return sorted(name.partition(" · ")[2].partition(" → ")[0] for name in self.task_names())

    def task_names(self) -> list[str]:
        with get_client(sync_client=True) as client:
            wanted = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(self.id)]))
            runs = client.read_task_runs(flow_run_filter=wanted, limit=200)
        return [run.name for run in runs]


@contextmanager
def province(folder: Path, *, directory: str) -> Iterator[Province]:
    clock_file = folder / "clock"
    clock = FileClock(clock_file)
    clock.move_to(MORNING)
    settings = {
        "REFERRAL_DATA_DIR": str(folder),
        "REFERRAL_CLOCK_FILE": str(clock_file),
        "REFERRAL_DEMO": "1",
        "REFERRAL_BASE_URL": "http://127.0.0.1:8000",
    }
    os.environ.update(settings)
    _forget()
    wiring.make_keys(wiring.the_settings().keys_dir)
    make_ready(wiring.the_settings().database)
    office = wiring.the_office()
    publish_directory(office, directory, "user:lan")
    ensure_pool()
    answers = OfficeAnswers(office, wake)
    app = create_app(answers, language="vi", health=lambda: True)
    try:
        with TestClient(app, base_url="http://127.0.0.1:8000") as client:
            yield Province(office, clock, InlineWorker(), client)
        assert broken_trails(office) == {}
    finally:
        office.store.close()
        for name in settings:
            del os.environ[name]
        _forget()


def broken_trails(office: Office) -> dict[str, int]:
    """The journeys whose trail does not hold, each with the line from which on."""
    with office.store.reading() as books:
        first = {row.id: books.trails.first_broken(row) for row in books.journeys.every()}
    return {journey: line for journey, line in first.items() if line is not None}


def _forget() -> None:
    for made in (wiring.the_settings, wiring.the_office, notices.the_channels):
        made.cache_clear()


def shipped(key: str) -> Pathway:
    return next(p for p in map(read_pathway, shipped_pathways()) if p.key == key)
