"""Opening a case, which goes on to the page that takes down who the person is."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.administration.publishing import NotPublished
from domain.journey.entering import CannotOpen
from domain.texts import Message, say
from domain.users.sessions import new_secret
from pages.desk.desk import Desk
from pages.desk.people import People
from pages.desk.person import path_to
from pages.entrance.guarding import Visit

FORM, SURE = "_form", "_sure"
LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Opening:
    desk: Desk
    people: People

    def form(self, visit: Visit) -> Response:
        return self._form(visit)

    def open(self, visit: Visit) -> Response:
        """The way in is chosen together with its pathway: `hai_phong:tu_tro_ve`."""
        pathway, _, entry = visit.typed.one("entry").partition(":")
        if not entry:
            return self._form(visit, say("Please choose how the person comes in."))
        area = visit.typed.one("area") or None
        try:
            asked_twice = self.desk.doubt(visit.user, pathway, area)
            if asked_twice is not None and visit.typed.one(SURE) != _place(visit):
                return self._form(visit, asked_twice, sure=_place(visit))
            form = visit.typed.one(FORM)[:LONGEST_ID] or None
            journey = self.desk.open(visit.user, pathway, entry, area, form)
        except (CannotOpen, NotPublished) as no:
            return self._form(visit, no.message)
        code = journey.partition("/")[0]
        if self.people.look(visit.user, code) is None:
            return visit.go_to(f"/desk/cases/{journey}?done=opened")
        return visit.go_to(f"{path_to(code)}/details?done=opened")

    def _form(
        self, visit: Visit, problem: Message | None = None, sure: str | None = None
    ) -> Response:
        return visit.page(
            "desk/open.html",
            422 if problem else 200,
            openings=self.desk.openings(visit.user), problem=problem, typed=visit.typed,
            form=new_secret(), sure=sure,
        )  # fmt: skip


def _place(visit: Visit) -> str:
    """Whoever was asked about one place is asked again about another."""
    return f"{visit.typed.one('entry')}@{visit.typed.one('area')}"
