from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.casework.editing.drafts import NoDraft, save, start, throw_away
from domain.casework.editing.trying import CannotTry, begin, drop, go_on, trial_of
from domain.casework.office import Office
from domain.db.pathway_tables import PathwayTrial
from domain.editing.edits import Put, Remove
from domain.editing.starting import tree_of
from domain.journey.entering import CannotOpen
from domain.journey.facts import RequestKey
from domain.pathway.forms import FormFaults
from domain.simulation.examples import Run
from domain.simulation.plays import LONGEST, MOST, Play
from domain.simulation.scripts import Turn
from domain.simulation.trying import (
    SILENT,
    Confirm,
    Deed,
    LeaveOut,
    Pass,
    Rest,
    Say,
    Stop,
)
from tests.domain.casework.bureau import Bureau
from tests.domain.small import ENTRY, choices, pathway as small, step, yes_no
from tests.strategies import Part

LAN, VI = "user:lan", "user:vi"
PATHWAY = small(
    step("verify", form=[yes_no("is_victim"), choices("needs", "health")], second_person=True),
    step("visit", "verify"),
)
VERIFY, VISIT = RequestKey("verify"), RequestKey("visit")
RUN = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
DONE = Turn()


@pytest.fixture
def office(here: Bureau) -> Office:
    here.publish(PATHWAY)
    start(here.office, tree_of(PATHWAY), LAN)
    begin(here.office, "small", RUN, LAN)
    return here.office


def play(office: Office, *deeds: Deed) -> Play:
    for deed in deeds:
        go_on(office, "small", deed, LAN)
    tried = trial_of(office, "small", LAN)
    assert tried is not None
    return tried.play


def waiting(office: Office, *deeds: Deed) -> list[str]:
    return [str(request.key) for request in play(office, *deeds).state.waiting]


def test_a_trial_begins_with_what_is_asked_first(office: Office) -> None:
    assert waiting(office) == ["verify/1.1"]


def test_each_user_tries_it_alone(office: Office) -> None:
    assert trial_of(office, "small", VI) is None


def test_what_takes_two_waits_until_somebody_has_confirmed_it(office: Office) -> None:
    """Of made-up agencies there is one contact: the lead finds the second."""
    said = Say(VERIFY, Turn.model_validate({"answer": {"is_victim": ["yes"]}}))

    assert waiting(office, said) == ["verify/1.1"]
    assert waiting(office, Confirm(VERIFY)) == ["visit/1.1"]


def test_time_passes_until_something_happens_by_itself(office: Office) -> None:
    found = play(office, Pass(None))

    assert found.last_at - found.began_at == timedelta(days=7)
    assert play(office, Pass(timedelta(days=1))).last_at - found.began_at == timedelta(days=8)


def test_an_answer_comes_when_it_is_given_and_not_before(office: Office) -> None:
    found = play(office, Pass(timedelta(days=3)), Say(VERIFY, Turn(says="declined")))

    [fact] = [fact for fact in found.facts if fact.kind == "answered"]
    assert fact.at - found.began_at == timedelta(days=3)


def test_what_nobody_can_do_is_left_out(office: Office) -> None:
    found = play(office, Say(VERIFY, Turn(says="declined")), LeaveOut(("verify", "declined")))

    assert [str(request.key) for request in found.state.waiting] == ["visit/1.1"]


def test_the_rest_as_usual_comes_to_an_end(office: Office) -> None:
    found = play(office, Pass(timedelta(days=3)), Rest(None))

    assert found.end is not None
    answered = [fact.at - found.began_at for fact in found.facts if fact.kind == "answered"]
    assert answered
    assert min(answered) >= timedelta(days=3)


def test_the_rest_by_chance_is_the_same_each_time_it_is_looked_at(office: Office) -> None:
    found = play(office, Rest("a"))

    assert found.facts == play(office).facts
    assert found.end is not None or found.waits


def test_a_stopped_run_waits_for_nobody(office: Office) -> None:
    assert waiting(office, Stop(unsafe=True)) == []


def test_what_does_not_wait_is_not_answered(office: Office) -> None:
    for deed in (Say(VISIT, DONE), Confirm(VERIFY), LeaveOut(("verify", "nobody"))):
        with pytest.raises(CannotTry):
            go_on(office, "small", deed, LAN)


