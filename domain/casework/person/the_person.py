"""Who the person of a case is: taken down, changed and looked at by coordinators, under seal.

Events name fields, never what stands in them. Each look is an event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from domain.case_code import read_case_code
from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import NoSuchCase
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.session import Books
from domain.pathway.forms import Raw
from domain.pathway.template import PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.person.identity import read_identity
from domain.seals.sealing import key_of
from domain.texts import say

Person = Mapping[PersonField, str]
"""What is known, in the order of `domain.person.identity`."""


def take_identity(office: Office, code: str, raw: Raw, by: str) -> tuple[PersonField, ...]:
    """Keep what was given; what was given empty is taken away, and the rest stays as it is.

    Returns the fields that were changed. Raises FormFaults, WrongCaseCode, NoSuchCase, and
    CannotDo where the case is about no person.
    """
    now = office.clock.now()
    given = read_identity(raw, now.astimezone(office.zone).date())
    with office.store.writing() as books:
        dossier = newest_locked(office, books, code)
        about_a_person(dossier)
        journey = dossier.row
        # In the order in which rows are sealed anew, or each would wait for the other.
        for field, text in sorted(given.items()):
            if text is None:
                books.identities.take_away(journey.case_code, field)
            else:
                _keep(office, books, journey.case_code, field, text)
        if given:
            body = {
                "fields": [f for f, text in given.items() if text is not None],
                "taken_away": [f for f, text in given.items() if text is None],
            }
            books.trails.add(journey, "took_identity", now, f"user:{by}", json.dumps(body))
    return tuple(given)


def look_at_person(office: Office, code: str, by: str) -> Person:
    """All that is known. The look is written down. Raises WrongCaseCode and NoSuchCase."""
    with office.store.writing() as books:
        journey = newest_locked(office, books, code).row
        person = opened(office, books, journey.case_code, tuple(PERSON_FIELDS))
        now, body = office.clock.now(), json.dumps({"fields": list(person)})
        books.trails.add(journey, "read_identity", now, f"user:{by}", body)
        return person


def fields_known(office: Office, code: str) -> tuple[PersonField, ...]:
    """Which there are, without opening any: no look. Raises WrongCaseCode."""
    with office.store.reading() as books:
        known = {row.field for row in books.identities.of_case(read_case_code(code))}
    return tuple(field for field in PERSON_FIELDS if field in known)


def opened(
    office: Office, books: Books, code: str, fields: Sequence[PersonField]
) -> dict[PersonField, str]:
    """Those of the fields that are known. Whoever calls this writes down who reads."""
    sealed = {row.field: row.sealed for row in books.identities.of_case(code)}
    return {
        field: office.identity.unseal(sealed[field], _context(code, field))
        for field in fields
        if field in sealed
    }


def seal_anew(office: Office) -> int:
    """Seal under the newest key what older ones sealed, some rows at a time. Returns how many."""
    done = 0
    while some := _seal_some_anew(office):
        done += some
    return done


def newest_locked(office: Office, books: Books, code: str) -> Dossier:
    """The newest journey of the case, held: what happens to a case is written in its trail.

    Raises WrongCaseCode and NoSuchCase.
    """
    wanted = read_case_code(code)
    rows = books.journeys.of_case(wanted)
    if not rows:
        raise NoSuchCase(say("There is no case {code}.", code=wanted))
    return Dossier.locked(office, books, rows[-1].id)


def about_a_person(dossier: Dossier) -> None:
    """Raises CannotDo where the case is about a place or a duty."""
    if not is_about_a_person(dossier):
        raise CannotDo(say("This case is about no person: there is nobody to take down."))


def is_about_a_person(dossier: Dossier) -> bool:
    return dossier.round is None and dossier.pathway.subject == "person"


def _seal_some_anew(office: Office) -> int:
    newest = office.identity.key_ids[0]
    with office.store.writing() as books:
        rows = books.identities.not_under(newest)
        for row in rows:
            text = office.identity.unseal(row.sealed, _context(row.case_code, row.field))
            _keep(office, books, row.case_code, row.field, text)
        return len(rows)


def _keep(office: Office, books: Books, code: str, field: str, text: str) -> None:
    sealed = office.identity.seal(text, _context(code, field))
    books.identities.keep(code, field, sealed, key_of(sealed))


def _context(code: str, field: str) -> str:
    return f"identity/{code}/{field}"
