"""A dry run as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.casework.editing.trying import BROKEN_OFF
from domain.directory.addresses import CHANNEL_NAMES
from domain.journey.carrying import Wait, unit_name
from domain.journey.facts import RequestKey
from domain.letters.notices import WAITS_FOR_LEAD, Letter
from domain.pathway.wording import PERSON_FIELDS
from domain.policy.province_policy import ChasePoint
from domain.simulation.foretelling import Waiting, sights, waiting
from domain.simulation.plays import Arrived, Happening, Listed, Recorded, Told
from domain.simulation.post import letter_of
from domain.simulation.trying import Trial
from domain.texts import Label, Language, Message, say
from pages.admin.trying.story import Line, Story, by_when


@dataclass(frozen=True, slots=True)
class Asked:
    """`ahead` is what happens by itself as long as nothing is said."""

    unit: str
    what: Message | Label
    agency: Label | str
    by_when: Message
    days_off: tuple[Message, ...]
    ahead: tuple[tuple[Message, datetime], ...]
    needs_second: bool


@dataclass(frozen=True, slots=True)
class OnTheList:
    """`asked`: it is a request that waits as well. Only a step can be left out."""

    unit: str
    reason: str
    what: Message | Label
    why: Message
    asked: bool
    can_be_left_out: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message, as a telephone shows it."""

    to: Message
    letter: Letter


@dataclass(frozen=True, slots=True)
class Happened:
    """With the messages that told of it at once."""

    happening: Happening
    lines: Sequence[Line]
    arrivals: list[Arrival]


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    happened: Sequence[Happened]


@dataclass(frozen=True, slots=True)
class Shown:
    now: datetime
    day: int
    asked: Sequence[Asked]
    on_the_list: Sequence[OnTheList]
    moments: Sequence[Moment]
    seen: Mapping[str, Sequence[str]]
    """What of the person each agency could see, in the reader's language."""

    end: Message | None
    next_at: datetime | None


def shown(tried: Trial, language: Language) -> Shown:
    play, story = tried.play, Story(tried.pathway, tried.world, language)
    waits = waiting(play, tried.world)
    return Shown(
        now=play.last_at,
        day=(play.last_at - play.began_at).days,
        asked=[_asked(one, story) for one in waits],
        on_the_list=[_on_the_list(wait, waits, tried, story) for wait in play.waits],
        moments=_moments(tried, story),
        seen=_seen(tried, story, language),
        end=_end(tried),
        next_at=play.next_at,
    )


def _asked(one: Waiting, story: Story) -> Asked:
    request = one.request
    return Asked(
        unit=unit_name(request.key),
        what=story.step(unit_name(request.key)),
        agency=story.agency(request.agency),
        by_when=by_when(request.asked),
        days_off=tuple(off.in_words for off in one.days_off),
        ahead=tuple((_nudge(point), point.at) for point in one.ahead),
        needs_second=one.needs_second,
    )


def _nudge(point: ChasePoint) -> Message:
    match point.tell:
        case "agency":
            return say("Reminder {n}", n=point.ordinal)
        case "above":
            return say("Whoever is above is told")
        case "lead":
            return say("It comes on the lead's list")


def _on_the_list(wait: Wait, waits: Sequence[Waiting], tried: Trial, story: Story) -> OnTheList:
    about, reason = wait
    asked = any(unit_name(one.request.key) == about for one in waits)
    return OnTheList(
        unit=about,
        reason=reason,
        what=story.step(about),
        why=WAITS_FOR_LEAD[reason],
        asked=asked,
        can_be_left_out=not asked and about.partition("[")[0] in tried.pathway.by_id,
    )


def _moments(tried: Trial, story: Story) -> list[Moment]:
    """The newest first."""
    by_time = groupby(tried.play.happenings, key=lambda one: one.at)
    return [Moment(at, _happened(together, tried, story)) for at, together in by_time][::-1]


def _happened(together: Iterable[Happening], tried: Trial, story: Story) -> list[Happened]:
    """A message stands under what it tells of; alone where that was at another time."""
    found: list[Happened] = []
    for one in together:
        if not isinstance(one, Arrived):
            found.append(Happened(one, tuple(story.lines(one)), []))
            continue
        told = (each for each in reversed(found) if each.lines and _tells(one, each.happening))
        under = next(told, None)
        if under is None:
            found.append(under := Happened(one, (), []))
        under.arrivals.append(_arrival(one, tried, story))
    return found


def _tells(message: Arrived, happening: Happening) -> bool:
    match happening:
        case Recorded(fact=fact):
            key: RequestKey | None = getattr(fact, "key", None)
            return key is not None and unit_name(key) in message.about
        case Told(contact=contact, request=request):
            return contact == message.contact and unit_name(request.key) in message.about
        case Listed(about=about, contacts=contacts):
            return about in message.about and message.contact in contacts
        case _:
            return False


def _arrival(one: Arrived, tried: Trial, story: Story) -> Arrival:
    to = say(
        "To {name}, {agency}, by {channel}:",
        name=one.contact.name,
        agency=story.agency_of(one.contact),
        channel=CHANNEL_NAMES[one.channel],
    )
    return Arrival(to, letter_of(one, tried.world, tried.posting))


def _seen(tried: Trial, story: Story, language: Language) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for sight in sights(tried.play):
        agency = story.agency(sight.agency)
        title = agency if isinstance(agency, str) else agency.in_(language)
        fields = {PERSON_FIELDS[field].in_(language): None for field in sight.fields}
        found.setdefault(title, {}).update(fields)
    return {agency: list(fields) for agency, fields in found.items()}


def _end(tried: Trial) -> Message | None:
    """What the run came to; None while it goes on."""
    play = tried.play
    if play.end is not None:
        return say("The journey has ended: {end}", end=play.end.title)
    if play.state.stopped is not None:
        return say("The journey was stopped.")
    return BROKEN_OFF if play.broken_off else None
