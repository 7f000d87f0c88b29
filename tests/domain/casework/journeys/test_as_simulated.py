"""What a simulation shows is what happens: the same answers at the same moments, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.views import Submission
from domain.casework.desk.coordinating import Proxy, answer_for_agency, skip
from domain.casework.dossier import Dossier
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import pass_on_to, to_pass_on
from domain.journey.facts import Answered, AnyFact, Proposed, Reassigned, Skipped
from domain.journey.world import World
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import FREE_TEXT, Pathway
from domain.simulation.casts import random_cast
from domain.simulation.scripts import ScriptedCast, read_script
from domain.simulation.simulating import Cast, Listed, Play, Recorded, Told, simulate
from domain.values import Value
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.casework.reorganising import (
    FEBRUARY,
    IN_A_CHAIN,
    NEW,
    OLD,
    TO_NEW,
    VERIFY,
    reorganise,
)

PATHWAYS = {path.stem: path for path in shipped_pathways()}
SCRIPT = """
schema: 1
lead: 2 days
steps:
  tiep_can: {answer: {dong_y: yes, can_noi_o: yes, nhu_cau: [y_te, phap_ly]}}
  noi_o: {says: silent}
  dich_vu[phap_ly]: {says: declined, after: 3 hours}
  xac_minh: {after: 16 days}
  ke_hoach: {answer: {huong: ve_gia_dinh, xa: hai_phong}}
  tiep_nhan_tai_xa: {answer: {dong_y_theo_doi: yes}}
  theo_doi:
    - {answer: {tiep_theo: tiep_tuc}}
    - {answer: {tiep_theo: ket_thuc}}
