"""Which flow run carries a journey, and what the sweep has to look after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.casework.office import Office
from domain.casework.opening import open_case
from domain.db.tables import Journey

BY_RUN_FORM = "user:prefect"
"""Whoever pressed Run in the Prefect UI, which knows no names."""


@dataclass(frozen=True, slots=True)
class Run:
    """The flow run of a journey's generation; `flow_run` is None until it is made."""

    journey: str
    pathway: str
    generation: int
    flow_run: str | None


def take_up(office: Office, flow_run: str, given: Mapping[str, object]) -> str | None:
    """The journey that this run carries; None when another run carries it now.

    A run with no journey among its parameters came from the Run form and opens one.
    Raises NotPublished and CannotOpen.
    """
    journey, generation = given.get("journey"), given.get("generation")
    if journey is not None:
        if not isinstance(generation, int):
            return None
        with office.store.writing() as books:
            bound = books.journeys.bind_run(str(journey), generation, flow_run)
        return str(journey) if bound else None
    journey_id = open_case(
        office,
        str(given.get("pathway") or ""),
        str(given.get("entry") or ""),
        str(given["area"]) if given.get("area") else None,
        by=BY_RUN_FORM,
        flow_run=flow_run,
    )
    with office.store.reading() as books:
        row = books.journeys.find(journey_id)
        return journey_id if row is not None and row.flow_run == flow_run else None


def run_of(office: Office, journey_id: str) -> Run | None:
    with office.store.reading() as books:
        row = books.journeys.find(journey_id)
        return _run(row) if row is not None else None


def bind_run(office: Office, run: Run, flow_run: str) -> bool:
    with office.store.writing() as books:
        return books.journeys.bind_run(run.journey, run.generation, flow_run)


def give_up_run(office: Office, run: Run) -> Run | None:
    """Begin a new generation in place of a lost run; None when somebody else did."""
    with office.store.writing() as books:
        if not books.journeys.next_generation(run.journey, run.generation):
            return None
    return Run(run.journey, run.pathway, run.generation + 1, None)


def open_runs(office: Office) -> tuple[Run, ...]:
    with office.store.reading() as books:
        return tuple(_run(row) for row in books.journeys.open())


def due_journeys(office: Office) -> tuple[str, ...]:
    with office.store.reading() as books:
        return tuple(books.journeys.due(office.clock.now()))


def unseen_journeys(office: Office) -> tuple[str, ...]:
    with office.store.reading() as books:
        return tuple(row.id for row in books.journeys.unseen())


def unsent_notices(office: Office) -> tuple[str, ...]:
    with office.store.reading() as books:
        return tuple(books.notices.unsent(books.database_now()))


def _run(row: Journey) -> Run:
    return Run(row.id, row.pathway, row.generation, row.flow_run)
