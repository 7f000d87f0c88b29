"""What a coordinator does to a whole journey: pause it, stop it, and let it go on.

Each function is one transaction, raises CannotDo with what to do instead, and returns the journey
to be woken.
"""

from __future__ import annotations

from domain.casework.desk.coordinating import OVER, CannotDo, check_going_on, written
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.journey.facts import Paused, Resumed, Stopped
from domain.texts import say

STOPPED_ALREADY = say(
    "The journey is stopped already. Until the agencies are told you can undo it."
)


def pause(office: Office, journey_id: str, by: str, *, clocks_stop: bool) -> str:
    """Stop asking and reminding, not receiving."""
    with office.store.writing() as books:
        dossier = Dossier.locked(office, books, journey_id)
        check_going_on(dossier)
        if dossier.state.paused is not None:
            raise CannotDo(say("The journey is paused already."))
        now = office.clock.now()
        dossier.record(Paused(at=now, clocks_stop=clocks_stop, by=by), f"user:{by}")
        dossier.want_attention()
        return journey_id


def resume(office: Office, journey_id: str, by: str) -> str:
    """End a pause, or undo a stop while that is possible."""
    with office.store.writing() as books:
        dossier = Dossier.locked(office, books, journey_id)
        state, now = dossier.state, office.clock.now()
        if dossier.row.status != "open" or state.gone_for_good(now):
            raise CannotDo(OVER)
        if state.paused is None and state.stopped is None:
            raise CannotDo(say("The journey is neither paused nor stopped."))
        dossier.record(Resumed(at=now, by=by), f"user:{by}")
        dossier.want_attention()
        return journey_id


def stop(office: Office, journey_id: str, reason: str, by: str, *, unsafe: bool) -> str:
    """Every link sleeps now; after ten minutes, or at once if unsafe, agencies are told."""
    reason = written(reason, say("Please give the reason for stopping the journey."))
    with office.store.writing() as books:
        dossier, now = Dossier.locked(office, books, journey_id), office.clock.now()
        if dossier.row.status != "open" or dossier.state.gone_for_good(now):
            raise CannotDo(OVER)
        if dossier.state.stopped is not None and not unsafe:
            raise CannotDo(STOPPED_ALREADY)
        fact = Stopped(at=now, unsafe=unsafe, by=by)
        dossier.record(fact, f"user:{by}", {"reason": reason})
        dossier.want_attention()
        return journey_id
