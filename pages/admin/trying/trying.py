"""The dry run of a draft: somebody answers for every agency, and lets time pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from types import MappingProxyType

from pydantic import ValidationError
from starlette.responses import Response

from domain.casework.editing.trying import CannotTry
from domain.journey.entering import CannotOpen
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.forms import FormFaults
from domain.simulation.casts import noted
from domain.simulation.scripts import ScriptFaults
from domain.simulation.trying import Confirm, Deed, LeaveOut, Pass, Rest, Stop, Trial
from domain.texts import Message, say
from pages.admin.trying.showing import shown
from pages.admin.trying.story import Story, by_when
from pages.admin.trying.trials import Trials
from pages.admin.trying.typed_deeds import (
    PASSES,
    SAYS,
    USUAL,
    answer_typed,
    run_typed,
    waiting_at,
)
from pages.answer.controls import choices_of, control_of
from pages.entrance.guarding import ADMIN, NotThere, View, Visit
from pages.rendering import language_of

WRONG_DAY = say("Please choose the day on which the run begins.")
WRONG_NAME = say("Please give the example a name of at most 80 letters.")
PLEASE_LOOK = say("Nothing was answered yet. Please look at the places that are marked.")
PLEASE_CHOOSE = say("Please choose what the agency says.")
REFUSED = (CannotTry, CannotOpen, ScriptFaults)


@dataclass(frozen=True, slots=True)
class Trying:
    trials: Trials

    @property
    def acts(self) -> Mapping[str, View]:
        """By the last part of their addresses."""
        return {
            "begin": self._begin,
            "pass": self._pass,
            "rest": self._rest,
            "stop": self._stop,
            "leave-out": self._leave_out,
            "drop": self._drop,
            "keep": self._keep,
            "forget": self._forget,
        }

    def show(self, visit: Visit) -> Response:
        return self._page(visit)

    def asked(self, visit: Visit) -> Response:
        """One request, with the form as its agency has it."""
        return self._of_request(visit)

    def answer(self, visit: Visit) -> Response:
        deed = answer_typed(self._found(visit), visit.typed, visit.request.path_params["unit"])
        if deed is None:
            return self._of_request(visit, PLEASE_CHOOSE)
        try:
            self.trials.go_on(_key(visit), deed, visit.user)
        except FormFaults as no:
            return self._of_request(visit, PLEASE_LOOK, no.faults)
        except REFUSED as no:
            return self._page(visit, no.message)
        return visit.go_to(_path(visit))

    def confirm(self, visit: Visit) -> Response:
        request = waiting_at(self._found(visit), visit.request.path_params["unit"])
        return self._done(visit, Confirm(request.key))

    def _begin(self, visit: Visit) -> Response:
        run = run_typed(visit.typed)
        if run is None:
            return self._page(visit, WRONG_DAY)
        try:
            self.trials.begin(_key(visit), run, visit.user)
        except REFUSED as no:
            return self._page(visit, no.message)
        return visit.go_to(_path(visit))

    def _pass(self, visit: Visit) -> Response:
        _, stretch = PASSES.get(visit.typed.one("time"), PASSES["next"])
        return self._done(visit, Pass(stretch))

    def _rest(self, visit: Visit) -> Response:
        return self._done(visit, Rest(token_hex(8) if visit.typed.one("how") == "chance" else None))

    def _stop(self, visit: Visit) -> Response:
        return self._done(visit, Stop(unsafe=visit.typed.one("why") == "unsafe"))

    def _leave_out(self, visit: Visit) -> Response:
        return self._done(visit, LeaveOut((visit.typed.one("unit"), visit.typed.one("reason"))))

    def _drop(self, visit: Visit) -> Response:
        self.trials.drop(_key(visit), visit.user)
        return visit.go_to(_path(visit))

    def _keep(self, visit: Visit) -> Response:
        try:
            self.trials.keep(_key(visit), visit.typed.one("name"), visit.user)
        except ValidationError:
            return self._page(visit, WRONG_NAME)
        except REFUSED as no:
            return self._page(visit, no.message)
        return visit.go_to(f"{_path(visit)}#examples")

    def _forget(self, visit: Visit) -> Response:
        self.trials.forget(_key(visit), visit.typed.one("name"), visit.user)
        return visit.go_to(f"{_path(visit)}#examples")

    def _done(self, visit: Visit, deed: Deed) -> Response:
        try:
            self.trials.go_on(_key(visit), deed, visit.user)
        except REFUSED as no:
            return self._page(visit, no.message)
        return visit.go_to(_path(visit))

    def _found(self, visit: Visit) -> Trial:
        """Raises NotThere where no run of the draft can be shown."""
        try:
            tried = self.trials.find(_key(visit), visit.user)
        except REFUSED:
            raise NotThere from None
        if tried is None:
            raise NotThere
        return tried

    def _page(self, visit: Visit, problem: Message | None = None) -> Response:
        language = language_of(visit.request, visit.language)
        pathway, tried, stuck, today = None, None, None, self.trials.today()
        try:
            pathway = self.trials.draft(_key(visit))
            tried = self.trials.find(_key(visit), visit.user)
        except REFUSED as no:
            stuck = no.message
        return visit.page(
            "admin/try.html",
            422 if problem else 200,
            key=_key(visit), path=_path(visit), opens_at=_path(visit), problem=problem, stuck=stuck,
            pathway=pathway, shown=shown(tried, language) if tried is not None else None,
            areas=[(area.id, area.title) for area in self.trials.areas().on(today)],
            today=today, typed=visit.typed,
            passes={name: words for name, (words, _) in PASSES.items()},
            examples=self.trials.examples(_key(visit)) if pathway is not None else (),
        )  # fmt: skip

    def _of_request(
        self,
        visit: Visit,
        problem: Message | None = None,
        faults: Mapping[str, Message] = MappingProxyType({}),
    ) -> Response:
        tried, unit = self._found(visit), visit.request.path_params["unit"]
        request, language = waiting_at(tried, unit), language_of(visit.request, visit.language)
        step = tried.pathway.by_id[request.key.step]
        story = Story(tried.pathway, tried.world, language)
        return visit.page(
            "admin/try_request.html",
            422 if problem else 200,
            key=_key(visit), path=_path(visit), opens_at=f"{_path(visit)}/asked/{unit}", unit=unit,
            problem=problem, faults=faults, typed=visit.typed,
            what=story.step(unit), ask=step.request, agency=story.agency(request.agency),
            by_when=by_when(request.asked), needs_second=request.proposal is not None,
            form=noted(step.form_for(request.key.item)), areas=tried.world.areas,
            today=tried.now.astimezone(tried.world.zone).date(),
            declines={reason: DECLINES_IN_WORDS[reason] for reason in step.declines},
            may_lack_grounds=step.may_lack_grounds, SAYS=SAYS, USUAL=USUAL,
            choices_of=choices_of, control_of=control_of,
        )  # fmt: skip


def _key(visit: Visit) -> str:
    key: str = visit.request.path_params["key"]
    return key


def _path(visit: Visit) -> str:
    return f"{ADMIN}/pathways/{_key(visit)}/draft/try"
