"""Writing down what the person agreed to and what not, and what is shown without consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from starlette.responses import Response

from domain.areas.area_map import Areas
from domain.casework.desk.coordinating import CannotDo
from domain.casework.person.person_files import PersonFile
from domain.pathway.forms import FormFaults, Raw
from domain.pathway.template import Field, Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent_forms import (
    StandingBy,
    Told,
    agreement_form,
    override_form,
    read_agreement,
    read_override,
    read_refusal,
    refusal_form,
    steps_that_share,
)
from domain.texts import Message, say
from domain.users.sessions import new_secret
from pages.answer.controls import choices_of, control_of
from pages.desk.desk import Desk
from pages.desk.opening import FORM, LONGEST_ID
from pages.desk.people import People
from pages.desk.person import about_at, done_at, path_to
from pages.entrance.guarding import View, Visit

_ALL_OF_IT = say("Whatever is left without any tick is about everything.")


@dataclass(frozen=True, slots=True)
class Statement:
    title: Message
    about: Message
    form: Callable[[Pathway, StandingBy], tuple[Field, ...]]
    read: Callable[[Pathway, Raw, date, StandingBy], Told]
    hints: Mapping[str, Message]
    send: Message


STATEMENTS: Mapping[str, Statement] = {
    "agree": Statement(
        title=say("What did the person agree to?"),
        about=say(
            "Ask in a language that they speak well, and say who would read what, and why. Each"
            " agency reads only what is ticked here, by a code that you read out to it. They can"
            " take it back at any time, by a word."
        ),
        form=agreement_form,
        read=read_agreement,
        hints={
            "steps": say("Without any tick: for whatever these agencies are asked in this case."),
            "until": say("Left empty: until it is taken back."),
            "note": say("It is kept sealed, and so are language and witness."),
        },
        send=say("Write down that they agreed"),
    ),
    "refuse": Statement(
        title=say("What did the person not agree to?"),
        about=say(
            "Refusing stops no service: agencies are asked all the same, by the case code, or the"
            " step waits for you. From now on nothing of this is shown, whatever was agreed to"
            " before."
        ),
        form=refusal_form,
        read=read_refusal,
        hints={
            "roles": _ALL_OF_IT,
            "note": say("It is kept sealed."),
        },
        send=say("Write down that they do not agree"),
    ),
    "override": Statement(
        title=say("Show it without consent"),
        about=say(
            "Only where there is a ground for it, and no more than it takes. It stands out on the"
            " page of the case, with your name, until somebody ends it."
        ),
        form=override_form,
        read=read_override,
        hints={
            "steps": say("Without any tick: for whatever these agencies are asked in this case."),
            "reason": say("It is kept sealed, and nobody else is told."),
            "until": say("Left empty: until it is taken back."),
        },
        send=say("Show it without consent"),
    ),
}
"""By the last part of the address."""


@dataclass(frozen=True, slots=True)
class Statements:
    desk: Desk
    people: People

    @property
    def acts(self) -> Mapping[str, tuple[View, View]]:
        """Of each its form, and what sending it does."""
        return {
            name: (partial(self._show, name), partial(self._enter, name)) for name in STATEMENTS
        }

    def _show(self, name: str, visit: Visit) -> Response:
        return self._page(visit, about_at(self.desk, self.people, visit), name)

    def _enter(self, name: str, visit: Visit) -> Response:
        about = about_at(self.desk, self.people, visit)
        try:
            told = STATEMENTS[name].read(
                about.pathway, visit.typed.texts, self.people.today(), about.standing_by
            )
            self.people.enter(visit.user, about.code, _by_its_form(told, visit))
        except FormFaults as no:
            return self._page(visit, about, name, no.message, no.faults)
        except CannotDo as no:
            return self._page(visit, about, name, no.message)
        return visit.go_to(f"{path_to(about.code)}?done={name}")

    def _page(
        self,
        visit: Visit,
        about: PersonFile,
        name: str,
        problem: Message | None = None,
        faults: Mapping[str, Message] | None = None,
    ) -> Response:
        statement = STATEMENTS[name]
        return visit.page(
            "desk/statement.html",
            422 if problem else 200,
            about=about, name=name, statement=statement,
            form=statement.form(about.pathway, about.standing_by),
            problem=problem, faults=faults or {}, typed=visit.typed, done=done_at(visit),
            once=new_secret(), sharing=steps_that_share(about.pathway), labels=PERSON_FIELDS,
            roles={role.id: role.title for role in about.pathway.roles},
            control_of=control_of, choices_of=choices_of, areas=Areas(areas=()),
        )  # fmt: skip


def _by_its_form(told: Told, visit: Visit) -> Told:
    form = visit.typed.one(FORM)[:LONGEST_ID] or None
    return replace(told, said=told.said.model_copy(update={"form": form}))
