"""The pages' desk: kept by casework, and then the journey is woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import areas_in_use
from domain.casework.answers.filing import OpenedFile
from domain.casework.desk.agencies_to_ask import Choice, agencies_for
from domain.casework.desk.case_files import JourneyFile, check_mine, journey_file
from domain.casework.desk.consulting import Consulted, consult, open_file
from domain.casework.desk.days_off import day_off_of
from domain.casework.desk.deeds import Deed, do, reference_to
from domain.casework.desk.dependents import Dependent, dependents_of
from domain.casework.desk.desk_lists import (
    CasePage,
    LeadEntry,
    Openings,
    case_lines,
    doubt_about,
    lead_entries,
    openings,
)
from domain.casework.desk.looks import note_look
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.passing_on import PassedOn
from domain.casework.office import Office
from domain.casework.person.withholding import withheld_from_who_is_asked
from domain.journey.entering import CannotOpen
from domain.pathway.template import PersonField
from domain.texts import Message, say
from domain.users.rights import covers
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """`wake` is told of a journey once what was done is committed, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def waiting(self, user: User) -> Sequence[LeadEntry]:
        return lead_entries(self.office, user)

    def cases(self, user: User, *, ended: bool, skipped: int) -> CasePage:
        return case_lines(self.office, user, ended=ended, skipped=skipped)

    def look(
        self, user: User, code: str, number: int | None = None, *, noted: bool = True
    ) -> JourneyFile:
        file = journey_file(self.office, user, code, number)
        if noted:
            note_look(self.office, file.id, user.name)
        return file

    def read(self, user: User, journey: str, request: str) -> Consulted:
        check_mine(self.office, user, journey)
        return consult(self.office, reference_to(journey, request), user.name)

    def open_file(self, user: User, journey: str, request: str, field: str) -> OpenedFile:
        check_mine(self.office, user, journey)
        return open_file(self.office, reference_to(journey, request), field, user.name)

    def do(self, user: User, journey: str, deed: Deed) -> PassedOn | None:
        check_mine(self.office, user, journey)
        passed_on = do(self.office, journey, deed, user.name)
        self.wake(journey)
        return passed_on

    def withheld(
        self, user: User, journey: str, step: str, item: str | None
    ) -> Sequence[PersonField]:
        check_mine(self.office, user, journey)
        return withheld_from_who_is_asked(self.office, journey, step, item)

    def dependents(self, user: User, journey: str, number: str) -> Sequence[Dependent]:
        check_mine(self.office, user, journey)
        return dependents_of(self.office, f"{journey}/{number}")

    def openings(self, user: User) -> Openings:
        return openings(self.office, user)

    def doubt(self, user: User, pathway: str, area: str | None) -> Message | None:
        self._check_covers(user, area)
        return doubt_about(self.office, pathway, area)

    def open(self, user: User, pathway: str, entry: str, area: str | None, form: str | None) -> str:
        self._check_covers(user, area)
        by = f"user:{user.name}"
        journey = open_case(self.office, pathway, entry, area, by=by, form=form)
        self.wake(journey)
        return journey

    def _check_covers(self, user: User, area: str | None) -> None:
        today = self.office.clock.now().astimezone(self.office.zone).date()
        if not covers(user, area, self.areas(), today):
            raise CannotOpen(say("Please choose one of your own areas."))

    def agencies(self, journey: str, step: str, item: str | None) -> Choice:
        return agencies_for(self.office, journey, step, item)

    def day_off(self, day: date) -> Message | None:
        return day_off_of(self.office, day)

    def areas(self) -> Areas:
        with self.office.store.reading() as books:
            return areas_in_use(books)
