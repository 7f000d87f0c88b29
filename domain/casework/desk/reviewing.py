"""The coordinator has looked through what was answered before an answer was corrected."""

from __future__ import annotations

from domain.casework.desk.coordinating import CannotDo, check_going_on, find, last_request
from domain.casework.office import Office
from domain.journey.depending import answered_before
from domain.journey.facts import Reviewed
from domain.texts import say

NOTHING_TO_REVIEW = say("Nothing was answered here before a correction that you have not seen.")


def review(office: Office, reference: str, by: str) -> str:
    """Returns the journey to be woken. Raises CannotDo, and what `find` raises."""
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        check_going_on(dossier)
        request = named or last_request(dossier, unit)
        if request is None or not answered_before(dossier.pathway, dossier.state, request.key):
            raise CannotDo(NOTHING_TO_REVIEW)
        fact = Reviewed(at=office.clock.now(), key=request.key, by=by)
        dossier.record(fact, f"user:{by}")
        dossier.want_attention()
        return dossier.row.id
