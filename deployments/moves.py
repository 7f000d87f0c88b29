"""The journeys under way, as the administrators' pages move them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.casework.desk.case_files import areas_of
from domain.casework.office import Office
from domain.casework.versions import moving, retiring
from domain.casework.versions.impact import Impact, impact
from domain.casework.versions.looks import note_look_at_impact
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import Names
from domain.texts import say
from domain.users.user import User

NOT_UNDER_WAY = say("It is not under way here: it has ended, or it was never here.")
"""The same of one that is elsewhere."""


@dataclass(frozen=True, slots=True)
class OfficeMoves:
    """`wake` is told of a journey once it is moved, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def impact(
        self, key: str, to: int | None, names: Names, user: User, *, noted: bool = True
    ) -> Impact:
        found = impact(self.office, key, to, names, self._areas(user))
        if noted:
            note_look_at_impact(self.office, key, found.to, user.name)
        return found

    def what_fits(self, key: str, to: int | None, names: Names) -> moving.Fitting:
        return moving.what_fits(self.office, key, to, names)

    def move(
        self, key: str, to: int, names: Names, seen: Mapping[str, str], user: User
    ) -> Sequence[Outcome]:
        mine, others = self._parted(key, seen, user)
        found = moving.move_each(self.office, mine, to, names, user.name, seen)
        return [*self._woken(found), *others]

    def undo(self, key: str, seen: Mapping[str, str], user: User) -> Sequence[Outcome]:
        mine, others = self._parted(key, seen, user)
        return [*self._woken(moving.undo_each(self.office, mine, user.name, seen)), *others]

    def retire(self, key: str, number: int, user: User) -> None:
        retiring.retire(self.office, key, number, f"user:{user.name}")

    def _areas(self, user: User) -> frozenset[str | None] | None:
        with self.office.store.reading() as books:
            return areas_of(self.office, books, user)

    def _parted(
        self, key: str, journeys: Collection[str], user: User
    ) -> tuple[list[str], list[Outcome]]:
        """Those that are under way for the user, and what is told of the others."""
        with self.office.store.reading() as books:
            areas = areas_of(self.office, books, user)
            there = {row.id for row in books.journeys.on_pathway(key, areas)}
        others = [Outcome(each, None, NOT_UNDER_WAY) for each in journeys if each not in there]
        return [each for each in journeys if each in there], others

    def _woken(self, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
        """Each as it goes: whatever ends this before all have gone, those that went go on."""
        found = []
        for outcome in outcomes:
            if outcome.stays is None:
                self.wake(outcome.journey)
            found.append(outcome)
        return found