"""
SPLIT = ((OLD, NEW, NEW.replace("agency: new", "agency: other, rank: 2")), (TO_NEW,))
Said = set[tuple[object, ...]]


@pytest.mark.parametrize("key", PATHWAYS)
def test_a_journey_by_chance_is_as_it_was_simulated(here: Bureau, key: str) -> None:
    pathway = read_pathway(PATHWAYS[key])
    here.publish(pathway)
    world = world_of(here)
    play = played(here, pathway, random_cast(pathway, world, "2"), world)

    journey = live(here, play)

    assert facts(here, journey) == list(play.facts)
    assert notices(here, journey) == messages(play)


def test_silence_refusal_and_rounds_are_as_they_were_simulated(here: Bureau) -> None:
    pathway = read_pathway(PATHWAYS["mau_chung"])
    here.publish(pathway)
    world = world_of(here)
    script = read_script(SCRIPT, pathway, world)
    play = played(here, pathway, ScriptedCast(script, pathway, world), world)

    journey = live(here, play)

    assert facts(here, journey) == list(play.facts)
    assert notices(here, journey) == messages(play)
    assert {kind for _, kind, *_ in messages(play)} == {
        "request", "reminder", "escalation", "informed", "lead", "countersign",
    }  # fmt: skip
    assert play.end is not None
    assert play.end.id == "hoan_thanh"


SUCCESSIONS = [
    # one takes over from another, and a third from that one
    (IN_A_CHAIN, "", [("old", "new", "plan"), ("new", "newer", "plan")]),
    # two take over, and the lead decides who has it
    (SPLIT, "lead: 2 days\n", [("old", "new", "user:lead")]),
]


@pytest.mark.parametrize(("directory", "lead", "passed_on"), SUCCESSIONS, ids=["chain", "split"])
def test_a_request_passes_on_as_it_was_simulated(
    here: Bureau,
    directory: tuple[Sequence[str], Sequence[str]],
    lead: str,
    passed_on: list[tuple[str, str, str]],
) -> None:
    here.clock.moment = FEBRUARY
    here.publish(VERIFY)
    reorganise(here, *directory)
    world = world_of(here)
    script = read_script(f"schema: 1\n{lead}otherwise: 200 days", VERIFY, world)
    cast = ScriptedCast(script, VERIFY, world)
    play = simulate(VERIFY, world, cast, VERIFY.entries[0].id, None, FEBRUARY)

    journey = live(here, play)

    moves = [fact for fact in play.facts if isinstance(fact, Reassigned)]
    assert [(move.before, move.agency, move.by) for move in moves] == passed_on
    assert facts(here, journey) == list(play.facts)
    assert notices(here, journey) == messages(play)


def world_of(place: Bureau) -> World:
    with place.office.store.reading() as books:
        return world_in_use(books, place.office)


def played(place: Bureau, pathway: Pathway, cast: Cast, world: World) -> Play:
    last = pathway.no_new_after
    if last is not None:
        place.clock.moment = min(MORNING, datetime.combine(last, MORNING.timetz()))
    area = "hai_phong" if pathway.subject == "site" else None
    return simulate(pathway, world, cast, pathway.entries[0].id, area, place.clock.moment)


def live(place: Bureau, play: Play) -> str:
    """The play's answers and the lead's decisions, each at its moment; all else by itself."""
    journey = place.open(play.pathway, play.entry, play.area)
    for one in play.happenings:
        match one:
            case Recorded(
                fact=Proposed() | Answered() | Skipped() | Reassigned(by="user:lead") as fact
            ):
                go_to(place, journey, one.at)
                act(place, journey, fact)
            case Recorded(fact=Reassigned()) | Listed(reason="split"):
                # A day on which one agency succeeds another: the sweep looks whom that concerns.
                go_to(place, journey, one.at)
                for each in to_pass_on(place.office):
                    look_at(place.office, each)
            case _:
                continue
        place.carry(journey)
    sweep_until(place, journey, play.last_at)
    return journey


def go_to(place: Bureau, journey: str, moment: datetime) -> None:
    sweep_until(place, journey, moment)
    place.clock.moment = moment


def sweep_until(place: Bureau, journey: str, moment: datetime) -> None:
    while (due := next_due(place, journey)) is not None and due < moment:
        place.clock.moment = due
        place.sweep()


def next_due(place: Bureau, journey: str) -> datetime | None:
    with place.office.store.reading() as books:
        row = books.journeys.find(journey)
        assert row is not None
        return row.next_due_at


def act(place: Bureau, journey: str, fact: Proposed | Answered | Skipped | Reassigned) -> None:
    if isinstance(fact, Skipped):
        named = f"{fact.step}[{fact.item}]" if fact.item else fact.step
        skip(place.office, f"{journey}:{named}", "Không tìm được cơ quan", "lead")
        return
    with place.office.store.reading() as books:
        dossier = Dossier.read(place.office, books, journey)
        request = dossier.request_row(fact.key).id
        form = dossier.pathway.by_id[fact.key.step].form_for(fact.key.item)
    if isinstance(fact, Reassigned):
        pass_on_to(place.office, request, fact.agency, "lead")
        return
    if isinstance(fact, Answered) and fact.proposed_by is not None:
        place.confirm(request, contact=int(fact.by[-1]))
        return
    raw = {name: typed(value) for name, value in fact.values.items()}
    raw |= {field.id: ["…"] for field in form if field.kind in FREE_TEXT and field.required}
    reason = "" if fact.verdict == "done" else "Không thuộc địa bàn"
    because = fact.reason or ""
    if fact.how == "link":
        said = raw if fact.verdict == "done" else {}
        place.submit(request, Submission(fact.verdict, said, reason, because=because))
        return
    proxy = Proxy(fact.verdict, raw, reason, "Chị Hoa", "phone", because=because)
    answer_for_agency(place.office, request, proxy, "lead")


def typed(value: Value) -> Sequence[str]:
    match value:
        case None:
            return []
        case bool():
            return ["yes" if value else "no"]
        case tuple():
            return value
        case _:
            return [str(value)]


def facts(place: Bureau, journey: str) -> list[AnyFact]:
    with place.office.store.reading() as books:
        return [record.fact for record in books.trails.facts(journey)]


def notices(place: Bureau, journey: str) -> Said:
    with place.office.store.reading() as books:
        dossier = Dossier.read(place.office, books, journey)
        keys = {dossier.request_row(key).id: str(key) for key in dossier.state.requests}
        return {
            (n.queued_at, n.kind, n.contact, keys.get(n.about, n.about.removeprefix(f"{journey}:")))
            for n in books.notices.of_journey(journey)
        }


def messages(play: Play) -> Said:
    said: Said = set()
    for one in play.happenings:
        if isinstance(one, Told):
            said.add((one.at, one.kind, one.contact.id, str(one.request.key)))
        elif isinstance(one, Listed):
            said |= {(one.at, "lead", c.id, f"{one.about}:{one.reason}") for c in one.contacts}
    return said
