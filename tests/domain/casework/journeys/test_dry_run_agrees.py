"""What a dry run shows is what happens: the same script, played and lived through, gives the same
requests, notices and dates, and the same letters to the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.casework.editing.examples import posting_of
from domain.casework.journeys.opening import open_case
from domain.casework.person.consents import enter
from domain.journey.facts import Asked, HandedOver, Stopped
from domain.pathway.template import Pathway, PersonField
from domain.person.consent import AS_GIVEN, NOTHING_AGREED, Given, Ledger
from domain.simulation.casts import random_cast
from domain.simulation.plays import Arrived, Play, Told
from domain.simulation.replies import Cast
from domain.simulation.scripts import Script, ScriptedCast
from domain.simulation.simulating import simulate
from domain.values import Value, Values
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.casework.played_out import (
    facts,
    letters_lived,
    letters_played,
    live,
    messages,
    notices,
    world_of,
)
from tests.domain.ways import WAYS, Way
from tests.domain.ways.way import SHIPPED

AREA = "hai_phong"
AT_NIGHT = datetime(2027, 1, 29, 15, tzinfo=UTC)  # a Friday, 22:00; Tết is from the 4th
LIMITS = (
    "{amount: 5, unit: working_days}",
    "{amount: 24, unit: hours}",
    "{unit: at_once}",
    "{amount: 7, unit: calendar_days}",
)
LONGEST_WAYS: Mapping[str, Way] = {
    f"{key}-{entry.id}": max(
        (way for way in WAYS if (way.pathway.key, way.entry) == (key, entry.id)),
        key=lambda way: len(way.asked),
    )
    for key, pathway in SHIPPED.items()
    for entry in pathway.entries
}
LAI_CHAU = SHIPPED["lai_chau"]
IN_EVERY_RUN = ("hai_phong", "molisa_site")


def mostly_long(names: Iterable[str]) -> list[object]:
    """All of them in the long run; of a kind that takes seconds each, a few in every run."""
    return [
        pytest.param(name, marks=() if name.partition("-")[0] in IN_EVERY_RUN else pytest.mark.long)
        for name in names
    ]


@pytest.mark.parametrize("name", mostly_long(LONGEST_WAYS))
def test_the_way_through_from_each_entry_is_as_it_was_played(here: Bureau, name: str) -> None:
    way = LONGEST_WAYS[name]

    play = agreeing(here, way.pathway, as_script(way), way.entry, AT_NIGHT)

    assert play.end is not None
    assert play.end.id == way.end


@pytest.mark.parametrize("key", mostly_long(SHIPPED))
def test_silence_is_as_it_was_played(here: Bureau, key: str) -> None:
    """Reminders, rungs and other channels, until the lead has rung up for all of it."""
    script = {"schema": 1, "otherwise": "silent", "lead": "3 days"}

    play = agreeing(here, SHIPPED[key], script)

    told = {one.kind for one in play.happenings if isinstance(one, Told)}
    assert {"request", "reminder", "escalation"} <= told
    assert any(one.channel == "sms" for one in play.happenings if isinstance(one, Arrived))


@pytest.mark.parametrize("key", mostly_long(SHIPPED))
def test_refusals_are_as_they_were_played(here: Bureau, key: str) -> None:
    """Of each step the first agency declines; the next one takes it on, and does it."""
    pathway = SHIPPED[key]
    turns = [
        {"says": "declined", "after": "3 hours"},
        {"after": "4 days", "takes_on": {"after": "2 hours", "within": "2 days"}},
    ]
    steps = {step.id: turns for step in pathway.steps if step.declines}

    play = agreeing(here, pathway, {"schema": 1, "lead": "1 day", "steps": steps})

    assert any(fact.key.attempt == 2 for fact in play.facts if isinstance(fact, Asked))


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.long)])
@pytest.mark.parametrize("key", mostly_long(SHIPPED))
def test_answers_by_chance_are_as_they_were_played(here: Bureau, key: str, seed: str) -> None:
    pathway = SHIPPED[key]

    prepare(here, pathway)

    check(here, pathway, random_cast(pathway, world_of(here), seed), pathway.entries[-1].id)


@pytest.mark.parametrize("unsafe", [False, True], ids=["stopped", "unsafe"])
def test_a_stop_is_as_it_was_played(here: Bureau, unsafe: bool) -> None:  # noqa: FBT001
    stop = {"after": "8 hours", "unsafe": unsafe}

    script = {"schema": 1, "otherwise": "silent", "stop": stop}
    play = agreeing(here, SHIPPED["mau_chung"], script, "tu_tro_ve")

    assert [fact.at for fact in play.facts if isinstance(fact, Stopped)]
    told = {one.kind for one in play.happenings if isinstance(one, Told)}
    assert ("halt" if unsafe else "withdrawal") in told


def test_what_the_person_agreed_to_is_shared_as_it_was_played(here: Bureau) -> None:
    pathway = SHIPPED["hai_phong"]

    play = agreeing(here, pathway, as_script(LONGEST_WAYS["hai_phong-tu_tro_ve"]), consent=AS_GIVEN)

    assert any(fact.shares for fact in play.facts if isinstance(fact, Asked))


def test_somebody_is_handed_over_as_it_was_played(here: Bureau) -> None:
    way = next(way for way in WAYS if way.pathway is LAI_CHAU and way.end == "chuyen_tinh_khac")

    play = agreeing(here, LAI_CHAU, as_script(way), way.entry)

    assert any(isinstance(fact, HandedOver) for fact in play.facts)


def agreeing(
    place: Bureau,
    pathway: Pathway,
    script: Mapping[str, object],
    entry: str | None = None,
    start: datetime = MORNING,
    consent: Ledger = NOTHING_AGREED,
) -> Play:
    prepare(place, pathway)
    place.clock.moment = start
    cast = ScriptedCast(Script.model_validate(script), pathway, world_of(place))
    return check(place, pathway, cast, entry or pathway.entries[0].id, consent)


def check(
    place: Bureau,
    pathway: Pathway,
    cast: Cast,
    entry: str,
    consent: Ledger = NOTHING_AGREED,
) -> Play:
    """Play it, live through it, and compare."""
    if (last := pathway.no_new_after) is not None:
        place.clock.moment = min(place.clock.moment, datetime.combine(last, MORNING.timetz()))
    area = AREA if pathway.subject == "site" else None
    world = replace(world_of(place), ledger=consent)
    start, posting = place.clock.moment, posting_of(place.office)
    play = simulate(pathway, world, cast, entry, area, start, posting=posting)

    journey = open_case(place.office, pathway.key, entry, area, by="user:lan")
    if consent.as_given:
        enter(place.office, journey.partition("/")[0], everything(pathway), {}, "lan")
    place.carry(journey)
    live(place, play, journey)

    assert facts(place.office, journey) == list(play.facts)
    assert notices(place, journey) == messages(play)
    assert letters_lived(place, journey) == letters_played(place, play)
    return play


def prepare(place: Bureau, pathway: Pathway) -> None:
    """A province that sets limits and has somebody stand by at night."""
    place.publish(pathway)
    publish_directory(place.office, directory(pathway), "user:lan")
    publish_policy(place.office, policy(pathway), "user:lan")


def directory(pathway: Pathway) -> str:
    """Each role is held by two agencies, each of two contacts: the first is not to be disturbed at
    night, and has a telephone as well.
    """
    quiet = 'quiet_hours: {from: "21:00", until: "06:30"}'
    lines = ["agencies:"]
    roles = [role.id for role in pathway.roles]
    for name in ("tren", *roles, *(f"{role}_khac" for role in roles)):
        above = "null" if name == "tren" else "tren"
        lines += [
            f"  - id: {name}",
            f"    title: {{vi: 'Cơ quan {name}', en: 'Agency {name}'}}",
            f"    above: {above}",
            "    contacts:",
            f"      - {{id: {name}_1, name: Người trực, {quiet}, channels: [{{channel: email,"
            f" target: {name}_1@example.vn}}, {{channel: sms, target: '0912345678'}}]}}",
            f"      - {{id: {name}_2, name: Người trực, channels: [{{channel: email,"
            f" target: {name}_2@example.vn}}]}}",
        ]
    lines.append("assignments:")
    for role in roles:
        lines += [
            f"  - {{role: {role}, agency: {role}, valid_from: 2011-01-01}}",
            f"  - {{role: {role}, agency: {role}_khac, rank: 2, valid_from: 2011-01-01}}",
        ]
    return "\n".join([*lines, ""])


def policy(pathway: Pathway) -> str:
    """Every fifth step has no limit; the others take turns."""
    lines = [
        "schema: 2",
        "key: thu",
        "title: {vi: Thử, en: Trial}",
        "valid_from: 2011-01-01",
        f"receives: {{pathway: {pathway.key}, entry: {pathway.entries[0].id}}}",
        "standby:",
        '  opens: "07:30"',
        '  closes: "17:00"',
        f"  asks: {{{pathway.roles[0].id}: {pathway.roles[-1].id}}}",
        "  source: thử",
        "  origin: design",
        "limits:",
        f"  {pathway.key}:",
    ]
    for number, step in enumerate(pathway.steps):
        if number % 5 < len(LIMITS):
            lines += [
                f"    {step.id}:",
                f"      limit: {LIMITS[number % 5]}",
                "      source: thử",
                "      origin: design",
            ]
    return "\n".join([*lines, ""])


def everything(pathway: Pathway) -> Given:
    roles = tuple(role.id for role in pathway.roles)
    return Given(roles=roles, fields=get_args(PersonField), how="spoken", giver="person")


def as_script(way: Way) -> Mapping[str, object]:
    """Answered after four days, over which Tết may come; what nobody can do the lead leaves out."""
    steps: dict[str, object] = {step: _as_turns(said) for step, said in way.says.items()}
    steps |= {unit: {"says": "skipped", "after": "2 days"} for unit in way.skips}
    return {"schema": 1, "otherwise": "4 days", "lead": "1 day", "steps": steps}


def _as_turns(said: Values | Sequence[Values]) -> list[Mapping[str, object]]:
    return [_turn(said)] if isinstance(said, Mapping) else [_turn(one) for one in said]


def _turn(said: Values) -> Mapping[str, object]:
    answer: dict[str, Value] = {name: value for name, value in said.items() if value is not None}
    return {"after": "4 days", "answer": answer}
