"""What a version would do to the journeys under way, and moving them to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from starlette.responses import Response

from domain.casework.administration.publishing import NotPublished
from domain.casework.desk.coordinating import CannotDo
from domain.casework.versions.impact import Impact, JourneyImpact, Undoable
from domain.casework.versions.impact_words import what_it_does, where_it_stands
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import CannotMove, Names
from domain.texts import Language, Message, say
from pages.admin.moves import Moves
from pages.admin.pathways import Pathways
from pages.admin.very_many import AT_A_TIME, Carried
from pages.assets import GOES_ON_SCRIPT
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import Typed, is_number
from pages.rendering import language_of

TO, STEP, FIELD = "to", "step:", "field:"
JOURNEY, MARK = "journey", "mark:"
MOVED, UNDONE = "moved", "undone"
PAGE = "page"
CARRIED, SO_FAR = "carried", "so_far"
"""Of a form for all of them: those that are still to go, and how many went."""

NOTHING_TICKED = say("Nothing was ticked. Please tick the journeys that you mean.")


@dataclass(frozen=True, slots=True)
class Line:
    """A journey, its area, where it stands, and what a move would do or why it stays."""

    journey: str
    area: str
    stands: str
    does: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    moves: Moves
    pathways: Pathways

    def show(self, visit: Visit) -> Response:
        asked = dict(visit.request.query_params)
        counts = {name: _number(asked.get(name, "")) for name in _TOLD}
        return self._page(visit, _Chosen.read(asked), _told(counts))

    def move(self, visit: Visit) -> Response:
        chosen, key = _Chosen.typed(visit.typed), _key(visit)
        seen = _ticked(visit.typed)
        if chosen.to is None:
            return visit.go_to(_path(key))
        if not seen:
            return self._page(visit, chosen, problem=NOTHING_TICKED)
        found = self.moves.move(key, chosen.to, chosen.names, seen, visit.user)
        return self._done(visit, chosen, MOVED, found)

    def undo(self, visit: Visit) -> Response:
        chosen, key = _Chosen.typed(visit.typed), _key(visit)
        seen = _ticked(visit.typed)
        if not seen:
            return self._page(visit, chosen, problem=NOTHING_TICKED)
        return self._done(visit, chosen, UNDONE, self.moves.undo(key, seen, visit.user))

    def move_all(self, visit: Visit) -> Response:
        chosen, key = _Chosen.typed(visit.typed), _key(visit)
        if chosen.to is None:
            return visit.go_to(_path(key))
        these, later = Carried.read(visit.typed.one(CARRIED)).parted()
        found = self.moves.move(key, chosen.to, chosen.names, these.marks, visit.user)
        return self._so_far(visit, chosen, MOVED, found, later)

    def undo_all(self, visit: Visit) -> Response:
        these, later = Carried.read(visit.typed.one(CARRIED)).parted()
        found = self.moves.undo(_key(visit), these.marks, visit.user)
        return self._so_far(visit, _Chosen.typed(visit.typed), UNDONE, found, later)

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

    def _so_far(
        self, visit: Visit, chosen: _Chosen, done: str, found: Sequence[Outcome], later: Carried
    ) -> Response:
        """It goes on by itself, but where there is something to be read; and not at all where
        nobody went.
        """
        before = _number(visit.typed.one(SO_FAR))
        left = [each for each in found if each.stays is not None]
        if not later.marks or len(left) == len(found):
            return self._done(visit, chosen, done, found, before)
        count, path = before + len(found) - len(left), _path(_key(visit))
        return visit.page(
            "admin/moving.html",
            action=f"{path}/{_ALL[done]}", chosen=chosen,
            more={CARRIED: later.text, SO_FAR: count}, at_a_time=AT_A_TIME,
            told=_told({done: count}), still=len(later.marks), left=left,
            stop=f"{path}?{chosen.query()}",
            script=GOES_ON_SCRIPT.path,
        )  # fmt: skip

    def _done(
        self,
        visit: Visit,
        chosen: _Chosen,
        done: str,
        found: Sequence[Outcome],
        before: int = 0,
    ) -> Response:
        """Why some stay is told at once: it holds of what was just tried. `before`: so many went in
        what was tried before that.
        """
        left = [each for each in found if each.stays is not None]
        went = {done: before + len(found) - len(left)}
        if left:
            return self._page(visit, chosen, [*_told(went)], left)
        return visit.go_to(f"{_path(_key(visit))}?{chosen.query(**went)}")

    def _page(
        self,
        visit: Visit,
        chosen: _Chosen,
        told: Sequence[Message] = (),
        left: Sequence[Outcome] = (),
        problem: Message | None = None,
    ) -> Response:
        key, language = _key(visit), language_of(visit.request, visit.language)
        seen = visit.request.method != "HEAD"
        try:
            history = self.pathways.history(key)
            fits = self.moves.what_fits(key, chosen.to, chosen.names)
            found = self.moves.impact(key, fits.to, fits.names, visit.user, noted=seen)
        except (CannotMove, NotPublished):  # retired in this very moment, or never there
            raise NotThere from None
        return visit.page(
            "admin/impact.html",
            history=history, found=found, chosen=_Chosen(fits.to, fits.names),
            left_out=fits.left_out, left=left, told=told, problem=problem, at_a_time=AT_A_TIME,
            sheet=Sheet.of(found, _number(visit.request.query_params.get(PAGE, "")), language),
            versions=[one.number for one in history.versions if not one.retired],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of many. `can` and `stay` have so many lines in all; `all_can` and `all_back` are
    for one press, where not all of them stand on one page.
    """

    number: int
    pages: int
    can: int
    stay: int
    lines_can: Sequence[Line]
    lines_stay: Sequence[Line]
    lines_back: Sequence[Undoable]
    all_can: Carried
    all_back: Carried

    @classmethod
    def of(cls, found: Impact, wanted: int, language: Language) -> Sheet:
        can = [each for each in found.journeys if each.can_move]
        stay = [each for each in found.journeys if not each.can_move]
        back = found.undoable
        pages = max(1, *(ceil(len(each) / AT_A_TIME) for each in (can, stay, back)))
        number = min(max(wanted, 1), pages)
        here = slice((number - 1) * AT_A_TIME, number * AT_A_TIME)
        return cls(
            number, pages, len(can), len(stay),
            [_line(each, found, language) for each in can[here]],
            [_line(each, found, language) for each in stay[here]],
            back[here],
            Carried.of((each.journey, each.mark) for each in can),
            Carried.of((each.journey, each.mark) for each in back),
        )  # fmt: skip


