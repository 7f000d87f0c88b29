"""The page about a case's person: what is known, agreed to and read; and taking it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import NoSuchCase
from domain.casework.person.consents import Texts
from domain.casework.person.person_files import PersonFile
from domain.casework.person.the_person import Person
from domain.pathway.forms import FormFaults, Raw
from domain.pathway.template import PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent_forms import steps_that_share
from domain.person.identity import IDENTITY
from domain.seals.sealing import CannotUnseal
from domain.texts import Message, say
from pages.desk.cases import DONE, Problem
from pages.desk.desk import Desk
from pages.desk.finding import journey_at
from pages.desk.people import People
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import Typed

AWAY = "_away"
KEPT: Mapping[str, Message] = {
    "opened": DONE["opened"],
    "details": say("It is kept under seal."),
    "agree": say("It is written down what the person agreed to."),
    "refuse": say("It is written down. No service stops because of it."),
    "override": say("It is written down, and stands out on the page of the case."),
    "withdraw": say(
        "It holds from now on: nobody reads it any more. Please call those who have read it"
        " already, and ask them not to use it: they stand on your list until you note that you"
        " called."
    ),
}
"""What was done just now, by the last part of the address that it was sent to."""

WHAT_FOR: Mapping[PersonField, Message] = {
    "full_name": say("So that an agency finds the right person, where a step needs the name."),
    "birth_date": say("To tell the person from others of the same name; the law's support differs"
                      " by age."),
    "papers": say("To compare with records that there are, or to have papers made."),
    "address": say("For who visits the person, or registers where they live."),
    "phone": say("For who has to call the person. Please fill in safe contact too."),
    "safe_contact": say(
        "For who calls or visits. When may they call, and when not? How: a call, a message, by"
        " whom? Who else may pick up or read along? What must not be said, and what to say"
        " instead?"
    ),
}  # fmt: skip
CONSENTS: Mapping[str, Message] = {
    "consent_given": say("Agreed"),
    "consent_refused": say("Not agreed"),
    "consent_overridden": say("SHOWN WITHOUT CONSENT"),
}
TEXTS: Mapping[str, Message] = {
    "language": say("Language"),
    "witness": say("Witness"),
    "note": say("Note"),
    "reason": say("Reason"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """The sealed texts of one entry."""

    entry: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Persons:
    desk: Desk
    people: People

    def look(self, visit: Visit) -> Response:
        return self._page(visit, about_at(self.desk, self.people, visit))

    def show(self, visit: Visit) -> Response:
        """On the page that the button brings, this once."""
        about = about_at(self.desk, self.people, visit)
        try:
            person = self.people.show(visit.user, about.code)
        except CannotUnseal as no:
            return self._page(visit, about, problem=Problem("show", no.message))
        return self._page(visit, about, person=person)

    def show_entry(self, visit: Visit) -> Response:
        about = about_at(self.desk, self.people, visit)
        entry = visit.typed.one("entry")
        try:
            opened = Opened(entry, self.people.texts_of(visit.user, about.code, entry))
        except CannotUnseal as no:
            return self._page(visit, about, problem=Problem("show", no.message))
        except (CannotDo, NoSuchCase):
            raise NotThere from None
        return self._page(visit, about, opened=opened)

    def withdraw(self, visit: Visit) -> Response:
        about = about_at(self.desk, self.people, visit)
        entries, note = visit.typed.all("entry"), visit.typed.one("note")
        try:
            self.people.withdraw(visit.user, about.code, entries, note)
        except CannotDo as no:
            return self._page(visit, about, problem=Problem("withdraw", no.message))
        return visit.go_to(f"{path_to(about.code)}?done=withdraw")

    def form(self, visit: Visit) -> Response:
        return self._form(visit, about_at(self.desk, self.people, visit))

    def take(self, visit: Visit) -> Response:
        about = about_at(self.desk, self.people, visit)
        try:
            changed = self.people.take(visit.user, about.code, _given(visit.typed))
        except FormFaults as no:
            return self._form(visit, about, no.faults)
        done = "?done=details" if changed else ""
        return visit.go_to(f"{path_to(about.code)}{_next_page(about)}{done}")

    def _page(
        self,
        visit: Visit,
        about: PersonFile,
        person: Person | None = None,
        opened: Opened | None = None,
        problem: Problem | None = None,
    ) -> Response:
        return visit.page(
            "desk/person.html",
            422 if problem else 200,
            about=about, person=person, opened=opened, problem=problem, typed=visit.typed,
            done=done_at(visit), labels=PERSON_FIELDS, consents=CONSENTS, texts=TEXTS,
        )  # fmt: skip

    def _form(
        self, visit: Visit, about: PersonFile, faults: Mapping[str, Message] | None = None
    ) -> Response:
        return visit.page(
            "desk/details.html",
            422 if faults else 200,
            about=about, form=IDENTITY, labels=PERSON_FIELDS, hints=WHAT_FOR, faults=faults or {},
            typed=visit.typed, done=done_at(visit), away=AWAY,
        )  # fmt: skip


def about_at(desk: Desk, people: People, visit: Visit) -> PersonFile:
    """The look is written down. Raises NotThere."""
    about = people.look(visit.user, journey_at(desk, visit).code)
    if about is None:
        raise NotThere
    return about


def path_to(code: str) -> str:
    return f"/desk/cases/{code}/person"


def done_at(visit: Visit) -> Message | None:
    return KEPT.get(visit.request.query_params.get("done", ""))


def _next_page(about: PersonFile) -> str:
    """Who was never asked what they agree to is to be asked now."""
    return "/agree" if not about.entries and steps_that_share(about.pathway) else ""


def _given(typed: Typed) -> Raw:
    """What is left empty stays as it is, unless it is ticked to be taken away."""
    away = typed.all(AWAY)
    texts = {field: typed.one(field) for field in PERSON_FIELDS}
    return {f: [text] if text else [] for f, text in texts.items() if text or f in away}
