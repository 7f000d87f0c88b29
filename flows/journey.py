"""The story of a journey: do what is due, tell it, then wait for whoever was asked."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from domain.casework.journeys.advancing import advance, has_unseen
from domain.casework.journeys.running import take_up
from domain.casework.office import Office
from domain.errors import ReferralError
from domain.texts import say
from tasks import engine
from tasks.attempts import Attempts
from tasks.discretion import story
from tasks.engine import RunFacts
from tasks.journeys import show, show_confirmation, wake
from tasks.living import living
from tasks.notices import send_notice
from tasks.wiring import the_office


@story("journey")
def journey(
    journey: str | None = None,
    generation: int | None = None,
    pathway: str | None = None,
    entry: str | None = None,
    area: str | None = None,
) -> State[None]:
    """Carry one journey as far as it goes now. Safe to run at any time, any number of times."""
    office, run = the_office(), engine.current_run()
    given = {"journey": journey, "generation": generation, "pathway": pathway}
    try:
        taken = take_up(office, str(run.id), given | {"entry": entry, "area": area})
    except ReferralError as problem:
        return engine.fail(problem.message.in_(office.language))
    if taken is None:
        return engine.finish(say("Carried by another run").in_(office.language))
    with living(office, taken):
        return _carry(office, run, taken.journey)


def _carry(office: Office, run: RunFacts, journey_id: str) -> State[None]:
    advanced = advance(office, journey_id)
    # What fails here shows as failed in the graph; the sweep sends again. The journey must wait.
    attempts = Attempts()
    for confirmation in advanced.confirmations:
        attempts.make(show_confirmation, journey_id, confirmation.seq, confirmation.label)
    for notice in advanced.notices:
        attempts.make(send_notice, notice.id, notice.label)
    attempts.make(show, run, journey_id, advanced.portrait)
    if advanced.handed_over_to is not None:
        attempts.make(wake, advanced.handed_over_to)
    if advanced.status != "open":
        return engine.finish(advanced.portrait.badge)
    # `suspend` asks whether the wait is still wanted: it is, unless something came since.
    return engine.suspend(
        advanced.portrait.badge, still_wanted=lambda: not has_unseen(office, journey_id)
    )
