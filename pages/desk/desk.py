"""What the pages of the desk need of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.areas.area_map import Areas
from domain.casework.answers.filing import OpenedFile
from domain.casework.desk.agencies_to_ask import Choice
from domain.casework.desk.case_files import JourneyFile
from domain.casework.desk.consulting import Consulted
from domain.casework.desk.deeds import Deed
from domain.casework.desk.dependents import Dependent
from domain.casework.desk.desk_lists import CasePage, LeadEntry, Openings
from domain.casework.journeys.passing_on import PassedOn
from domain.pathway.template import PersonField
from domain.texts import Message
from domain.users.user import User


class Desk(Protocol):
    """Each asks for the user, since what lies outside of their areas is not there for them."""

    def waiting(self, user: User) -> Sequence[LeadEntry]:
        """What waits for the coordinator: what is urgent, then the longest first."""
        ...

    def cases(self, user: User, *, ended: bool, skipped: int) -> CasePage:
        """What is urgent first, then the newest."""
        ...

    def look(
        self, user: User, code: str, number: int | None = None, *, noted: bool = True
    ) -> JourneyFile:
        """Written into the trail, unless nobody gets to see it. Raises WrongCaseCode and
        NoSuchCase.
        """
        ...

    def read(self, user: User, journey: str, request: str) -> Consulted:
        """The answer's texts; written into the trail. Raises NoSuchCase and CannotDo."""
        ...

    def open_file(self, user: User, journey: str, request: str, field: str) -> OpenedFile:
        """Written into the trail. Raises NoSuchCase and CannotDo."""
        ...

    def do(self, user: User, journey: str, deed: Deed) -> PassedOn | None:
        """For good when it returns; of passing on it says to whom. Raises NoSuchCase, CannotDo and
        FormFaults.
        """
        ...

    def withheld(
        self, user: User, journey: str, step: str, item: str | None
    ) -> Sequence[PersonField]:
        """What of the person whoever is asked now would not be told, where the step waits for
        their consent. Raises NoSuchCase.
        """
        ...

    def dependents(self, user: User, journey: str, number: str) -> Sequence[Dependent]:
        """What rests on the answer of that request. Raises NoSuchCase."""
        ...

    def openings(self, user: User) -> Openings: ...

    def doubt(self, user: User, pathway: str, area: str | None) -> Message | None:
        """What to ask once more before it is opened there. Raises CannotOpen and NotPublished."""
        ...

    def open(self, user: User, pathway: str, entry: str, area: str | None, form: str | None) -> str:
        """The id of the new journey, or of the one that the same form has opened already.

        Raises CannotOpen and NotPublished.
        """
        ...

    def agencies(self, journey: str, step: str, item: str | None) -> Choice:
        """Whom this can be asked today."""
        ...

    def day_off(self, day: date) -> Message | None:
        """That it is none on which people work."""
        ...

    def areas(self) -> Areas: ...
