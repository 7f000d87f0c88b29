"""Whether what was to be told is so still on the day on which it is sent. Pure.

Between the two lie quiet hours, other channels and answers: casework asks before it sends, and the
simulation before it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.directory.agencies import Directory
from domain.journey.seconding import came_too_late
from domain.journey.state import Request, State
from domain.journey.telling import WITH_LINK, is_still_for
from domain.letters.settled_words import CORRECTION_SETTLED, OF_A_CORRECTION, SETTLED_BY_THE_LEAD
from domain.pathway.template import Pathway

NEEDS_WAITING = SETTLED_BY_THE_LEAD | {"request", "informed", "reminder", "escalation", "code"}
OF_WHO_HAS_IT = WITH_LINK | {"escalation", "code"}
"""No longer true once another agency has the request."""

RESTING = NEEDS_WAITING - {"code"} | {"countersign", "not_confirmed"} | CORRECTION_SETTLED


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be told about a request: to contact `contact`, since `queued_at`."""

    kind: str
    ordinal: int
    contact: str
    queued_at: datetime


def rests(state: State, kind: str, now: datetime) -> bool:
    """Paused, or stopped in a way that may still be undone: what is queued waits for that. In a
    pause agencies go on acting, so they hear at once that what they rest on was corrected.
    """
    paused = state.paused is not None and kind not in ("earlier_corrected", "revised")
    return paused or (state.stopped is not None and not state.gone_for_good(now))


def is_true_still(
    saying: Saying, request: Request, pathway: Pathway, state: State, directory: Directory
) -> bool:
    """Consent aside, which may end as well."""
    kind = saying.kind
    if kind in NEEDS_WAITING and not _waits(kind, request, state):
        return False
    if kind in OF_WHO_HAS_IT and saying.queued_at < _got_at(request):
        return False
    if kind == "withdrawal" and _has_it_anew(state, request):
        return False
    if kind not in OF_A_CORRECTION and came_too_late(pathway, state, request):
        return False
    return is_still_for(kind, saying.ordinal, saying.contact, request, directory)


def is_asked_elsewhere(state: State, request: Request) -> bool:
    attempts = (one for one in state.waiting if one.key[:3] == request.key[:3])
    return any(one.agency != request.agency for one in attempts)


def _waits(kind: str, request: Request, state: State) -> bool:
    """A pause stops asking, and no reading; behind a stop every link sleeps, and its codes."""
    asleep = kind == "code" and state.stopped is not None
    return request.waits and not asleep


def _has_it_anew(state: State, request: Request) -> bool:
    """Whether the same agency was asked the same since: its letter says so, and nothing ended."""
    later = (
        one
        for one in state.requests.values()
        if one.key[:3] == request.key[:3] and one.key.attempt > request.key.attempt
    )
    return any(one.agency == request.agency and one.status != "withdrawn" for one in later)


def _got_at(request: Request) -> datetime:
    """When the agency that has it now got it."""
    return request.moves[-1].at if request.moves else request.asked.at
