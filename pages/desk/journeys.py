"""Pausing, resuming and stopping a journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.deeds import OfJourney, Pausing, Resuming, Stopping
from pages.desk.cases import Problem, case_page
from pages.desk.desk import Desk
from pages.desk.finding import journey_at, path_of
from pages.desk.people import People
from pages.entrance.guarding import View, Visit
from pages.entrance.typed import Typed


@dataclass(frozen=True, slots=True)
class Journeys:
    desk: Desk
    people: People

    @property
    def acts(self) -> Mapping[str, View]:
        return {name: self._act(name, read) for name, read in _READ.items()}

    def _act(self, name: str, read: Callable[[Typed], OfJourney]) -> View:
        def act(visit: Visit) -> Response:
            file = journey_at(self.desk, visit)
            try:
                self.desk.do(visit.user, file.id, read(visit.typed))
            except CannotDo as no:
                return case_page(visit, self.people, file, Problem(name, no.message))
            return visit.go_to(f"{path_of(file)}?done={name}")

        return act


def _pausing(typed: Typed) -> Pausing:
    return Pausing(clocks_stop=typed.one("clocks") == "stop")


def _resuming(_typed: Typed) -> Resuming:
    return Resuming()


def _stopping(typed: Typed) -> Stopping:
    return Stopping(typed.one("reason"), unsafe=typed.one("unsafe") == "yes")


_READ: Mapping[str, Callable[[Typed], OfJourney]] = {
    "pause": _pausing,
    "resume": _resuming,
    "stop": _stopping,
}
