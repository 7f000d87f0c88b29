"""What the journey's flow and the sweep do to runs and rows, one effect each."""

from __future__ import annotations

from uuid import UUID

from domain.casework.journeys import advancing, running
from domain.casework.journeys.portrait import Portrait
from domain.journey.runs import wait_before
from tasks import engine
from tasks.describing import Description, describe
from tasks.discretion import effect
from tasks.engine import RunFacts
from tasks.wiring import the_office


def wake(journey_id: str) -> None:
    """Have the flow look at the journey. May fail: the sweep wakes again."""
    run = running.run_of(the_office(), journey_id)
    if run is None:
        return
    if run.flow_run is None:
        start(run)
    else:
        engine.resume(UUID(run.flow_run))


@effect("{label}")
def show_confirmation(journey_id: str, seq: int, label: str) -> None:  # noqa: ARG001 - shown
    """The answer stands in the books; this lets the run's graph tell it, once."""
    advancing.mark_told(the_office(), journey_id, seq)


def start(run: running.Run) -> None:
    """Make the run of a journey's generation. Twice gives the same run."""
    flow_run = engine.start_run(
        f"journey/{run.pathway}",
        {"journey": run.journey, "generation": run.generation, "pathway": run.pathway},
        idempotency_key=f"journey:{run.journey}:{run.generation}",
        name=run.journey,
        tags={f"pathway:{run.pathway}"},
        wait=wait_before(run.lost),
    )
    running.bind_run(the_office(), run, str(flow_run))


def show(run: RunFacts, journey_id: str, portrait: Portrait) -> None:
    """Name, tags and page of the run, as coordinators see it."""
    key = "journey-" + journey_id.lower().replace("/", "-")
    describe(
        run,
        Description(
            name=portrait.name, tags=frozenset(portrait.tags), page_key=key, page=portrait.markdown
        ),
    )
