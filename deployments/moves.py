"""The journeys under way, as the administrators' pages move them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.desk.case_files import areas_of
from domain.casework.office import Office
from domain.casework.versions import moving, piecewise, retiring
from domain.casework.versions.impact import Impact, impact
from domain.casework.versions.looks import note_look_at_impact
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import Names
from domain.users.user import User
from pages.admin.moves import Progress


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
        mine = self._mine(key, list(seen), user)
        return self._woken(moving.move_each(self.office, mine, to, names, user.name, seen))

    def undo(self, key: str, journeys: Sequence[str], user: User) -> Sequence[Outcome]:
        mine = self._mine(key, journeys, user)
        return self._woken(moving.undo_each(self.office, mine, user.name))

    def move_next(
        self,
        key: str,
        to: int,
        names: Names,
        shown: Collection[str],
        after: str | None,
        user: User,
    ) -> Progress:
        areas = self._areas(user)
        piece = piecewise.next_to_move(self.office, key, to, names, shown, after, areas)
        seen = piece.journeys
        found = self._woken(moving.move_each(self.office, seen, to, names, user.name, seen))
        return Progress(found, piece.last, piece.left)

    def undo_next(self, key: str, until: datetime, after: str | None, user: User) -> Progress:
        piece = piecewise.next_to_move_back(self.office, key, until, after, self._areas(user))
        found = self._woken(moving.undo_each(self.office, piece.journeys, user.name))
        return Progress(found, piece.last, piece.left)

    def retire(self, key: str, number: int, user: User) -> None:
        retiring.retire(self.office, key, number, f"user:{user.name}")

    def _areas(self, user: User) -> frozenset[str | None] | None:
        with self.office.store.reading() as books:
            return areas_of(self.office, books, user)

    def _mine(self, key: str, journeys: Sequence[str], user: User) -> list[str]:
        with self.office.store.reading() as books:
            areas = areas_of(self.office, books, user)
            there = {row.id for row in books.journeys.on_pathway(key, areas)}
        return [each for each in journeys if each in there]

    def _woken(self, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
        """Each as it goes: whatever ends this before all have gone, those that went go on."""
        found = []
        for outcome in outcomes:
            if outcome.stays is None:
                self.wake(outcome.journey)
            found.append(outcome)
        return found
