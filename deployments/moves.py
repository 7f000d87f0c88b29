"""The journeys under way, as the administrators' pages move them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.casework.desk.case_files import areas_of
from domain.casework.office import Office
from domain.casework.versions import moving, retiring
from domain.casework.versions.impact import Impact, impact
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import Names
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeMoves:
    """`wake` is told of a journey once it is moved, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def impact(self, key: str, to: int | None, names: Names, user: User) -> Impact:
        with self.office.store.reading() as books:
            areas = areas_of(self.office, books, user)
        return impact(self.office, key, to, names, areas)

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

    def retire(self, key: str, number: int, user: User) -> None:
        retiring.retire(self.office, key, number, f"user:{user.name}")

    def _mine(self, key: str, journeys: Sequence[str], user: User) -> list[str]:
        with self.office.store.reading() as books:
            areas = areas_of(self.office, books, user)
            there = {row.id for row in books.journeys.on_pathway(key, areas)}
        return [each for each in journeys if each in there]

    def _woken(self, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
        found = list(outcomes)
        for outcome in found:
            if outcome.stays is None:
                self.wake(outcome.journey)
        return found
