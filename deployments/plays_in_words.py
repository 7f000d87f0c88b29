"""A play, told to whoever wrote the pathway: who is asked what, told, reminded, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from domain.directory.addresses import CHANNEL_NAMES
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
    Withdrawn,
)
from domain.journey.world import World
from domain.letters.notices import WAITS_FOR_LEAD, Letter
from domain.pathway.template import Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.simulation.foretelling import skipped_days
from domain.simulation.plays import Arrived, Happening, Listed, Play, Recorded, Told, Unlisted
from domain.simulation.post import Posting, letter_of
from domain.texts import Label, Language, Message, last_moment, moment_text, say
from pages.answer.recorded import value_in_words, verdict_in_words

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Teller:
    """`letters`: every message in full, in the language of who gets it."""

    pathway: Pathway
    world: World
    language: Language
    posting: Posting
    letters: bool

    def told(self, play: Play) -> Iterator[str]:
        yield from self._head(play)
        for at, together in groupby(play.happenings, key=lambda one: one.at):
            lines = [line for one in together for line in self._lines(one)]
            if lines:
                yield ""
                yield moment_text(at, self.world.zone, self.language)
                yield from (f"{INDENT}{line}".rstrip() for line in lines)
        yield ""
        yield self._last(play).in_(self.language)

    def letter(self, one: Arrived) -> Letter:
        return letter_of(one, self.world, self.posting)

    def step(self, name: str) -> Message | Label:
        """`step` or `step[item]` by its title."""
        step_id, _, item = name.rstrip("]").partition("[")
        title = self.pathway.title_of(step_id)
        step = self.pathway.by_id.get(step_id)
        label = self.pathway.item_label(step, item) if step is not None and item else None
        return say("{step} ({item})", step=title, item=label) if label is not None else title

    def _agency_of(self, contact: Contact) -> Label:
        agency = self.world.directory.agency_of(contact.id)
        return agency.title if agency else Label(vi=contact.name, en=contact.name)

    def _head(self, play: Play) -> Iterator[str]:
        entry = self.pathway.entry(play.entry)
        area = self.world.areas.get(play.area) if play.area else None
        yield say("Way in: {entry} ({id})", entry=entry.title, id=entry.id).in_(self.language)
        if area is not None:
            yield say("Area: {area}", area=area.title).in_(self.language)

    def _lines(self, one: Happening) -> Iterator[str]:
        match one:
            case Recorded(fact=fact):
                yield from (line.in_(self.language) for line in self._of_fact(fact))
            case Told():
                yield from self._of_message(one)
            case Arrived():
                yield from self._of_letter(one) if self.letters else ()
            case Listed():
                yield from self._of_list(one)
            case Unlisted():
                line = say("Off the lead's list: {step}", step=self.step(one.about))
                yield line.in_(self.language)

    def _of_fact(self, fact: AnyFact) -> Iterator[Message]:
        match fact:
            case Opened():
                yield say("The journey begins.")
            case Asked():
                yield self._asked(fact)
                yield from self._beside(fact)
            case Proposed() | Answered():
                yield from self._of_answer(fact)
            case Accepted():
                step = self.step(unit_name(fact.key))
                yield say("Taken on: {step}, to be done by {date}", step=step, date=fact.until)
            case Withdrawn():
                yield say("Withdrawn: {step}", step=self.step(unit_name(fact.key)))
            case Skipped():
                step = self.step(unit_name(RequestKey(fact.step, fact.item)))
                yield say("The lead lets the journey go on without: {step}", step=step)
            case Reassigned():
                agency = self.world.directory.agency(fact.agency)
                yield say(
                    "Passed on to {agency}: {step}",
                    agency=agency.title if agency else fact.agency,
                    step=self.step(unit_name(fact.key)),
                )
            case HandedOver():
                yield say("The person is handed over; the next journey of the case begins.")
            case Closed():
                yield say("End: {end}", end=self.pathway.end(fact.end).title)

    def _asked(self, fact: Asked) -> Message:
        agency = self.world.directory.agency(fact.agency)
        return say(
            "Asked: {agency}: {step}. {by_when}",
            agency=agency.title if agency else fact.agency,
            step=self.step(unit_name(fact.key)),
            by_when=_by_when(fact),
        )

    def _beside(self, fact: Asked) -> Iterator[Message]:
        """For which holidays it has longer, and what of the person it may see."""
        for off in skipped_days(fact, self.pathway, self.world):
            yield say("Not counted: {days}.", days=off.in_words)
        if fact.shares:
            names = ", ".join(PERSON_FIELDS[one].in_(self.language) for one in fact.shares)
            yield say("Sees of the person: {fields}.", fields=names)

    def _of_answer(self, fact: Answered | Proposed) -> Iterator[Message]:
        if isinstance(fact, Answered) and fact.proposed_by is not None:
            step = self.step(unit_name(fact.key))
            yield say("A second person has confirmed it: {step}", step=step)
            return
        yield self._answered(fact)
        if isinstance(fact, Proposed):
            yield say("It counts once a second person has confirmed it.")

    def _answered(self, fact: Answered | Proposed) -> Message:
        step = self.pathway.by_id[fact.key.step]
        fields = {asked.id: asked for asked in step.form_for(fact.key.item)}
        said = [
            f"{fields[name].label.in_(self.language)}: {', '.join(words)}"
            for name, value in fact.values.items()
            if (words := value_in_words(fields[name], value, self.world.areas, self.language))
        ]
        how = say("By phone") if fact.how == "phone" else say("Answered")
        return say(
            "{how}: {step}: {verdict}{said}",
            how=how,
            step=self.step(unit_name(fact.key)),
            verdict=verdict_in_words(fact.verdict, fact.reason),
            said="".join(f"\n{INDENT * 3}{line}" for line in said),
        )

    def _of_message(self, one: Told) -> Iterator[str]:
        if one.kind != "request":
            agency = self._agency_of(one.contact)
            step = self.step(unit_name(one.request.key))
            yield _message(one, agency, step).in_(self.language)

    def _of_letter(self, one: Arrived) -> Iterator[str]:
        line = say(
            "To {name}, {agency}, by {channel}:",
            name=one.contact.name,
            agency=self._agency_of(one.contact),
            channel=CHANNEL_NAMES[one.channel],
        )
        yield line.in_(self.language)
        yield from _framed(self.letter(one))

    def _of_list(self, one: Listed) -> Iterator[str]:
        line = say(
            "On the lead's list: {step}: {why}",
            step=self.step(one.about),
            why=WAITS_FOR_LEAD[one.reason],
        )
        yield line.in_(self.language)

    def _last(self, play: Play) -> Message:
        days = (play.last_at - play.began_at).days
        if play.end is not None:
            return say("After {n} days: {end} ({id}).", n=days, end=play.end.title, id=play.end.id)
        if play.broken_off:
            return say("Still under way after {n} days: broken off here.", n=days)
        return say(
            "No end: since {moment} the journey waits for the lead alone.",
            moment=play.last_at.astimezone(self.world.zone),
        )


def _by_when(fact: Asked) -> Message:
    if fact.due_at is None:
        return say("No deadline is set.")
    if fact.due_at <= fact.at:
        return say("To be answered at once.")
    return say(
        "To be answered by {moment}.",
        moment=last_moment(fact.due_at.astimezone(ZoneInfo(fact.zone))),
    )


def _framed(letter: Letter) -> Iterator[str]:
    """Set off from the rest, as it is read on a phone."""
    for line in _as_read(letter).splitlines():
        yield f"{INDENT}│ {line}".rstrip()


def _as_read(letter: Letter) -> str:
    """With what comes behind it, each a message of its own."""
    subject = [letter.subject] if letter.subject else []
    return "\n\n".join([*subject, letter.text.rstrip(), *letter.apart])


def _message(one: Told, agency: Label, step: Message | Label) -> Message:
    match one.kind:
        case "informed":
            return say("For information: {agency}: {step}", agency=agency, step=step)
        case "reminder":
            return say("Reminder {n}: {agency}: {step}", n=one.ordinal, agency=agency, step=step)
        case "countersign":
            return say("To be confirmed by {agency}: {step}", agency=agency, step=step)
        case "escalation":
            return say(
                "Told above, {n}: {agency}: {step} is not answered",
                n=one.ordinal,
                agency=agency,
                step=step,
            )
        case _:
            return say("Told of the withdrawal: {agency}: {step}", agency=agency, step=step)
