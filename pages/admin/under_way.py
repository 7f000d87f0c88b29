"""What a version would do to the journeys under way, and moving them to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from domain.casework.administration.publishing import NotPublished
from domain.casework.desk.coordinating import CannotDo
from domain.casework.versions.impact import JourneyImpact
from domain.casework.versions.impact_words import what_it_does, where_it_stands
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import CannotMove, Names
from domain.texts import Message, say
from pages.admin.moves import Moves
from pages.admin.pathways import Pathways
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import Typed, is_number
from pages.rendering import language_of

TO, STEP, FIELD = "to", "step:", "field:"
JOURNEY, MARK = "journey", "mark:"
MOVED, UNDONE = "moved", "undone"


@dataclass(frozen=True, slots=True)
class Line:
    """A journey, where it stands, and what a move would do or why it stays."""

    journey: str
    stands: str
    does: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    moves: Moves
    pathways: Pathways

    def show(self, visit: Visit) -> Response:
        asked = dict(visit.request.query_params)
        counts = {name: int(n) for name in _TOLD if is_number(n := asked.get(name, ""))}
        return self._page(visit, _Chosen.read(asked), _told(counts))

    def move(self, visit: Visit) -> Response:
        chosen, key = _Chosen.typed(visit.typed), _key(visit)
        seen = {each: visit.typed.one(MARK + each) for each in visit.typed.all(JOURNEY)}
        if chosen.to is None:
            return visit.go_to(_path(key))
        found = self.moves.move(key, chosen.to, chosen.names, seen, visit.user)
        return self._done(visit, chosen, MOVED, found)

    def undo(self, visit: Visit) -> Response:
        chosen, key = _Chosen.typed(visit.typed), _key(visit)
        found = self.moves.undo(key, visit.typed.all(JOURNEY), visit.user)
        return self._done(visit, chosen, UNDONE, found)

    def retire(self, visit: Visit) -> Response:
        key, number = _key(visit), visit.request.path_params["number"]
        if not is_number(number):
            raise NotThere
        try:
            self.moves.retire(key, int(number), visit.user)
        except NotPublished:
            raise NotThere from None
        except CannotDo:  # the page that comes says how it stands, and what to do
            return visit.go_to(f"/admin/pathways/{key}/versions/{int(number)}")
        return visit.go_to(f"/admin/pathways/{key}?done=retired")

    def _done(self, visit: Visit, chosen: _Chosen, done: str, found: Sequence[Outcome]) -> Response:
        """Why some stay is told at once: it holds of what was just tried."""
        left = [each for each in found if each.stays is not None]
        went = {done: len(found) - len(left)}
        if left:
            return self._page(visit, chosen, [*_told(went)], left)
        return visit.go_to(f"{_path(_key(visit))}?{chosen.query(**went)}")

    def _page(
        self,
        visit: Visit,
        chosen: _Chosen,
        told: Sequence[Message],
        left: Sequence[Outcome] = (),
    ) -> Response:
        key, language = _key(visit), language_of(visit.request, visit.language)
        try:
            history = self.pathways.history(key)
            fits = self.moves.what_fits(key, chosen.to, chosen.names)
            found = self.moves.impact(key, fits.to, fits.names, visit.user)
        except (CannotMove, NotPublished):  # retired in this very moment, or never there
            raise NotThere from None

        def line(each: JourneyImpact) -> Line:
            why = tuple(one.in_(language) for one in each.obstacles)
            does = what_it_does(each, language) if each.can_move else why
            return Line(each.journey, where_it_stands(each, language), does, each.mark)

        return visit.page(
            "admin/impact.html",
            history=history, found=found, chosen=_Chosen(fits.to, fits.names),
            left_out=fits.left_out, left=left, told=told,
            can=[line(each) for each in found.journeys if each.can_move],
            stay=[line(each) for each in found.journeys if not each.can_move],
            versions=[one.number for one in history.versions if not one.retired],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The version, and which of its names took the place of which."""

    to: int | None
    names: Names

    @classmethod
    def read(cls, given: Mapping[str, str]) -> _Chosen:
        to = given.get(TO, "")
        return cls(
            int(to) if is_number(to) else None,
            Names(_named(given, STEP), _named(given, FIELD)),
        )

    @classmethod
    def typed(cls, typed: Typed) -> _Chosen:
        return cls.read({name: typed.one(name) for name in typed.texts})

    @property
    def named(self) -> dict[str, str]:
        """By the controls of the form."""
        steps = {STEP + old: new for old, new in self.names.steps.items()}
        return steps | {FIELD + old: new for old, new in self.names.fields.items()}

    def query(self, **more: int) -> str:
        to = {TO: str(self.to)} if self.to is not None else {}
        return urlencode(to | self.named | {name: str(n) for name, n in more.items()})


def _named(given: Mapping[str, str], of: str) -> dict[str, str]:
    return {
        name.removeprefix(of): new for name, new in given.items() if name.startswith(of) and new
    }


def _key(visit: Visit) -> str:
    key: str = visit.request.path_params["key"]
    return key


def _path(key: str) -> str:
    return f"/admin/pathways/{key}/impact"


def _told(counts: Mapping[str, int]) -> list[Message]:
    """What the form that was sent has brought about."""
    return [words(counts[name]) for name, words in _TOLD.items() if counts.get(name)]


_TOLD: Mapping[str, Callable[[int], Message]] = {
    MOVED: lambda n: say("Moved: {n}.", n=n),
    UNDONE: lambda n: say("Moved back: {n}.", n=n),
}
