"""The desk's persons: kept by casework, and then the journeys are woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.case_code import read_case_code
from domain.casework.desk.case_files import check_mine
from domain.casework.desk.deeds import reference_to
from domain.casework.desk.looking import NoSuchCase
from domain.casework.office import Office
from domain.casework.person import consents, reading, the_person
from domain.casework.person.code_lines import CodeLine, code_lines
from domain.casework.person.consents import Texts, Written
from domain.casework.person.person_files import PersonFile, check_leads, person_file
from domain.casework.person.the_person import Person
from domain.pathway.forms import Raw
from domain.pathway.template import PersonField
from domain.person.consent_forms import Told
from domain.texts import say
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficePeople:
    """`wake` is told of a journey once what was done is committed, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def look(self, user: User, code: str) -> PersonFile | None:
        return person_file(self.office, user, code)

    def show(self, user: User, code: str) -> Person:
        check_leads(self.office, user, code)
        return the_person.look_at_person(self.office, code, user.name)

    def take(self, user: User, code: str, raw: Raw) -> Sequence[PersonField]:
        check_leads(self.office, user, code)
        return the_person.take_identity(self.office, code, raw, user.name)

    def enter(self, user: User, code: str, told: Told) -> None:
        check_leads(self.office, user, code)
        self._wake(consents.enter(self.office, code, told.said, told.texts, user.name))

    def withdraw(self, user: User, code: str, entries: Sequence[str], note: str) -> None:
        check_leads(self.office, user, code)
        self._wake(consents.withdraw(self.office, code, entries, note, user.name))

    def texts_of(self, user: User, code: str, entry: str) -> Texts:
        check_leads(self.office, user, code)
        if entry.partition("/")[0] != read_case_code(code):
            raise NoSuchCase(say("There is no case {code}.", code=code))
        return consents.look_at_consent(self.office, entry, user.name)

    def codes(self, user: User, journey: str, number: str) -> Sequence[CodeLine]:
        check_mine(self.office, user, journey)
        return code_lines(self.office, f"{journey}/{number}")

    def make_code(self, user: User, journey: str, unit: str, contact: str) -> str:
        check_mine(self.office, user, journey)
        made = reading.make_code(self.office, reference_to(journey, unit), contact, user.name)
        self.wake(made.journey)
        return made.code

    def today(self) -> date:
        return self.office.clock.now().astimezone(self.office.zone).date()

    def _wake(self, written: Written) -> None:
        for journey in written.journeys:
            self.wake(journey)
