from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.areas.area_map import shipped_areas
from domain.days.working_days import vietnam_calendar
from domain.directory.agencies import Assignment
from domain.journey.entering import CannotOpen
from domain.journey.facts import Asked
from domain.journey.state import UNDO
from domain.journey.world import World
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.simulation.casts import random_cast
from domain.simulation.made_up import made_up_directory
from domain.simulation.plays import LONGEST, Listed, Play, Told, Unlisted
from domain.simulation.scripts import ScriptedCast, ScriptFaults, read_script
from domain.simulation.simulating import simulate
from domain.simulation.tallying import tally
from tests.domain.small import ENTRY, choices, pathway, step, yes_no
from tests.strategies import label

START = datetime(2026, 11, 23, 2, tzinfo=UTC)  # Monday, 9:00 in Việt Nam
SMALL = pathway(
    step("verify", form=[yes_no("is_victim"), choices("needs", "health", "school")]),
    step("help", "verify", foreach="verify.needs", role="labour"),
)
DATED = pathway(step("visit", form=[{"id": "day", "kind": "date", "label": label("Day")}]))
FOR_EVER = pathway(
    step("visit", form=[yes_no("over")], repeat={"every": {"months": 1}, "until": "visit.over"})
)


def world_for(played: Pathway) -> World:
    return World(
        made_up_directory(played),
        (),
        vietnam_calendar(),
        shipped_areas(),
        ZoneInfo("Asia/Ho_Chi_Minh"),
        lambda _: None,
    )


def play(played: Pathway, script: str, world: World | None = None) -> Play:
    world = world or world_for(played)
    cast = ScriptedCast(read_script(f"schema: 1\n{script}", played, world), played, world)
    return simulate(played, world, cast, ENTRY, None, START)


def told(found: Play) -> list[tuple[str, int, timedelta]]:
    return [
        (one.kind, one.ordinal, one.at - START) for one in found.happenings if isinstance(one, Told)
    ]


def days(number: float) -> timedelta:
    return timedelta(days=number)


def asked(found: Play) -> list[str]:
    return [str(fact.key) for fact in found.facts if isinstance(fact, Asked)]


def test_what_a_script_says_decides_who_is_asked() -> None:
    found = play(SMALL, "steps: {verify: {after: 2 hours, answer: {needs: [school]}}}")

    assert asked(found) == ["verify/1.1", "help[school]/1.1"]
    assert found.end is not None
    assert found.end.id == "finished"
    assert found.last_at - START == timedelta(days=1, hours=2)


def test_silence_brings_reminders_then_who_is_above_then_the_leads_list() -> None:
    found = play(SMALL, "steps: {verify: {says: silent}}")

    assert told(found) == [
        ("request", 1, days(0)),
        ("reminder", 1, days(7)),
        ("reminder", 2, days(14)),
        ("escalation", 1, days(21)),
    ]
    assert found.waits == (("verify", "no_answer"),)


def test_a_journey_that_waits_for_the_lead_alone_ends_as_that() -> None:
    found = play(SMALL, "steps: {verify: {says: silent}}")

    assert found.end is None
    assert not found.broken_off
    assert found.last_at == START + days(28)


def test_the_lead_rings_up_who_says_nothing() -> None:
    found = play(SMALL, "lead: 2 days\nsteps: {verify: {says: silent}}")

    listed = [(o.about, o.reason) for o in found.happenings if isinstance(o, Listed)]
    settled = [(o.about, o.reason) for o in found.happenings if isinstance(o, Unlisted)]
    assert listed == settled == [("verify", "no_answer")]
    assert found.end is not None
    assert found.last_at == START + days(30)


def test_what_is_declined_by_all_is_skipped_by_the_lead() -> None:
    found = play(SMALL, "lead: 2 days\nsteps: {verify: {says: declined}}")

    assert [fact.kind for fact in found.facts] == [
        "opened", "asked", "answered", "skipped", "closed",
    ]  # fmt: skip


def test_what_would_not_be_safe_waits_for_the_lead_and_says_so() -> None:
    found = play(SMALL, "steps: {verify: {says: declined, because: unsafe}}")

    assert found.waits == (("verify", "unsafe"),)


def test_who_takes_it_on_is_reminded_when_their_day_is_over() -> None:
    """Taken on after a day, for ten days: the reminder of the seventh day comes with the end of
    the eleventh.
    """
    script = "steps: {verify: {says: silent, takes_on: {after: 1 day, within: 10 days}}}"

    found = play(SMALL, script)

    assert [fact.kind for fact in found.facts] == ["opened", "asked", "accepted"]
    reminded = [one.at for one in found.happenings if isinstance(one, Told) and one.ordinal == 1]
    last_day = reminded[1].astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (last_day.date() - START.date(), f"{last_day:%H:%M}") == (days(11), "23:59")