def _line(each: JourneyImpact, found: Impact, language: Language) -> Line:
    area = found.areas.get(each.area or "")
    does = what_it_does(each, language)
    return Line(
        each.journey,
        area.in_(language) if area is not None else "",
        where_it_stands(each, language),
        does if each.can_move else tuple(one.in_(language) for one in each.obstacles),
        each.mark,
    )


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


def _ticked(typed: Typed) -> dict[str, str]:
    """With the mark of what was shown of each."""
    return {each: typed.one(MARK + each) for each in typed.all(JOURNEY)}


def _key(visit: Visit) -> str:
    key: str = visit.request.path_params["key"]
    return key


def _number(text: str) -> int:
    return int(text) if is_number(text) else 0


def _path(key: str) -> str:
    return f"/admin/pathways/{key}/impact"


def _told(counts: Mapping[str, int]) -> list[Message]:
    """What the form that was sent has brought about."""
    return [words(counts[name]) for name, words in _TOLD.items() if counts.get(name)]


_ALL: Mapping[str, str] = {MOVED: "move-all", UNDONE: "undo-all"}
_TOLD: Mapping[str, Callable[[int], Message]] = {
    MOVED: lambda n: say("Moved: {n}.", n=n),
    UNDONE: lambda n: say("Moved back: {n}.", n=n),
}
