"""Answers that are corrected: which a line of the lead's list is about, and what rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from domain.casework.answers.attributing import agency_of
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.calling_readers import key_to_call
from domain.casework.person.suspects import suspect_under
from domain.db.tables import LeadItem
from domain.journey.carrying import unit_name
from domain.journey.depending import answered_before, resting_on
from domain.journey.facts import RequestKey
from domain.journey.state import Request
from domain.texts import Label, Message
from domain.trail.telling_trail import thing_asked

Stands = Literal["open", "answered", "before"]
"""'before': answered before the answer was corrected, and nobody has looked since."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """`id` is what the commands take, `number` the last part of it."""

    id: str
    what: Label | Message
    agency: Label
    stands: Stands

    @property
    def number(self) -> str:
        return self.id.rpartition("/")[2]


def dependents(dossier: Dossier, key: RequestKey) -> tuple[Dependent, ...]:
    """Of an answer. Nothing rests on what waits for its own."""
    request = dossier.state.requests[key]
    if request.answer is None:
        return ()
    before, resting = _before(dossier, request), resting_on(dossier.pathway, dossier.state, key)
    return tuple(_dependent(dossier, each, before) for each in resting)


def dependents_of(office: Office, request: str) -> tuple[Dependent, ...]:
    """Of a request by its id; of what nobody was asked there is nothing."""
    with office.store.reading() as books:
        row = books.requests.find(request)
        if row is None:
            return ()
        key = RequestKey(row.step, row.item or None, row.occurrence, row.attempt)
        return dependents(Dossier.read(office, books, row.journey), key)


def request_meant(dossier: Dossier, item: LeadItem) -> Request | None:
    """The request whose answer is to be corrected, or was, or came by a link that somebody else may
    have, or of which somebody has read what they may use no more: not always the one that counts
    now.
    """
    if item.reason == "answer_suspect":
        return suspect_under(dossier, item.about, item.reason)
    if (key := key_to_call(dossier, item)) is not None:
        return dossier.state.requests[key]
    is_meant = _MEANT.get(item.reason)
    if is_meant is None:
        return None
    requests = dossier.state.requests.values()
    of_unit = (each for each in requests if unit_name(each.key) == item.about)
    return next((each for each in of_unit if is_meant(dossier, each)), None)


_MEANT: Mapping[str, Callable[[Dossier, Request], bool]] = {
    "correction": lambda _, one: one.correction_wanted is not None,
    "unsafe_after": lambda _, one: one.correction_wanted is not None,
    "not_confirmed": lambda _, one: one.answer is not None and one.turned_down is not None,
    "answered_before": lambda dossier, one: bool(_before(dossier, one)),
}


def named_before(dossier: Dossier, item: LeadItem) -> Sequence[Label | Message]:
    """What a line of the lead's list asks to look through."""
    request = request_meant(dossier, item) if item.reason == "answered_before" else None
    if request is None:
        return ()
    return [thing_asked(dossier.told_pathway, each.key) for each in _before(dossier, request)]


def _before(dossier: Dossier, request: Request) -> Sequence[Request]:
    return answered_before(dossier.pathway, dossier.state, request.key)


def _dependent(dossier: Dossier, request: Request, before: Sequence[Request]) -> Dependent:
    stands: Stands = "open" if request.waits else "before" if request in before else "answered"
    return Dependent(
        dossier.request_row(request.key).id,
        thing_asked(dossier.told_pathway, request.key),
        agency_of(dossier, request),
        stands,
    )
