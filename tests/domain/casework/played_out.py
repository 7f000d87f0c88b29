"""A play lived through: its answers at their moments in a database, and all else by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying, Submission
from domain.casework.desk.coordinating import Proxy, answer_for_agency, skip
from domain.casework.dossier import Dossier
from domain.casework.editing.examples import posting_of
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.halting import stop
from domain.casework.journeys.passing_on import pass_on_to, to_pass_on
from domain.casework.journeys.sweeping import unopened_notices
from domain.casework.letters.unopened import try_next_channel
from domain.casework.office import Office
from domain.journey.facts import (
    Accepted,
    Answered,
    AnyFact,
    HandedOver,
    Proposed,
    Reassigned,
    Skipped,
    Stopped,
)
from domain.journey.world import World
from domain.pathway.template import FREE_TEXT, Pathway
from domain.simulation.made_up import CASE_CODE, JOURNEY
from domain.simulation.plays import Arrived, Listed, Play, Recorded, Told
from domain.simulation.post import letter_of
from domain.values import Value
from tests.domain.casework.bureau import Bureau

Done = Proposed | Answered | Accepted | Skipped | Stopped | Reassigned
Said = set[tuple[object, ...]]
TOKEN = re.compile(r"(?<=/a/)[\w-]+")


@dataclass(frozen=True, order=True)
class Letter:
    """As it came to somebody's telephone or mailbox."""

    at: datetime
    channel: str
    contact: str
    subject: str
    text: str
    apart: tuple[str, ...]


def world_of(place: Bureau) -> World:
    with place.office.store.reading() as books:
        return world_in_use(books, place.office)


def live(place: Bureau, play: Play, journey: str | None = None) -> str:
    """What agencies and the lead do comes from the play, each at its moment."""
    journey = journey or place.open(play.pathway, play.entry, play.area)
    for one in play.happenings:
        match one:
            case Recorded(fact=Reassigned(by="plan")) | Listed(reason="split"):
                # A day on which one agency succeeds another: the sweep looks whom that concerns.
                _go_to(place, journey, one.at)
                for each in to_pass_on(place.office):
                    look_at(place.office, each)
            case (
                Recorded(fact=Proposed() | Answered() | Accepted() | Skipped() | Stopped() as fact)
                | Recorded(fact=Reassigned() as fact)
            ):
                _go_to(place, journey, one.at)
                _act(place, journey, fact)
            case _:
                continue
        place.carry(journey)
    last = max(one.at for one in play.happenings)
    _sweep_until(place, journey, last)
    place.clock.moment = last
    _sweep(place)
    return journey


def facts(office: Office, journey: str) -> list[AnyFact]:
    """The case by the code that a simulation makes up for it."""
    with office.store.reading() as books:
        found = [record.fact for record in books.trails.facts(journey)]
    return [
        fact.model_copy(update={"to_journey": JOURNEY.replace("/1", "/2")})
        if isinstance(fact, HandedOver)
        else fact
        for fact in found
    ]


def notices(place: Bureau, journey: str) -> Said:
    """When each was due to be told, of what, and to whom; not on which channel."""
    with place.office.store.reading() as books:
        dossier = Dossier.read(place.office, books, journey)
        keys = {dossier.request_row(key).id: str(key) for key in dossier.state.requests}
        rows = books.notices.of_journey(journey)
        first: dict[tuple[object, ...], datetime] = {}
        for n in rows:
            about = keys.get(n.about, n.about.removeprefix(f"{journey}:"))
            ordinal = n.ordinal if n.kind != "lead" else 1
            # The lead's are told apart by the length of the trail.
            first.setdefault((n.kind, ordinal, n.contact, about, n.about, n.ordinal), n.queued_at)
        return {(at, *said[:4]) for said, at in first.items()}


def messages(play: Play) -> Said:
    said: Said = set()
    for one in play.happenings:
        if isinstance(one, Told):
            said.add((one.at, one.kind, one.ordinal, one.contact.id, str(one.request.key)))
        elif isinstance(one, Listed):
            about = f"{one.about}:{one.reason}"
            said |= {(one.at, "lead", 1, contact.id, about) for contact in one.contacts}
    return said


def plain(text: str, journey: str) -> str:
    """The case by the code that a simulation makes up for it, and no link's secret."""
    return TOKEN.sub("…", text).replace(journey.partition("/")[0], CASE_CODE)