def test_nobody_takes_on_what_has_been_answered_and_awaits_a_second_person() -> None:
    of_two = pathway(step("verify", form=[yes_no("is_victim")], second_person=True))
    script = "steps: {verify: {after: 2 hours, takes_on: {after: 3 hours, within: 10 days}}}"

    found = play(of_two, script)

    assert [fact.kind for fact in found.facts] == ["opened", "asked", "proposed"]


def test_a_round_that_nothing_ends_is_broken_off_after_three_years() -> None:
    found = play(FOR_EVER, "steps: {}")

    assert found.end is None
    assert found.broken_off
    assert len(asked(found)) == 36
    assert found.last_at <= START + LONGEST


def test_a_list_is_gone_through_time_after_time() -> None:
    found = play(FOR_EVER, "steps: {visit: [{answer: {over: no}}, {answer: {over: yes}}]}")

    assert asked(found) == ["visit/1.1", "visit/2.1"]
    assert found.end is not None


def test_who_is_not_named_says_nothing_where_the_script_says_so() -> None:
    found = play(SMALL, "otherwise: silent\nsteps: {verify: {answer: {needs: [health]}}}")

    assert [str(request.key) for request in found.state.waiting] == ["help[health]/1.1"]


def test_where_others_are_silent_so_is_whoever_is_asked_more_often_than_the_script_says() -> None:
    found = play(FOR_EVER, "otherwise: silent\nsteps: {visit: {answer: {over: no}}}")

    assert asked(found) == ["visit/1.1", "visit/2.1"]
    assert [str(request.key) for request in found.state.waiting] == ["visit/2.1"]


@pytest.mark.parametrize("says", ["silent", "declined"])
def test_the_lead_leaves_out_what_the_script_has_it_leave_out(says: str) -> None:
    """Before an answer comes, or once nobody is left to ask."""
    turns = (
        "{says: skipped, after: 2 days}"
        if says == "silent"
        else ("[{says: declined}, {says: skipped, after: 2 days}]")
    )
    found = play(SMALL, f"otherwise: silent\nsteps: {{verify: {turns}}}")

    assert [fact.kind for fact in found.facts if fact.kind in ("skipped", "closed")] == [
        "skipped", "closed",
    ]  # fmt: skip
    assert found.last_at - START == days(2 if says == "silent" else 3)


def test_a_stop_withdraws_what_waits_once_it_can_be_undone_no_more() -> None:
    found = play(SMALL, "otherwise: silent\nstop: {after: 1 day}")

    assert [fact.kind for fact in found.facts] == ["opened", "asked", "stopped", "withdrawn"]
    assert found.last_at - START == days(1) + UNDO
    assert not found.broken_off


def test_a_journey_is_played_until_a_moment_and_says_what_comes_next() -> None:
    world = world_for(SMALL)
    cast = ScriptedCast(read_script("schema: 1\notherwise: silent", SMALL, world), SMALL, world)

    found = simulate(SMALL, world, cast, ENTRY, None, START, until=START + days(8))

    assert told(found)[-1] == ("reminder", 1, days(7))
    assert (found.last_at - START, found.broken_off) == (days(8), False)
    assert found.next_at == START + days(14)


def test_who_will_hold_the_role_later_is_asked_on_that_day() -> None:
    world = world_for(SMALL)
    late = tuple(
        Assignment.model_validate(dict(one) | {"valid_from": date(2027, 3, 1)})
        for one in world.directory.assignments
    )
    world = replace(world, directory=world.directory.model_copy(update={"assignments": late}))

    found = play(SMALL, "steps: {}", world)

    (first,) = (fact.at for fact in found.facts if isinstance(fact, Asked))
    assert first.astimezone(world.zone).replace(minute=0) == datetime(2027, 3, 1, tzinfo=world.zone)


def test_nobody_at_all_waits_for_the_lead() -> None:
    world = world_for(SMALL)
    world = replace(world, directory=world.directory.model_copy(update={"assignments": ()}))

    found = play(SMALL, "steps: {}", world)

    assert found.waits == (("verify", "nobody"),)
    assert tally([found]).nobody == {"verify": 1}


def test_the_same_seed_plays_the_same_and_another_one_another() -> None:
    first, again, other = (by_chance(read("mau_chung"), seed) for seed in ("1", "1", "2"))

    assert first.happenings == again.happenings
    assert first.happenings != other.happenings


@pytest.mark.parametrize("key", [path.stem for path in shipped_pathways()])
def test_by_chance_every_shipped_pathway_comes_to_an_end(key: str) -> None:
    plays = [by_chance(read(key), str(seed), seed) for seed in range(40)]

    assert [found for found in plays if found.end is None and not found.waits] == []
    assert len({found.end.id for found in plays if found.end}) > 1


