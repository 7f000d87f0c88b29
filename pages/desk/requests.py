"""The page of one thing that was asked or is to be asked, with all that can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from starlette.responses import Response

from domain.casework.administration.publishing import Overtaken
from domain.casework.answers.answering import GIVEN_BY
from domain.casework.answers.confirming import CONFIRMED_BY
from domain.casework.answers.delegating import ADDRESS, NAME
from domain.casework.answers.refusing import REASON
from domain.casework.desk.case_files import JourneyFile, RequestFile
from domain.casework.desk.consulting import Consulted, Wanted
from domain.casework.desk.coordinating import AnsweredAlready, CannotDo, ChangedMeanwhile
from domain.casework.desk.deeds import OfRequest
from domain.casework.desk.looking import NoSuchCase
from domain.casework.dossier import NoSuchJourney
from domain.casework.journeys.passing_on import PassedOn
from domain.casework.person.code_lines import CodeLine
from domain.directory.agencies import DirectoryFaults
from domain.journey.case_words import ANSWERS
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.forms import FormFaults
from domain.pathway.wording import PERSON_FIELDS
from domain.seals.sealing import CannotUnseal
from domain.texts import Label, Language, Message, say
from domain.trail.telling_trail import unit_title
from domain.users.rights import may
from pages.answer.controls import choices_of, control_of
from pages.answer.files import taken_away
from pages.answer.recorded import value_in_words
from pages.answer.said import said_in_words
from pages.desk.cases import OUTSIDE_ITS_ROLE, WORDS, Problem
from pages.desk.deeds_typed import GIVEN_BY as GIVEN, HOW, READ, offers
from pages.desk.desk import Desk
from pages.desk.finding import journey_at, parts_of, path_of, request_at
from pages.desk.people import People
from pages.entrance.guarding import NotThere, View, Visit, address
from pages.entrance.typed import Typed
from pages.rendering import language_of

MEANWHILE = say(
    "This was answered or changed meanwhile; what you typed was not recorded. Please look at what"
    " stands now, and correct it if it is wrong."
)
PLEASE_LOOK = say("Nothing was recorded yet. Please look at the places that are marked.")
SEEN = "_seen"
REFUSED = (CannotDo, DirectoryFaults, Overtaken, CannotUnseal)
GONE = (NoSuchCase, NoSuchJourney)


@dataclass(frozen=True, slots=True)
class Requests:
    desk: Desk
    people: People

    @property
    def acts(self) -> Mapping[str, View]:
        return {name: self._act(name, read) for name, read in READ.items()}

    def show(self, visit: Visit) -> Response:
        return self._page(visit, journey_at(self.desk, visit))

    def read(self, visit: Visit) -> Response:
        """Shown on the page that the button brings: looking at an address shows no answer."""
        file = journey_at(self.desk, visit)
        unit = visit.request.path_params["unit"]
        request_at(file, unit)
        try:
            read = self.desk.read(visit.user, file.id, unit)
        except CannotUnseal as no:
            return self._page(visit, file, Problem("read", no.message))
        except (CannotDo, *GONE):
            raise NotThere from None
        return self._page(visit, file, read=read)

    def take_file(self, visit: Visit) -> Response:
        file = journey_at(self.desk, visit)
        unit, field = visit.request.path_params["unit"], visit.typed.one("_field")
        request_at(file, unit)
        try:
            taken = self.desk.open_file(visit.user, file.id, unit, field)
        except CannotUnseal as no:
            return self._page(visit, file, Problem("read", no.message))
        except (CannotDo, *GONE):
            raise NotThere from None
        return taken_away(taken)

    def make_code(self, visit: Visit) -> Response:
        """Shown on the page that the button brings, and nowhere else."""
        file, unit = journey_at(self.desk, visit), visit.request.path_params["unit"]
        asked, contact = request_at(file, unit), visit.typed.one("contact")
        if asked is None:
            raise NotThere
        known = self.people.codes(visit.user, file.id, asked.number)
        line = next((one for one in known if one.contact == contact), None)
        try:
            code = self.people.make_code(visit.user, file.id, asked.number, contact)
        except CannotDo as no:
            return self._page(visit, file, Problem("code", no.message))
        if line is None:
            raise NotThere
        return visit.page(
            "desk/code.html",
            file=file, asked=asked, path=f"{path_of(file)}/{unit}",
            to=line.reach, code=f"{code[:3]} {code[3:]}",
        )  # fmt: skip

    def _act(self, name: str, read: Callable[[str, Typed], OfRequest]) -> View:
        def act(visit: Visit) -> Response:
            file = journey_at(self.desk, visit)
            unit = visit.request.path_params["unit"]
            request_at(file, unit)
            try:
                deed = read(_as_seen(unit, visit.typed), visit.typed)
                passed_on = self.desk.do(visit.user, file.id, deed)
            except (AnsweredAlready, ChangedMeanwhile):
                return self._page(visit, file, Problem(name, MEANWHILE))
            except FormFaults as no:
                return self._page(visit, file, Problem(name, PLEASE_LOOK, no.faults))
            except REFUSED as no:
                return self._page(visit, file, Problem(name, no.message))
            except GONE:
                raise NotThere from None
            return visit.go_to(f"{path_of(file)}?done={self._done(visit, name, passed_on)}")

        return act

    def _done(self, visit: Visit, name: str, passed_on: PassedOn | None) -> str:
        """An answer may be the first of two only, and an agency one that does not hold the role."""
        if passed_on is not None and passed_on.role is not None:
            return OUTSIDE_ITS_ROLE
        if name not in ("answer", "take-over"):
            return name
        asked = request_at(journey_at(self.desk, visit), visit.request.path_params["unit"])
        return "proposed" if asked is not None and asked.proposed_at is not None else name

    def _page(
        self,
        visit: Visit,
        file: JourneyFile,
        problem: Problem | None = None,
        read: Consulted | None = None,
    ) -> Response:
        unit = visit.request.path_params["unit"]
        asked = request_at(file, unit)
        parts = () if asked else parts_of(file, unit)
        step, _, item = (asked.unit if asked else unit).rstrip("]").partition("[")
        language = language_of(visit.request, visit.language)
        path = f"{path_of(file)}/{asked.number if asked else unit}"
        return visit.page(
            "desk/request.html",
            422 if problem else 200,
            opens_at=address(visit.request, path) if problem is None else None,
            file=file, asked=asked, parts=parts, unit=unit,
            what=asked.what if asked else unit_title(file.told_pathway, step, item or None),
            ask=file.told_pathway.by_id[step].request,
            problem=problem, typed=visit.typed, read=read,
            waits=[wait for wait in file.waits if wait.place == (asked.number if asked else unit)],
            lines=_lines(read, language) if read else (),
            wanted=_wanted(read, read.wanted, language) if read else (),
            refused=_wanted(read, read.refused, language) if read else (),
            said=[said_in_words(each, read.zone) for each in read.said] if read else (),
            files=_files(read) if read else (),
            dependents=self.desk.dependents(visit.user, file.id, asked.number) if asked else (),
            offers=offers(asked) if asked else (),
            shares=[PERSON_FIELDS[share.field] for share in file.told_pathway.by_id[step].shares],
            withheld=[
                PERSON_FIELDS[one]
                for one in self.desk.withheld(visit.user, file.id, step, item or None)
            ],
            codes=self._codes(visit, file, asked),
            due_off=self._day_off(asked.due_on if asked else None),
            wanted_off=self._day_off(asked.time_wanted_until if asked else None),
            agencies=self.desk.agencies(file.id, step, item or None), areas=self.desk.areas(),
            control_of=control_of, choices_of=choices_of, goes_on=step in file.pathway.by_id,
            shown_beside=(REASON, GIVEN, HOW, *(one.id for one in (asked.form if asked else ()))),
            path=path,
            seen=asked.newest_line if asked else 0,
            **WORDS,
        )  # fmt: skip

    def _day_off(self, day: date | None) -> Message | None:
        return self.desk.day_off(day) if day is not None else None

    def _codes(
        self, visit: Visit, file: JourneyFile, asked: RequestFile | None
    ) -> Sequence[CodeLine]:
        if asked is None or not may(visit.user, "act"):
            return ()
        return self.people.codes(visit.user, file.id, asked.number)


def _as_seen(unit: str, typed: Typed) -> str:
    seen = typed.one(SEEN)
    return f"{unit}@{seen}" if seen else unit


Said = tuple[Label | Message, tuple[str, ...]]


def _lines(read: Consulted, language: Language) -> tuple[Said, ...]:
    """The fields of the form as they were answered, and what stands beside them."""
    both: Mapping[str, object] = {**read.values, **read.texts, **read.files}
    of_form = [
        (one.label, value_in_words(one, both[one.id], read.areas, language))
        for one in read.form
        if one.id in both
    ]
    beside = [(label, (read.texts[one],)) for one, label in _BESIDE.items() if one in read.texts]
    because = [] if read.because is None else [DECLINES_IN_WORDS[read.because].in_(language)]
    reasons = (*because, *(read.texts[one] for one in (REASON,) if one in read.texts))
    why = [(say("Reason"), reasons)] if reasons else []
    return (*of_form, *why, *beside)


def _wanted(read: Consulted, wanted: Wanted | None, language: Language) -> tuple[Said, ...]:
    """With its verdict; nothing where there is none."""
    if wanted is None:
        return ()
    instead = replace(
        read,
        because=wanted.because,
        values=wanted.values,
        texts=wanted.texts,
        files=wanted.files,
        form=wanted.form,
    )
    verdict = (say("Answer"), (ANSWERS[wanted.verdict].in_(language),))
    return (verdict, *_lines(instead, language))


def _files(read: Consulted) -> tuple[tuple[str, Label], ...]:
    """The fields of those that can be taken away."""
    both = (read, read.wanted) if read.wanted is not None else (read,)
    there = {one.id: one.label for said in both for one in said.form if one.id in said.files}
    return tuple(there.items())


_BESIDE: Mapping[str, Message] = {
    GIVEN_BY: say("Said by"),
    CONFIRMED_BY: say("Confirmed by"),
    NAME: say("New colleague"),
    ADDRESS: say("Their mail address or phone number"),
}
