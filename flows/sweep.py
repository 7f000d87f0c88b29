"""Every minute: remind, escalate, send what is unsent, wake and mend what was forgotten."""

from __future__ import annotations

from itertools import chain

from prefect.client.schemas.objects import State

from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import to_pass_on
from domain.casework.journeys.sweeping import due_journeys, unopened_notices, unsent_notices
from domain.casework.letters.unopened import try_next_channel
from domain.texts import say
from tasks import engine
from tasks.attempts import Attempts
from tasks.belonging import AnotherSitesPrefect, refuse_another_sites_prefect
from tasks.deploying import reconcile
from tasks.discretion import story
from tasks.duties import ask_due_duties
from tasks.forgetting import forget_drafts
from tasks.notices import deliver_for_a_while
from tasks.repairing import mend_runs, wake_forgotten
from tasks.schedules import clear_schedule
from tasks.wiring import the_office


@story("sweep")
def sweep() -> State[None]:
    """Two sweeps at once do everything once: rows are claimed.

    What fails for one journey is left for the next sweep and keeps nothing else waiting. Letters go
    last: a mail server that does not answer costs minutes.
    """
    office, attempts = the_office(), Attempts()
    try:
        refuse_another_sites_prefect()
    except AnotherSitesPrefect as problem:
        return engine.fail(problem.message.in_(office.language))
    attempts.make(clear_schedule)
    attempts.make(reconcile, attempts)
    for journey_id in chain(to_pass_on(office), due_journeys(office)):
        attempts.make(look_at, office, journey_id)
    attempts.make(ask_due_duties, attempts)
    attempts.make(mend_runs, attempts)
    attempts.make(wake_forgotten, attempts)
    attempts.make(forget_drafts)
    for notice_id in unopened_notices(office):
        attempts.make(try_next_channel, office, notice_id)
    deliver_for_a_while(attempts, unsent_notices(office))
    if attempts.failed:
        return engine.fail(", ".join(attempts.failed))
    return engine.finish(say("Swept").in_(office.language))
