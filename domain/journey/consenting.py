"""What consent means for what is asked."""

from __future__ import annotations

from datetime import datetime

from domain.journey.facts import Asked, RequestKey
from domain.journey.state import Request, State
from domain.journey.world import World
from domain.pathway.template import Pathway, PersonField, Step


def must_wait(step: Step, asked: Asked) -> bool:
    """Asked without consent, where the step is not to be: it waits for the lead instead, who may
    ask all the same.
    """
    return (
        not asked.without_consent
        and step.without_consent == "wait"
        and len(asked.shares) < len(step.shares)
    )


def withheld(
    pathway: Pathway, key: RequestKey, area: str | None, world: World, now: datetime
) -> tuple[PersonField, ...]:
    """What the step waits for: the person has not agreed that whoever is asked now may know it."""
    step = pathway.by_id[key.step]
    if step.without_consent == "ask":
        return ()
    known = [world.shared(step, role, now) for role in world.roles_asked(pathway, key, area, now)]
    return tuple(one for one in step.shared if not all(one in each for each in known))


def consent_is_gone(pathway: Pathway, request: Request, world: World, now: datetime) -> bool:
    """Of a request that was made because consent stood, and may not go on without it."""
    step = pathway.by_id.get(request.key.step)
    if step is None or step.without_consent == "ask" or request.asked.without_consent:
        return False
    return len(world.shared(step, request.asked.held, now)) < len(step.shares)


def without_consent(
    pathway: Pathway, state: State, world: World, now: datetime
) -> tuple[RequestKey, ...]:
    """What waits for an answer and may not any more. A journey that rests is left as it is."""
    if state.paused is not None or state.stopped is not None:
        return ()
    return tuple(r.key for r in state.waiting if consent_is_gone(pathway, r, world, now))


def consent_ends(pathway: Pathway, state: State, world: World, now: datetime) -> datetime | None:
    """When what some request rests on runs out next."""
    rests = any(
        step is not None and step.without_consent == "wait"
        for step in (pathway.by_id.get(request.key.step) for request in state.waiting)
    )
    return world.next_end_of_consent(now) if rests else None
