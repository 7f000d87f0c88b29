from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from domain.journey.facts import RequestKey
from domain.pathway.template import Pathway
from domain.simulation.casts import random_cast
from domain.simulation.examples import Run, play_run
from domain.simulation.plays import Play
from domain.simulation.prompting import answered, left_out, script_of
from domain.simulation.records import record_of, what_became_different
from domain.simulation.scripts import Script, Turn
from domain.simulation.simulating import simulate
from tests.domain.simulation.test_simulating import FOR_EVER, SMALL, START, world_for
from tests.domain.small import ENTRY
from tests.domain.ways.way import SHIPPED

SILENT = Script.model_validate({"schema": 1, "otherwise": "silent"})
VERIFY, VISIT = RequestKey("verify"), RequestKey("visit")


@dataclass
class Try:
    """Somebody tries a pathway, and lets time pass in between."""

    of: Pathway
    script: Script = SILENT
    passed: timedelta = field(default_factory=timedelta)

    @property
    def play(self) -> Play:
        run = Run(entry=ENTRY, start=date(2026, 11, 23), script=self.script)
        return play_run(run, self.of, world_for(self.of), until=START + self.passed)

    def answer(self, key: RequestKey, **turn: object) -> None:
        self.script = answered(self.script, self.play, key, Turn.model_validate(turn))

    @property
    def waiting(self) -> list[str]:
        return [str(request.key) for request in self.play.state.waiting]


def test_what_is_answered_is_asked_no_more_and_what_follows_is() -> None:
    tried = Try(SMALL, passed=timedelta(days=2))

    tried.answer(VERIFY, answer={"needs": ["school"]})

    assert tried.waiting == ["help[school]/1.1"]
    [turn] = tried.script.steps["verify"]
    assert turn.after == timedelta(days=2)


def test_each_time_that_the_same_is_asked_it_is_answered_anew() -> None:
    tried = Try(FOR_EVER)
    tried.answer(VISIT, answer={"over": False})
    tried.passed = timedelta(days=40)

    tried.answer(VISIT._replace(occurrence=2), answer={"over": True})

    assert tried.play.end is not None


def test_what_nobody_can_do_is_left_out_by_the_lead() -> None:
    tried = Try(SMALL)
    tried.answer(VERIFY, says="declined")
    [wait] = tried.play.waits

    tried.script = left_out(tried.script, tried.play, wait)

    assert tried.play.end is not None


def test_what_is_not_asked_is_not_answered_nor_what_does_not_wait_left_out() -> None:
    tried = Try(SMALL)

    with pytest.raises(KeyError):
        tried.answer(VISIT)
    with pytest.raises(KeyError):
        left_out(tried.script, tried.play, ("verify", "declined"))


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_what_was_said_by_chance_is_said_again(key: str, seed: str) -> None:
    """Once it is kept it does not hang on how chance falls in another release."""
    of = SHIPPED[key]
    world = world_for(of)
    start = min(date(2026, 11, 23), of.no_new_after or date.max)
    area = "hai_phong" if of.subject == "site" else None
    entry = of.entries[0].id
    run = Run(entry=entry, area=area, start=start, script=SILENT)
    began = play_run(run, of, world).began_at
    by_chance = simulate(of, world, random_cast(of, world, seed), entry, area, began)

    again = run.model_copy(update={"script": script_of(by_chance, SILENT)})

    def of_facts(play: Play) -> list[tuple[str, object]]:
        return [(fact.kind, fact.at) for fact in play.facts]

    assert of_facts(play_run(again, of, world)) == of_facts(by_chance)
    once = record_of(play_run(again, of, world))
    stored = Run.model_validate_json(again.model_dump_json(by_alias=True))
    assert what_became_different(once, record_of(play_run(stored, of, world))) == ()
