"""Which flow run carries a journey, and who is at work on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from domain.casework.dossier import Dossier
from domain.casework.journeys.opening import open_case
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey
from domain.journey.facts import Stopped

BY_PREFECT_PAGES = "user:prefect"
"""Whoever pressed a button in the Prefect UI, which knows no names."""


@dataclass(frozen=True, slots=True)
class Run:
    """The flow run of a journey's generation; `flow_run` is None until it is made.

    `lost` runs before it came to nothing, one after the other.
    """

    journey: str
    pathway: str
    generation: int
    flow_run: str | None
    lost: int = 0


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A journey that a flow run carries now; whoever has `token` is at work on it."""

    journey: str
    flow_run: str
    token: str


def take_up(office: Office, flow_run: str, given: Mapping[str, object]) -> TakenUp | None:
    """None when another run carries the journey now.

    A run with no journey among its parameters came from the Run form and opens one.
    Raises NotPublished and CannotOpen.
    """
    journey = given.get("journey") or _open(office, flow_run, given)
    with office.store.writing() as books:
        if not _is_carried(books, str(journey), flow_run, given):
            return None
        taken = TakenUp(str(journey), flow_run, uuid4().hex)
        books.leases.take(flow_run, taken.token, books.database_now())
        return taken


def _open(office: Office, flow_run: str, given: Mapping[str, object]) -> str:
    return open_case(
        office,
        str(given.get("pathway") or ""),
        str(given.get("entry") or ""),
        str(given["area"]) if given.get("area") else None,
        by=BY_PREFECT_PAGES,
        flow_run=flow_run,
    )


def _is_carried(books: Books, journey: str, flow_run: str, given: Mapping[str, object]) -> bool:
    if given.get("journey") is None:
        row = books.journeys.find(journey)
        return row is not None and row.flow_run == flow_run
    generation = given.get("generation")
    return isinstance(generation, int) and books.journeys.bind_run(journey, generation, flow_run)


def renew(office: Office, taken: TakenUp) -> None:
    """Say that the process lives; without that for half a minute another run takes its place."""
    with office.store.writing() as books:
        books.leases.renew(taken.flow_run, taken.token, books.database_now())


def let_go(office: Office, taken: TakenUp) -> None:
    with office.store.writing() as books:
        books.leases.release(taken.flow_run, taken.token)


def run_of(office: Office, journey_id: str) -> Run | None:
    with office.store.reading() as books:
        row = books.journeys.find(journey_id)
        return _run(row) if row is not None else None


def bind_run(office: Office, run: Run, flow_run: str) -> bool:
    with office.store.writing() as books:
        return books.journeys.bind_run(run.journey, run.generation, flow_run)


def give_up_run(office: Office, run: Run, *, stop: bool = False) -> Run | None:
    """Begin a new generation in place of a lost run; None when somebody else did.

    `stop`: it was cancelled by a person, so the journey stops, with the usual time to undo it.
    """
    with office.store.writing() as books:
        if not books.journeys.next_generation(run.journey, run.generation):
            return None
        if stop:
            _stop(Dossier.locked(office, books, run.journey))
        row = books.journeys.find(run.journey)
        return _run(row) if row is not None else None


def _stop(dossier: Dossier) -> None:
    if dossier.state.stopped is None:
        now = dossier.office.clock.now()
        dossier.record(Stopped(at=now, unsafe=False, by="prefect"), BY_PREFECT_PAGES)
        dossier.want_attention()


def carried_by(office: Office, flow_run: str) -> Run | None:
    """The open journey that this run carries now."""
    with office.store.reading() as books:
        row = books.journeys.carried_by(flow_run)
        return _run(row) if row is not None else None


def is_superseded(office: Office, flow_run: str, given: Mapping[str, object]) -> bool:
    """Whether the run once carried a journey, or was to, and does so no more."""
    with office.store.reading() as books:
        if books.journeys.carried_by(flow_run) is not None:
            return False
        named = given.get("journey")
        row = books.journeys.find(str(named)) if named else books.journeys.opened_by(flow_run)
        if row is None:
            return False
        return row.status != "open" or row.generation != given.get("generation")


def lease_of(office: Office, flow_run: str) -> tuple[datetime | None, datetime]:
    """Until when its process is taken to live, if it ever said so, and now."""
    with office.store.reading() as books:
        return books.leases.until(flow_run), books.database_now()


def watch(office: Office, flow_run: str) -> None:
    """Give the process that may have it time to say so."""
    with office.store.writing() as books:
        books.leases.watch(flow_run, books.database_now())


def end_lease(office: Office, flow_run: str) -> bool:
    """False when its process lives after all."""
    with office.store.writing() as books:
        return books.leases.end(flow_run, books.database_now())


def forget_leases(office: Office, at_work: Collection[str]) -> None:
    with office.store.writing() as books:
        books.leases.forget(books.database_now(), at_work)


def open_runs(office: Office) -> tuple[Run, ...]:
    with office.store.reading() as books:
        return tuple(_run(row) for row in books.journeys.open())


def unseen_runs(office: Office) -> tuple[Run, ...]:
    """Of the open journeys with something that their flow has not seen."""
    with office.store.reading() as books:
        return tuple(_run(row) for row in books.journeys.unseen())


def count_open(office: Office) -> int:
    with office.store.reading() as books:
        return books.journeys.count_open()


def _run(row: Journey) -> Run:
    return Run(row.id, row.pathway, row.generation, row.flow_run, row.lost_runs)
