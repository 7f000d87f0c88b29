"""The pages' desk: kept by casework, and then the journey is woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.areas import Areas
from domain.casework import signing_in
from domain.casework.case_files import JourneyFile, check_mine, journey_file, note_look
from domain.casework.consulting import Consulted, consult, open_file
from domain.casework.deeds import Deed, do, reference_to
from domain.casework.desk_lists import (
    CaseLine,
    LeadEntry,
    Openings,
    case_lines,
    lead_entries,
    openings,
)
from domain.casework.filing import OpenedFile
from domain.casework.office import Office
from domain.casework.opening import open_case
from domain.casework.publishing import areas_in_use, world_in_use
from domain.casework.signing_in import Credentials, Door, SignedIn
from domain.casework.withholding import withheld_from_who_is_asked
from domain.entering import CannotOpen
from domain.pathway import PersonField
from domain.rights import covers
from domain.texts import Label, say
from domain.users import User


@dataclass(frozen=True, slots=True)
class OfficeDoor:
    door: Door

    def sign_in(self, typed: Credentials) -> SignedIn:
        return signing_in.sign_in(self.door, typed)

    def whose(self, secret: str) -> User | None:
        return signing_in.whose(self.door, secret)

    def sign_out(self, secret: str) -> None:
        signing_in.sign_out(self.door, secret)


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """`wake` is told of a journey once what was done is committed, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def waiting(self, user: User) -> Sequence[LeadEntry]:
        return lead_entries(self.office, user)

    def cases(self, user: User, *, ended: bool) -> Sequence[CaseLine]:
        return case_lines(self.office, user, ended=ended)

    def look(self, user: User, code: str, number: int | None = None) -> JourneyFile:
        file = journey_file(self.office, user, code, number)
        note_look(self.office, file.id, user.name)
        return file

    def read(self, user: User, journey: str, request: str) -> Consulted:
        check_mine(self.office, user, journey)
        return consult(self.office, reference_to(journey, request), user.name)

    def open_file(self, user: User, journey: str, request: str, field: str) -> OpenedFile:
        check_mine(self.office, user, journey)
        return open_file(self.office, reference_to(journey, request), field, user.name)

    def do(self, user: User, journey: str, deed: Deed) -> None:
        check_mine(self.office, user, journey)
        do(self.office, journey, deed, user.name)
        self.wake(journey)

    def withheld(
        self, user: User, journey: str, step: str, item: str | None
    ) -> Sequence[PersonField]:
        check_mine(self.office, user, journey)
        return withheld_from_who_is_asked(self.office, journey, step, item)

    def openings(self, user: User) -> Openings:
        return openings(self.office, user)

    def open(self, user: User, pathway: str, entry: str, area: str | None, form: str | None) -> str:
        today = self.office.clock.now().astimezone(self.office.zone).date()
        if not covers(user, area, self.areas(), today):
            raise CannotOpen(say("Please choose one of your own areas."))
        by = f"user:{user.name}"
        journey = open_case(self.office, pathway, entry, area, by=by, form=form)
        self.wake(journey)
        return journey

    def agencies(self) -> Sequence[tuple[str, Label]]:
        now = self.office.clock.now()
        with self.office.store.reading() as books:
            world = world_in_use(books, self.office)
        there = [agency for agency in world.directory.agencies if world.in_force(agency, now)]
        return sorted(((one.id, one.title) for one in there), key=lambda one: one[1].vi)

    def areas(self) -> Areas:
        with self.office.store.reading() as books:
            return areas_in_use(books)