def letters_lived(place: Bureau, journey: str) -> list[Letter]:
    with place.office.store.reading() as books:
        rows = [books.notices.find(one.notices[0].notice_id) for one in place.pile]
    return sorted(
        Letter(
            row.handed_over_at,
            row.channel,
            row.contact,
            plain(one.letter.subject, journey),
            plain(one.letter.text, journey),
            tuple(plain(part, journey) for part in one.letter.apart),
        )
        for row, one in zip(rows, place.pile, strict=True)
        if row is not None and row.journey == journey and row.handed_over_at is not None
    )


def letters_played(place: Bureau, play: Play) -> list[Letter]:
    world, posting = world_of(place), posting_of(place.office)
    arrived = [one for one in play.happenings if isinstance(one, Arrived)]
    found = ((one, letter_of(one, world, posting)) for one in arrived)
    return sorted(
        Letter(one.at, one.channel, one.contact.id, letter.subject, letter.text, letter.apart)
        for one, letter in found
    )


def _go_to(place: Bureau, journey: str, moment: datetime) -> None:
    _sweep_until(place, journey, moment)
    place.clock.moment = moment


def _sweep_until(place: Bureau, journey: str, moment: datetime) -> None:
    while (due := next_due(place.office, journey)) is not None and due < moment:
        place.clock.moment = due
        _sweep(place)


def _sweep(place: Bureau) -> None:
    for notice in unopened_notices(place.office):
        try_next_channel(place.office, notice)
    place.sweep()


def next_due(office: Office, journey: str) -> datetime | None:
    """When something is to be done by itself."""
    with office.store.reading() as books:
        row = books.journeys.find(journey)
        assert row is not None
        looks = [
            notice.look_at
            for notice in books.notices.of_journey(journey)
            if notice.status in ("queued", "handed_over")
        ]
        return min((at for at in (row.next_due_at, *looks) if at is not None), default=None)


def _act(place: Bureau, journey: str, fact: Done) -> None:
    match fact:
        case Skipped():
            named = f"{fact.step}[{fact.item}]" if fact.item else fact.step
            skip(place.office, f"{journey}:{named}", "Không tìm được cơ quan", "lead")
        case Stopped():
            stop(place.office, journey, "Không còn cần nữa", "lead", unsafe=fact.unsafe)
        case Reassigned():
            pass_on_to(place.office, _request(place, journey, fact), fact.agency, "lead")
        case Accepted():
            token = place.token(_request(place, journey, fact))
            speak_up(place.office, token, Saying("accepted", str(fact.until)))
        case Answered(proposed_by=str()):
            place.confirm(_request(place, journey, fact), contact=int(fact.by[-1]))
        case _:
            _answer(place, journey, fact)


def _answer(place: Bureau, journey: str, fact: Proposed | Answered) -> None:
    request = _request(place, journey, fact)
    with place.office.store.reading() as books:
        pathway = Dossier.read(place.office, books, journey).pathway
    raw = raw_of(pathway, fact)
    reason = "" if fact.verdict == "done" else "Không thuộc địa bàn"
    because = fact.reason or ""
    if fact.how == "link":
        said = raw if fact.verdict == "done" else {}
        place.submit(request, Submission(fact.verdict, said, reason, because=because))
        return
    proxy = Proxy(fact.verdict, raw, reason, "Chị Hoa", "phone", because=because)
    answer_for_agency(place.office, request, proxy, "lead")


def raw_of(pathway: Pathway, fact: Proposed | Answered) -> dict[str, Sequence[str]]:
    """As it was typed; what is written freely has something in it where it must."""
    form = pathway.by_id[fact.key.step].form_for(fact.key.item)
    raw = {name: _typed(value) for name, value in fact.values.items()}
    return raw | {f.id: ["…"] for f in form if f.kind in FREE_TEXT and f.required}


def _request(place: Bureau, journey: str, fact: Proposed | Answered | Accepted | Reassigned) -> str:
    with place.office.store.reading() as books:
        return Dossier.read(place.office, books, journey).request_row(fact.key).id


def _typed(value: Value) -> Sequence[str]:
    match value:
        case None:
            return []
        case bool():
            return ["yes" if value else "no"]
        case tuple():
            return value
        case _:
            return [str(value)]
