"""Whoever has read what they may use no more is to be called, until a coordinator notes that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from domain.casework.administration.publishing import directory_in_use
from domain.casework.desk.coordinating import CannotDo, find, last_request
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.taken_back import TakenBack, taken_back
from domain.db.tables import LeadItem
from domain.directory.agencies import Contact
from domain.journey.carrying import Wait, unit_name
from domain.journey.facts import RequestKey
from domain.texts import say
from domain.trail.chain import NoteKind

CALLED: NoteKind = "reader_called"
"""The trail line's kind; it is no fact, since the fold has no need of it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`contact`: None where the directory has them no more. They are to be called all the same."""

    id: str
    contact: Contact | None

    @property
    def name(self) -> str:
        return self.contact.name if self.contact is not None else self.id


def waits_for_calls(dossier: Dossier) -> list[Wait]:
    units = (unit_name(each.key) for each in _uncalled(dossier))
    return [(unit, "taken_back") for unit in dict.fromkeys(units)]


def list_calls(dossier: Dossier) -> None:
    """Here, where the journey is over: no flow looks at it any more."""
    for about, reason in waits_for_calls(dossier):
        dossier.books.leads.put(dossier.row.id, about, reason, dossier.office.clock.now())


def readers_to_call(dossier: Dossier, key: RequestKey) -> tuple[Reader, ...]:
    """By name."""
    directory = directory_in_use(dossier.books)
    ids = (one.contact for one in _uncalled(dossier) if one.key == key)
    readers = (Reader(one, directory.contact(one)) for one in ids)
    return tuple(sorted(readers, key=lambda one: one.name))


def named_to_call(dossier: Dossier, item: LeadItem) -> Sequence[str]:
    """Whom a line of the lead's list asks to call."""
    if item.reason != "taken_back":
        return ()
    keys = [key for key in dossier.state.requests if unit_name(key) == item.about]
    return [one.name for key in keys for one in readers_to_call(dossier, key)]


def key_to_call(dossier: Dossier, item: LeadItem) -> RequestKey | None:
    if item.reason != "taken_back":
        return None
    found = (one.key for one in _uncalled(dossier) if unit_name(one.key) == item.about)
    return min(found, default=None)


def note_called(office: Office, reference: str, contact: str, by: str) -> str:
    """Returns the journey to be woken. Raises CannotDo, and what `find` raises."""
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        request = named or last_request(dossier, unit)
        if request is None or TakenBack(request.key, contact) not in _uncalled(dossier):
            raise CannotDo(say("Nobody of that name is to be called about this, or not any more."))
        body = {"request": dossier.request_row(request.key).id, "contact": contact}
        dossier.note(CALLED, f"user:{by}", json.dumps(body))
        _take_off_the_list(dossier)
        dossier.want_attention()
        return dossier.row.id


def _take_off_the_list(dossier: Dossier) -> None:
    """Here, since no flow looks at a journey that is over."""
    waits = waits_for_calls(dossier)
    for item in dossier.books.leads.open(dossier.row.id):
        if item.reason == "taken_back" and (item.about, item.reason) not in waits:
            item.settled_at = dossier.office.clock.now()


def _uncalled(dossier: Dossier) -> frozenset[TakenBack]:
    """Who has read it again, or may have used it since, is to be called again."""
    called: set[tuple[str, str]] = set()
    kinds = ("read_identity", "consent_given", CALLED)
    for line in dossier.books.trails.of_case(dossier.row.case_code, kinds):
        body = json.loads(line.body)
        reader = (body.get("request", ""), body.get("contact", ""))
        if line.kind == CALLED:
            called.add(reader)
        elif line.kind == "read_identity":
            called.discard(reader)
        else:
            called.clear()
    return frozenset(
        one
        for one in taken_back(dossier)
        if (dossier.request_row(one.key).id, one.contact) not in called
    )