def test_a_wrong_answer_names_its_field(office: Office) -> None:
    wrong = Say(VERIFY, Turn.model_validate({"answer": {"is_victim": ["perhaps"]}}))

    with pytest.raises(FormFaults) as found:
        go_on(office, "small", wrong, LAN)

    assert set(found.value.faults) == {"is_victim"}


def test_nobody_comes_in_by_a_way_that_there_is_not(office: Office) -> None:
    with pytest.raises(CannotOpen):
        begin(office, "small", RUN.model_copy(update={"entry": "by_air"}), LAN)

    assert waiting(office) == ["verify/1.1"]


def test_a_draft_that_is_not_sound_is_not_tried(office: Office) -> None:
    save(office, "small", 1, [Put(("lead",), "nobody")], LAN)

    with pytest.raises(CannotTry):
        trial_of(office, "small", LAN)


def test_what_was_said_holds_when_the_draft_becomes_another(office: Office) -> None:
    save(office, "small", 1, [Remove(("stages", "stage", "steps", "visit"))], LAN)

    assert play(office, Say(VERIFY, Turn(says="declined"))).waits


def test_a_trial_goes_when_it_is_dropped_and_with_its_draft(office: Office) -> None:
    begin(office, "small", RUN, VI)
    drop(office, "small", LAN)
    assert trial_of(office, "small", LAN) is None

    throw_away(office, "small", 1)

    with pytest.raises(NoDraft):
        begin(office, "small", RUN, VI)
    with office.store.reading() as books:
        assert books.pathway_trials.find("small", VI) is None


def repeating(here: Bureau, days: int, *until: str, form: Part) -> Office:
    """After `verify` one step for each of `until`, which says when it is over."""
    names = [condition.partition(".")[0].rpartition(" ")[2] for condition in until]
    draft = small(
        step("verify"),
        *(
            step(name, "verify", form=[form], repeat={"every": {"days": days}, "until": condition})
            for name, condition in zip(names, until, strict=True)
        ),
    )
    here.publish(draft)
    start(here.office, tree_of(draft), LAN)
    begin(here.office, "small", RUN, LAN)
    return here.office


def calls(of: Play) -> int:
    return sum(key.step == "call" for key in of.state.requests)


def test_a_weekly_step_is_played_for_three_years_and_broken_off(here: Bureau) -> None:
    """As usual nothing is chosen of a list, so it goes on for ever."""
    office = repeating(here, 7, "'home' in call.at", form=choices("at", "home"))

    found = play(office, Rest(None))

    assert found.broken_off
    assert calls(found) > 100
    assert found.last_at - found.began_at == LONGEST
    with pytest.raises(CannotTry, match="broken off"):
        go_on(office, "small", Pass(None), LAN)


def test_daily_steps_are_broken_off_after_so_many_happenings(here: Bureau) -> None:
    daily = [f"'home' in {name}.at" for name in ("call", "ring", "see", "ask")]
    office = repeating(here, 1, *daily, form=choices("at", "home"))

    found = play(office, Rest(None))

    assert found.broken_off
    assert MOST <= len(found.happenings) < MOST + 50
    assert found.last_at - found.began_at < LONGEST


@pytest.mark.parametrize(("over", "rounds"), [("true", 1), ("false", 2)])
def test_rounds_as_usual_come_to_an_end_at_either_word(
    here: Bureau, over: str, rounds: int
) -> None:
    office = repeating(here, 7, f"call.over == {over}", form=yes_no("over"))

    found = play(office, Rest(None))

    assert found.end is not None
    assert calls(found) == rounds


def test_as_usual_says_yes(office: Office) -> None:
    found = play(office, Say(VERIFY, DONE))

    [said] = [fact for fact in found.facts if fact.kind == "proposed"]
    assert said.values["is_victim"] is True


def test_months_and_odd_minutes_pass(office: Office) -> None:
    passed = timedelta(days=200, minutes=7)

    found = play(office, Pass(passed))

    assert found.last_at - found.began_at == passed


def test_a_run_that_cannot_be_read_is_none(office: Office) -> None:
    with office.store.writing() as books:
        books.pathway_trials.put(PathwayTrial(pathway="small", tried_by=LAN, body="{}"))

    assert trial_of(office, "small", LAN) is None
    begin(office, "small", RUN, LAN)
    assert waiting(office) == ["verify/1.1"]