def test_a_tally_counts_ends_days_and_messages() -> None:
    quick = play(SMALL, "steps: {verify: {after: 4 days}}")
    slow = play(SMALL, "steps: {verify: {after: 10 days}}")
    stuck = play(SMALL, "steps: {verify: {says: silent}}")

    found = tally([quick, slow, stuck])

    assert found.journeys == 3
    assert found.ends == {"finished": 2, None: 1}
    assert (found.median_days, found.longest_days) == (7, 10)
    assert found.slowest == {"verify": 7}
    assert found.told == {"request": 3, "reminder": 3, "escalation": 1}


def test_nobody_comes_in_by_a_way_that_there_is_not() -> None:
    world = world_for(SMALL)

    with pytest.raises(CannotOpen, match="is no entry of"):
        simulate(SMALL, world, random_cast(SMALL, world, "1"), "by_air", None, START)


WRONG_SCRIPTS = [
    # no such step
    ("steps: {verfy: {}}", "steps › verfy: small asks for nothing of this name."),
    # no such item
    ("steps: {'help[food]': {}}", "steps › help[food]: small asks for nothing of this name."),
    # no such field
    (
        "steps: {verify: {answer: {sex: yes}}}",
        "steps › verify › answer › sex: The form has no such field. It has: is_victim, needs.",
    ),
    # no such option
    (
        "steps: {verify: {answer: {needs: [food]}}}",
        "steps › verify › answer › needs: Please choose from these: health (health), "
        "school (school).",
    ),
    # not what the field takes, the second time
    (
        "steps: {verify: [{}, {answer: {is_victim: maybe}}]}",
        "steps › verify › 2 › answer › is_victim: Please choose yes or no.",
    ),
    # an answer with a refusal
    (
        "steps: {verify: {says: declined, answer: {is_victim: yes}}}",
        "steps › verify › answer: This goes only with the answer that it is done.",
    ),
    # a reason to decline with what is done, and one that nobody has
    (
        "steps: {verify: {because: unsafe}}",
        "steps › verify › because: It is not declined for this.",
    ),
    (
        "steps: {verify: {says: declined, because: tired}}",
        "steps › verify › 1: “tired” is not one of the choices here.",
    ),
    # grounds where they cannot be lacking
    (
        "steps: {verify: {says: lacks_grounds}}",
        "steps › verify › says: At this step nobody can say that grounds are lacking.",
    ),
    # no length of time
    ("steps: {verify: {after: soon}}", "“soon” is not a length of time."),
    # too long
    ("otherwise: 99999999 days", "“99999999 days” is not a length of time."),
    # a word of another file
    ("stages: []", "stages: "),
]


@pytest.mark.parametrize(("script", "told"), WRONG_SCRIPTS, ids=lambda text: text[:40])
def test_a_wrong_script_is_told_with_its_place(script: str, told: str) -> None:
    with pytest.raises(ScriptFaults) as caught:
        read_script(f"schema: 1\n{script}", SMALL, world_for(SMALL))

    assert told in str(caught.value.message)


def test_all_that_is_wrong_in_a_script_is_told_at_once() -> None:
    with pytest.raises(ScriptFaults) as caught:
        read_script("schema: 1\nsteps: {one: {}, two: {}}", SMALL, world_for(SMALL))

    assert [fault.place for fault in caught.value.faults] == ["steps › one", "steps › two"]


@pytest.mark.parametrize(
    ("turns", "place"),
    [
        # one day too early
        ("{after: 2 days, answer: {day: 2026-11-26}}", "visit"),
        # of several turns, the one that is played
        ("[{after: 2 days, answer: {day: 2026-11-26}}, {}]", "visit › 1"),
    ],
)
def test_a_date_that_is_yet_to_come_when_it_is_answered_is_told(turns: str, place: str) -> None:
    with pytest.raises(ScriptFaults) as caught:
        play(DATED, f"steps: {{visit: {turns}}}")

    assert str(caught.value.message) == (
        f"steps › {place} › answer › day: This date is in the future. Please check it. "
        "It is answered on 25 November 2026: name no later day, or begin later."
    )


def test_a_date_of_the_day_on_which_it_is_answered_is_played() -> None:
    found = play(DATED, "steps: {visit: {after: 3 days, answer: {day: 2026-11-26}}}")

    assert found.end is not None


def read(key: str) -> Pathway:
    paths: Sequence[Pathway] = [
        whole(read_pathway(path, no_pathways), no_pathways)
        for path in shipped_pathways()
        if path.stem == key
    ]
    return paths[0]


def by_chance(played: Pathway, seed: str, entry: int = 0) -> Play:
    world = world_for(played)
    last = played.no_new_after
    start = min(START, datetime.combine(last, START.timetz())) if last else START
    area = "hai_phong" if played.subject == "site" else None
    way_in = played.entries[entry % len(played.entries)].id
    return simulate(played, world, random_cast(played, world, seed), way_in, area, start)
