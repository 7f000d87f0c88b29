from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.journey.facts import Asked
from domain.person.consent import AS_GIVEN, NOTHING_AGREED, Ledger
from domain.simulation.foretelling import sights, skipped_days, waiting
from domain.simulation.plays import Play
from domain.simulation.scripts import ScriptedCast, read_script
from domain.simulation.simulating import simulate
from tests.domain.simulation.test_simulating import START, days, play, world_for
from tests.domain.small import ENTRY, pathway, step, yes_no
from tests.strategies import Part, label

BEFORE_TET = datetime(2027, 1, 29, 2, tzinfo=UTC)
SHOWN: list[Part] = [{"field": "full_name", "why": label("To verify")}]


def limited(unit: str) -> Part:
    return step("verify", limit={"amount": 7, "unit": unit, "source": "thử"})


def days_lost(unit: str) -> list[int]:
    of = pathway(limited(unit))
    world = world_for(of)
    cast = ScriptedCast(read_script("schema: 1", of, world), of, world)
    found = simulate(of, world, cast, ENTRY, None, BEFORE_TET)
    [asked] = [fact for fact in found.facts if isinstance(fact, Asked)]
    return [off.lost for off in skipped_days(asked, of, world)]


def test_a_deadline_in_working_days_skips_tet() -> None:
    assert days_lost("working_days") == [5]


def test_a_deadline_in_calendar_days_skips_nothing() -> None:
    assert days_lost("calendar_days") == []


def test_what_waits_is_told_with_its_reminders_and_rungs_still_to_come() -> None:
    of = pathway(step("verify"))
    world = world_for(of)
    cast = ScriptedCast(read_script("schema: 1\notherwise: silent", of, world), of, world)

    found = simulate(of, world, cast, ENTRY, None, START, until=START + days(8))

    [one] = waiting(found, world)
    ahead = [(point.tell, point.at - START) for point in one.ahead]
    assert ahead == [("agency", days(14)), ("above", days(21)), ("lead", days(28))]
    assert not one.needs_second


def test_what_only_lacks_a_second_person_says_so() -> None:
    of = pathway(step("verify", form=[yes_no("is_victim")], second_person=True))

    [one] = waiting(play(of, "steps: {}"), world_for(of))

    assert one.needs_second


def shown(consent: Ledger) -> Play:
    of = pathway(step("verify", shares=SHOWN), step("visit", "verify"))
    world = replace(world_for(of), ledger=consent)
    return play(of, "steps: {}", world)


def test_who_is_asked_sees_what_the_person_agreed_to() -> None:
    [sight] = sights(shown(AS_GIVEN))

    assert (sight.agency, sight.about, sight.fields) == ("police", "verify", ("full_name",))
    assert sight.at - START == timedelta()


def test_nobody_sees_what_the_person_has_not_agreed_to() -> None:
    assert sights(shown(NOTHING_AGREED)) == ()
