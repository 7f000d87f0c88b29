"""Trying a pathway step by step: what is said next, and what has come of it until then. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.clock import day_in
from domain.frozen import Frozen
from domain.journey.carrying import Wait
from domain.journey.facts import RequestKey, Stopped
from domain.journey.state import Request
from domain.journey.world import World
from domain.pathway.forms import fill
from domain.pathway.template import Field, Pathway
from domain.simulation.casts import noted, random_cast
from domain.simulation.examples import Run, began_at, play_run, world_of_run
from domain.simulation.plays import LONGEST, Play
from domain.simulation.post import AS_DESIGNED, Posting
from domain.simulation.prompting import answered, confirmed, left_out, script_of
from domain.simulation.replies import Cast, LeftOut, Promise, Reply
from domain.simulation.scripts import Script, ScriptedCast, Stopping, Stretch, Turn
from domain.simulation.simulating import simulate

SILENT = Script.model_validate({"schema": 1, "otherwise": "silent"})


def as_usual(pathway: Pathway) -> Script:
    """Each question is answered yes, else with as little as the form takes: most journeys end early
    where somebody says no. From the second time on it is no, and the second choice, so that rounds
    come to an end.
    """
    steps = {
        step.id: [{"answer": _usual(step.form, time)} for time in (1, 2)] for step in pathway.steps
    }
    said = {"schema": 1, "otherwise": "1 day", "lead": "2 days", "steps": steps}
    return Script.model_validate(said)


def _usual(form: Sequence[Field], time: int) -> dict[str, bool | str]:
    if time == 1:
        return {asked.id: True for asked in form if asked.kind == "yes_no"}
    return {asked.id: asked.options[:2][-1].id for asked in form if asked.kind == "choice"}


class Begun(Frozen):
    """A run that is tried, and how much time has passed in it."""

    run: Run
    passed: Stretch = timedelta()


@dataclass(frozen=True, slots=True)
class Trial:
    """`pathway` has the steps of its parts in it, `world` is that of the run."""

    begun: Begun
    pathway: Pathway
    world: World
    play: Play
    posting: Posting

    @property
    def now(self) -> datetime:
        return began_at(self.begun.run, self.world) + self.begun.passed


@dataclass(frozen=True, slots=True)
class Say:
    """What comes back now from whoever was asked; as usual, where it says no more than done."""

    key: RequestKey
    turn: Turn


@dataclass(frozen=True, slots=True)
class Confirm:
    """By somebody else at the agency, whom the lead has found."""

    key: RequestKey


@dataclass(frozen=True, slots=True)
class LeaveOut:
    wait: Wait


@dataclass(frozen=True, slots=True)
class Pass:
    """So much time; None: until something happens by itself."""

    stretch: timedelta | None


@dataclass(frozen=True, slots=True)
class Stop:
    unsafe: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """All that is still to be said, to the end: by chance, or as usual where there is no `seed`."""

    seed: str | None


Deed = Say | Confirm | LeaveOut | Pass | Stop | Rest


def trial(begun: Begun, pathway: Pathway, world: World, posting: Posting = AS_DESIGNED) -> Trial:
    """Raises CannotOpen, and ScriptFaults where what was said does not fit any more."""
    until = began_at(begun.run, world) + begun.passed
    play = play_run(begun.run, pathway, world, until=until, posting=posting)
    return Trial(begun, pathway, world_of_run(begun.run, pathway, world), play, posting)


def after(tried: Trial, deed: Deed) -> Begun:
    """Raises KeyError for what does not wait any more, FormFaults, and ScriptFaults."""
    script, play = tried.begun.run.script, tried.play
    match deed:
        case Say(key=key, turn=turn):
            _check(tried, key, turn)
            return _with(tried, answered(script, play, key, _filled(tried, key, turn)))
        case Confirm(key=key):
            return _with(tried, confirmed(script, play, key))
        case LeaveOut(wait=wait):
            return _with(tried, left_out(script, play, wait))
        case Stop(unsafe=unsafe):
            stopping = Stopping(after=_whole(tried.begun.passed), unsafe=unsafe)
            return _with(tried, script.model_copy(update={"stop": stopping}))
        case Pass(stretch=stretch):
            return _later(tried, stretch)
        case Rest(seed=seed):
            return _to_the_end(tried, seed)


def _check(tried: Trial, key: RequestKey, turn: Turn) -> None:
    """Raises KeyError and FormFaults."""
    request = tried.play.state.requests[key]
    if not request.waits or request.proposal is not None:
        raise KeyError(key)
    if turn.says == "done" and turn.answer:
        form = noted(tried.pathway.by_id[key.step].form_for(key.item))
        raw = {name: said for name, said in turn.answer.items() if isinstance(said, tuple)}
        fill(form, raw, tried.world.areas, day_in(request.asked.zone, tried.now))


def _filled(tried: Trial, key: RequestKey, turn: Turn) -> Turn:
    if turn.says != "done" or turn.answer:
        return turn
    answer = _usual(tried.pathway.by_id[key.step].form_for(key.item), key.occurrence)
    return turn.model_copy(update={"answer": answer})


def _with(tried: Trial, script: Script) -> Begun:
    run = tried.begun.run.model_copy(update={"script": script})
    return Begun(run=run, passed=_whole(tried.begun.passed))


def _later(tried: Trial, stretch: timedelta | None) -> Begun:
    began, passed = tried.play.began_at, tried.begun.passed
    if stretch is None:
        stretch = tried.play.next_at - began - passed if tried.play.next_at else timedelta()
    return Begun(run=tried.begun.run, passed=min(_whole(passed + stretch), LONGEST))


def _to_the_end(tried: Trial, seed: str | None) -> Begun:
    run, pathway, world = tried.begun.run, tried.pathway, tried.world
    others: Cast = (
        ScriptedCast(as_usual(pathway), pathway, world)
        if seed is None
        else random_cast(pathway, world, seed)
    )
    cast = _Others(ScriptedCast(run.script, pathway, world), others, tried.now)
    play = simulate(
        pathway, world, cast, run.entry, run.area, tried.play.began_at, posting=tried.posting
    )
    script = script_of(play, run.script)
    passed = LONGEST if play.broken_off else _whole(play.last_at - play.began_at)
    return Begun(run=run.model_copy(update={"script": script}), passed=passed)


@dataclass(frozen=True, slots=True)
class _Others:
    """What the script says; for all else what `others` say, who begin `now`."""

    script: ScriptedCast
    others: Cast
    now: datetime

    def promise(self, request: Request) -> Promise | None:
        return self.script.promise(request)

    def reply(self, request: Request) -> Reply | LeftOut | None:
        said = self.script.reply(request)
        return said if said is not None else self.others.reply(self._from_now(request))

    def rung_up(self, request: Request, now: datetime) -> Reply | None:
        said = self.script.rung_up(request, now)
        return said if said is not None else self.others.rung_up(request, max(now, self.now))

    def settled_at(self, wait: Wait, now: datetime) -> datetime | None:
        at = self.script.settled_at(wait, now)
        return at if at is not None else self.others.settled_at(wait, max(now, self.now))

    def stopped(self, began_at: datetime) -> Stopped | None:
        return self.script.stopped(began_at)

    def _from_now(self, request: Request) -> Request:
        """Nobody says in the past what was not said then."""
        asked = request.asked
        later = asked.model_copy(update={"at": max(asked.at, self.now)})
        return replace(request, asked=later)


def waiting_as(tried: Trial, name: str) -> RequestKey | None:
    """What waits under that name, as a RequestKey writes itself."""
    keys = (request.key for request in tried.play.state.waiting)
    return next((key for key in keys if str(key) == name), None)


def _whole(stretch: timedelta) -> timedelta:
    """In whole minutes, not too early."""
    return -(-stretch // timedelta(minutes=1)) * timedelta(minutes=1)
