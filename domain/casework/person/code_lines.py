"""The contacts to whom a code for reading about the person can be told, and what of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import directory_in_use
from domain.casework.desk.case_files import Reach, reach_of
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.sharing import fields_shown
from domain.directory.agencies import Contact
from domain.seals.reading_codes import MOST_TRIES, VALID, is_valid


@dataclass(frozen=True, slots=True)
class CodeLine:
    """`until`: the code that was made opens it until then; `locked`: it was typed wrongly too
    often.
    """

    contact: str
    reach: Reach
    until: datetime | None
    locked: bool


def code_lines(office: Office, request_id: str) -> tuple[CodeLine, ...]:
    """None where it does not wait, or nothing is to be read. Raises NoSuchJourney."""
    with office.store.reading() as books:
        dossier = Dossier.read(office, books, request_id.rpartition("/")[0])
        waiting = dossier.state.waiting
        asked = [each for each in waiting if dossier.request_row(each.key).id == request_id]
        if not asked or not fields_shown(dossier, asked[0]):
            return ()
        agency = directory_in_use(books).agency(asked[0].agency)
        contacts = agency.contacts if agency is not None else ()
        return tuple(_line(dossier, request_id, contact) for contact in contacts)


def _line(dossier: Dossier, request_id: str, contact: Contact) -> CodeLine:
    code, now = dossier.books.reading_codes.find(request_id, contact.id), dossier.office.clock.now()
    locked = code is not None and code.tries >= MOST_TRIES
    opens = code is not None and not locked and is_valid(code.made_at, now)
    until = code.made_at + VALID if code is not None and opens else None
    return CodeLine(contact.id, reach_of(contact), until, locked)
