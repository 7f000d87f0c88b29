"""A play, told to whoever wrote the pathway: who is asked what, told, reminded, what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.directory.agencies import Contact
from domain.journey.carrying import unit_name
from domain.journey.facts import (
    Accepted,
    Answered,
    AnyFact,
    Asked,
    Closed,
    HandedOver,
    Opened,
    Proposed,
    Reassigned,
    RequestKey,
    Skipped,
    Stopped,
    Withdrawn,
)
from domain.journey.world import World
from domain.letters.notices import WAITS_FOR_LEAD
from domain.pathway.template import Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.simulation.foretelling import skipped_days
from domain.simulation.plays import Arrived, Happening, Listed, Recorded, Told, Unlisted
from domain.texts import Label, Language, Message, last_moment, say
from pages.answer.recorded import value_in_words, verdict_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """`beneath` is what an answer says, field by field."""

    text: Message
    beneath: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    pathway: Pathway
    world: World
    language: Language

    def lines(self, one: Happening) -> Iterator[Line]:
        """None for a letter: it speaks for itself."""
        match one:
            case Recorded(fact=fact):
                yield from self._of_fact(fact)
            case Told():
                if one.kind != "request":
                    yield Line(self._told(one))
            case Listed():
                why = WAITS_FOR_LEAD[one.reason]
                step = self.step(one.about)
                yield Line(say("On the lead's list: {step}: {why}", step=step, why=why))
            case Unlisted():
                yield Line(say("Off the lead's list: {step}", step=self.step(one.about)))
            case Arrived():
                return

    def step(self, name: str) -> Message | Label:
        """`step` or `step[item]` by its title."""
        step_id, _, item = name.rstrip("]").partition("[")
        title = self.pathway.title_of(step_id)
        step = self.pathway.by_id.get(step_id)
        label = self.pathway.item_label(step, item) if step is not None and item else None
        return say("{step} ({item})", step=title, item=label) if label is not None else title

    def agency(self, agency_id: str) -> Label | str:
        agency = self.world.directory.agency(agency_id)
        return agency.title if agency else agency_id

    def agency_of(self, contact: Contact) -> Label:
        agency = self.world.directory.agency_of(contact.id)
        return agency.title if agency else Label(vi=contact.name, en=contact.name)

    def _of_fact(self, fact: AnyFact) -> Iterator[Line]:
        match fact:
            case Opened():
                yield Line(say("The journey begins."))
            case Asked():
                yield from self._asked(fact)
            case Proposed() | Answered():
                yield from self._of_answer(fact)
            case Accepted():
                step, until = self.step(unit_name(fact.key)), fact.until
                yield Line(say("Taken on: {step}, to be done by {date}", step=step, date=until))
            case Withdrawn():
                yield Line(say("Withdrawn: {step}", step=self.step(unit_name(fact.key))))
            case Skipped():
                step = self.step(unit_name(RequestKey(fact.step, fact.item)))
                yield Line(say("The lead lets the journey go on without: {step}", step=step))
            case Reassigned():
                step, agency = self.step(unit_name(fact.key)), self.agency(fact.agency)
                yield Line(say("Passed on to {agency}: {step}", agency=agency, step=step))
            case _:
                yield from self._of_end(fact)

    def _of_end(self, fact: AnyFact) -> Iterator[Line]:
        match fact:
            case Stopped(unsafe=True):
                yield Line(say("The coordinator stops the journey, since it is not safe."))
            case Stopped():
                yield Line(say("The coordinator stops the journey."))
            case HandedOver():
                yield Line(say("The person is handed over; the next journey of the case begins."))
            case Closed():
                yield Line(say("End: {end}", end=self.pathway.end(fact.end).title))

    def _asked(self, fact: Asked) -> Iterator[Line]:
        yield Line(
            say(
                "Asked: {agency}: {step}. {by_when}",
                agency=self.agency(fact.agency),
                step=self.step(unit_name(fact.key)),
                by_when=by_when(fact),
            ),
            tuple(said.in_(self.language) for said in self._beside(fact)),
        )

    def _beside(self, fact: Asked) -> Iterator[Message]:
        """For which holidays it has longer, and what of the person it may see."""
        for off in skipped_days(fact, self.pathway, self.world):
            yield say("Not counted: {days}.", days=off.in_words)
        if fact.shares:
            names = ", ".join(PERSON_FIELDS[one].in_(self.language) for one in fact.shares)
            yield say("Sees of the person: {fields}.", fields=names)

    def _of_answer(self, fact: Answered | Proposed) -> Iterator[Line]:
        if isinstance(fact, Answered) and fact.proposed_by is not None:
            step = self.step(unit_name(fact.key))
            yield Line(say("A second person has confirmed it: {step}", step=step))
            return
        yield self._answered(fact)
        if isinstance(fact, Proposed):
            yield Line(say("It counts once a second person has confirmed it."))

    def _answered(self, fact: Answered | Proposed) -> Line:
        step = self.pathway.by_id[fact.key.step]
        fields = {asked.id: asked for asked in step.form_for(fact.key.item)}
        said = tuple(
            f"{fields[name].label.in_(self.language)}: {', '.join(words)}"
            for name, value in fact.values.items()
            if (words := value_in_words(fields[name], value, self.world.areas, self.language))
        )
        text = say(
            "{how}: {step}: {verdict}",
            how=say("By phone") if fact.how == "phone" else say("Answered"),
            step=self.step(unit_name(fact.key)),
            verdict=verdict_in_words(fact.verdict, fact.reason),
        )
        return Line(text, said)

    def _told(self, one: Told) -> Message:
        agency, step = self.agency_of(one.contact), self.step(unit_name(one.request.key))
        match one.kind:
            case "informed":
                return say("For information: {agency}: {step}", agency=agency, step=step)
            case "reminder":
                return say(
                    "Reminder {n}: {agency}: {step}", n=one.ordinal, agency=agency, step=step
                )
            case "countersign":
                return say("To be confirmed by {agency}: {step}", agency=agency, step=step)
            case "escalation":
                return say(
                    "Told above, {n}: {agency}: {step} is not answered",
                    n=one.ordinal, agency=agency, step=step,
                )  # fmt: skip
            case "halt":
                return say("Told to stop: {agency}: {step}", agency=agency, step=step)
            case _:
                return say("Told of the withdrawal: {agency}: {step}", agency=agency, step=step)


def by_when(fact: Asked) -> Message:
    if fact.due_at is None:
        return say("No deadline is set.")
    if fact.due_at <= fact.at:
        return say("To be answered at once.")
    moment = last_moment(fact.due_at.astimezone(ZoneInfo(fact.zone)))
    return say("To be answered by {moment}.", moment=moment)
