"""A cast for a simulation that goes by a script: what is answered where, and after how long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field as Described, PlainSerializer, ValidationError

from domain.clock import day_in
from domain.faults import Fault, Faults, Wrong, faults_of, place_of
from domain.frozen import Frozen, Id
from domain.journey.carrying import Wait, unit_name
from domain.journey.facts import Stopped, Verdict
from domain.journey.state import Request
from domain.journey.world import World
from domain.pathway.declining import DeclineReason
from domain.pathway.forms import FormFaults, Raw, fill
from domain.pathway.template import Field, Pathway, Step
from domain.reading import read_yaml
from domain.simulation.casts import noted
from domain.simulation.plays import MOST
from domain.simulation.replies import LEAD, LeftOut, Promise, Reply
from domain.texts import Message, say

FARTHEST = timedelta(days=99_999)


class ScriptFaults(Faults):
    """A script that cannot be played as it is written."""


def _stretch(written: object) -> object:
    if isinstance(written, timedelta):
        return written
    match = re.fullmatch(r"([0-9]{1,7}) ?(minute|hour|day)s?", str(written))
    stretch = timedelta(**{f"{match[2]}s": int(match[1])}) if match is not None else None
    if stretch is None or stretch > FARTHEST:
        raise Wrong(
            say("“{text}” is not a length of time.", text=str(written)),
            say("Write for example: 30 minutes, 2 hours or 7 days."),
        )
    return stretch


def _as_written(stretch: timedelta) -> str:
    """In whole minutes, or what is more of them."""
    minutes = -(-stretch // timedelta(minutes=1))
    for unit, many in (("days", 24 * 60), ("hours", 60)):
        if minutes and minutes % many == 0:
            return f"{minutes // many} {unit}"
    return f"{minutes} minutes"


Stretch = Annotated[timedelta, BeforeValidator(_stretch), PlainSerializer(_as_written)]
SILENT: Literal["silent"] = "silent"


Otherwise = Stretch | Literal["silent"]
Said = bool | int | date | str | tuple[str, ...]
ONE_DAY = timedelta(days=1)


class Taking(Frozen):
    """What is taken on, after some time, to be done within some more: by the end of that day."""

    after: Stretch = timedelta()
    within: Stretch


class Turn(Frozen):
    """What is said one time that the step is asked. `silent`: nothing, ever. `skipped`: the lead
    lets the journey go on without it, so long after it was asked or has come on the list.

    `confirmed`: so long after nobody else at the agency could confirm it, the lead has somebody do
    so by telephone. `because` is why it is declined; without it, the first reason that the step
    has. What the answer leaves out is filled in with as little as the form takes.
    """

    says: Verdict | Literal["silent", "skipped"] = "done"
    because: DeclineReason | None = None
    takes_on: Taking | None = None
    confirmed: Stretch | None = None
    after: Stretch = ONE_DAY
    answer: dict[Id, Said] = Described(default_factory=dict)


NOTHING = Turn(says="silent")


def _turns(written: object) -> object:
    return written if isinstance(written, list | tuple) else [written]


Turns = Annotated[
    tuple[Turn, ...], BeforeValidator(_turns), Described(min_length=1, max_length=MOST)
]


class Stopping(Frozen):
    """The coordinator stops the journey, so long after it began."""

    after: Stretch
    unsafe: bool = False


class Script(Frozen):
    """`steps` by step, or by `step[item]`; a list is gone through time after time, and its last
    holds from then on. Steps that are not named answer with as little as the form takes, after
    `otherwise`; where that is `silent` they say nothing, nor does whoever is asked more often than
    the list is long. `lead` is how soon the lead settles what stands on the list; without it,
    never. `consent`: whether the person agrees to whatever the steps share.
    """

    format: Literal[1] = Described(alias="schema")
    otherwise: Otherwise = ONE_DAY
    lead: Stretch | None = None
    consent: Literal["given", "refused"] = "given"
    stop: Stopping | None = None
    steps: dict[str, Turns] = Described(default_factory=dict)


def read_script(source: str | Path, pathway: Pathway, world: World) -> Script:
    """Raises NotYaml for what cannot be read, ScriptFaults with all that is wrong in it."""
    data = read_yaml(source)
    try:
        script = Script.model_validate(data)
    except ValidationError as error:
        raise ScriptFaults(faults_of(error, data)) from None
    if found := faults_in(script, pathway, world):
        raise ScriptFaults(found)
    return script


@dataclass(frozen=True, slots=True)
class ScriptedCast:
    script: Script
    pathway: Pathway
    world: World
    asked: Counter[str] = field(default_factory=Counter)

    def promise(self, request: Request) -> Promise | None:
        taking = self._turn(unit_name(request.key)).takes_on
        if taking is None:
            return None
        at = request.asked.at + taking.after
        return Promise(at, day_in(request.asked.zone, at + taking.within))

    def reply(self, request: Request) -> Reply | LeftOut | None:
        turn = self._turn(unit_name(request.key))
        self.asked[unit_name(request.key)] += 1
        if turn.says == "silent":
            return None
        at = request.asked.at + turn.after
        if turn.says == "skipped":
            return LeftOut(at)
        return self._reply(request, turn, turn.says, at)

    def rung_up(self, request: Request, now: datetime) -> Reply | None:
        """They say by phone what the script has them say, or that it is done."""
        unit = unit_name(request.key)
        turns = self._turns(unit)
        turn = turns[min(self.asked[unit], len(turns)) - 1]
        after = turn.confirmed if request.proposal is not None else None
        after = self.script.lead if after is None else after
        return self._reply(request, turn, "done", now + after) if after is not None else None

    def settled_at(self, wait: Wait, now: datetime) -> datetime | None:
        turn = self._turn(wait[0])
        if turn.says == "skipped":
            return now + turn.after
        return now + self.script.lead if self.script.lead is not None else None

    def stopped(self, began_at: datetime) -> Stopped | None:
        stop = self.script.stop
        if stop is None:
            return None
        return Stopped(at=began_at + stop.after, unsafe=stop.unsafe, by=LEAD)

    def _turn(self, unit: str) -> Turn:
        """The next time that it is asked."""
        turns, times = self._turns(unit), self.asked[unit]
        if self.script.otherwise == SILENT and times >= len(turns):
            return NOTHING
        return turns[min(times, len(turns) - 1)]

    def _turns(self, unit: str) -> Sequence[Turn]:
        steps, otherwise = self.script.steps, self.script.otherwise
        named = steps.get(unit) or steps.get(unit.partition("[")[0])
        return named or ((Turn(after=otherwise),) if otherwise != SILENT else (NOTHING,))

    def _reply(self, request: Request, turn: Turn, verdict: Verdict, at: datetime) -> Reply:
        step = self.pathway.by_id[request.key.step]
        if verdict != "done":
            return Reply(at, verdict, {}, _because(turn, verdict, step))
        form = noted(step.form_for(request.key.item))
        day = day_in(request.asked.zone, at)
        raw = _raw(turn, form, day, request.asked.area, self.world)
        try:
            filled = fill(form, raw, self.world.areas, day)
        except FormFaults as wrong:
            mend = say("It is answered on {date}: name no later day, or begin later.", date=day)
            raise ScriptFaults([*_unfit(wrong, self._place(request, turn), mend)]) from None
        return Reply(at, "done", filled.values)

    def _place(self, request: Request, turn: Turn) -> str:
        unit = unit_name(request.key)
        turns = self._turns(unit)
        named = unit if unit in self.script.steps else request.key.step
        return _place_of_turn(named, turns, turns.index(turn) + 1)


def faults_in(script: Script, pathway: Pathway, world: World) -> tuple[Fault, ...]:
    """What of it does not fit the pathway; on which day an answer fits is known only in play."""
    return tuple(_misfits(script, pathway, world))


def _misfits(script: Script, pathway: Pathway, world: World) -> Iterator[Fault]:
    for name, turns in script.steps.items():
        step_id, _, item = name.rstrip("]").partition("[")
        step = pathway.by_id.get(step_id)
        if step is None or (item and pathway.item_label(step, item) is None):
            yield Fault(
                place_of("steps", name),
                say("{pathway} asks for nothing of this name.", pathway=pathway.key),
                say("Write a step, or step[item]. `referral pathway show` lists the steps."),
            )
            continue
        for number, turn in enumerate(turns, start=1):
            place = _place_of_turn(name, turns, number)
            yield from _misfit(turn, step, item or None, place, world)


def _misfit(turn: Turn, step: Step, item: str | None, place: str, world: World) -> Iterator[Fault]:
    form = step.form_for(item)
    fields = [asked.id for asked in form]
    if turn.says != "done" and turn.answer:
        yield Fault(
            place_of(place, "answer"),
            say("This goes only with the answer that it is done."),
            say("Leave “answer” out, or write “says: done”."),
        )
    if turn.because is not None and (turn.says != "declined" or turn.because not in step.declines):
        yield Fault(
            place_of(place, "because"),
            say("It is not declined for this."),
            say(
                "Leave “because” out, or write “says: declined” and one of: {reasons}.",
                reasons=", ".join(step.declines),
            ),
        )
    if turn.says == "lacks_grounds" and not step.may_lack_grounds:
        yield Fault(
            place_of(place, "says"),
            say("At this step nobody can say that grounds are lacking."),
            say("Write done, declined, failed or silent."),
        )
    for name in turn.answer:
        if name not in fields:
            yield Fault(
                place_of(place, "answer", name),
                say("The form has no such field."),
                say("It has: {fields}.", fields=", ".join(fields)),
            )
    try:
        # On which day it is answered is known only once it is played.
        fill(form, _raw(turn, form, date(2026, 1, 1), None, world), world.areas, date.max)
    except FormFaults as wrong:
        yield from _unfit(wrong, place, say("Compare it with the form of this step."))


def _unfit(wrong: FormFaults, place: str, mend: Message) -> Iterator[Fault]:
    for name, problem in wrong.faults.items():
        yield Fault(place_of(place, "answer", name), problem, mend)


def _place_of_turn(name: str, turns: Sequence[Turn], number: int) -> str:
    return place_of("steps", name, *([str(number)] if len(turns) > 1 else []))


def _because(turn: Turn, verdict: Verdict, step: Step) -> DeclineReason | None:
    return turn.because or (step.declines[0] if verdict == "declined" else None)


def _raw(turn: Turn, form: Sequence[Field], day: date, area: str | None, world: World) -> Raw:
    somewhere = area or world.areas.areas[0].id
    return {
        asked.id: _typed(turn.answer[asked.id])
        if asked.id in turn.answer
        else _least(asked, day, somewhere)
        for asked in form
    }


def _typed(said: Said) -> Sequence[str]:
    match said:
        case bool():
            return ("yes" if said else "no",)
        case date():
            return (said.isoformat(),)
        case tuple():
            return said
        case _:
            return (str(said),)


def _least(asked: Field, day: date, area: str) -> Sequence[str]:
    if not asked.required or asked.kind in ("choices", "file"):
        return ()
    match asked.kind:
        case "choice":
            return (asked.options[0].id,)
        case "date":
            return (day.isoformat(),)
        case "yes_no":
            return ("no",)
        case "area":
            return (area,)
        case _:
            return ("1",)
