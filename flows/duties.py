"""A duty's time has come, or somebody pressed Run: ask whoever has it."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from domain.casework.duties.asking import ask_today, open_due_rounds
from domain.casework.journeys.running import BY_PREFECT_PAGES
from domain.errors import ReferralError
from domain.texts import say
from tasks import engine
from tasks.attempts import Attempts
from tasks.belonging import refuse_another_sites_prefect
from tasks.discretion import story
from tasks.duties import wake_each
from tasks.wiring import the_office


@story("duties")
def duties(pathway: str = "", duty: str = "") -> State[None]:
    """Rounds are asked once each, however often this runs."""
    office, attempts = the_office(), Attempts()
    try:
        refuse_another_sites_prefect()
        opened = open_due_rounds(office)
        if not engine.current_run().by_schedule:
            opened += ask_today(office, pathway, duty, BY_PREFECT_PAGES)
    except ReferralError as problem:
        return engine.fail(problem.message.in_(office.language))
    wake_each(attempts, opened)
    return engine.finish(say("Asked: {n}", n=len(opened)).in_(office.language))
