"""What the pages about the person need of casework. All of it may block."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.casework.person.code_lines import CodeLine
from domain.casework.person.consents import Texts
from domain.casework.person.person_files import PersonFile
from domain.casework.person.the_person import Person
from domain.pathway.forms import Raw
from domain.pathway.template import PersonField
from domain.person.consent_forms import Told
from domain.users.user import User


class People(Protocol):
    """Each raises WrongCaseCode and NoSuchCase where the case is not the user's now."""

    def look(self, user: User, code: str) -> PersonFile | None:
        """Without what is known. None where there is no person, or the case is another's."""
        ...

    def show(self, user: User, code: str) -> Person:
        """What is known; written into the trail."""
        ...

    def take(self, user: User, code: str, raw: Raw) -> Sequence[PersonField]:
        """The fields that were changed: kept or, given empty, taken away. Raises FormFaults and
        CannotDo.
        """
        ...

    def enter(self, user: User, code: str, told: Told) -> None:
        """Raises CannotDo."""
        ...

    def withdraw(self, user: User, code: str, entries: Sequence[str], note: str) -> None:
        """Without entries, of all that was agreed to. Raises CannotDo."""
        ...

    def texts_of(self, user: User, code: str, entry: str) -> Texts:
        """What is sealed with it; written into the trail. Raises CannotDo."""
        ...

    def codes(self, user: User, journey: str, number: str) -> Sequence[CodeLine]:
        """The contacts to whom a code can be told now."""
        ...

    def make_code(self, user: User, journey: str, unit: str, contact: str) -> str:
        """To be told once. Raises CannotDo."""
        ...

    def today(self) -> date:
        """By the site's days."""
        ...
