"""A cast for a simulation that answers by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.journey.carrying import Wait
from domain.journey.facts import Verdict
from domain.journey.state import Request
from domain.journey.world import World
from domain.pathway.forms import fill
from domain.pathway.template import FREE_TEXT, Field, Pathway
from domain.simulation.replies import Promise, Reply

SILENT, REFUSED, PROMPT = 0.06, 0.06, 0.25
"""Of all requests: never answered by themselves, refused, answered within four hours (design)."""

MOST_DAYS = 8
OPENS, OPEN_MINUTES = time(8), 9 * 60


@dataclass(frozen=True, slots=True)
class RandomCast:
    """Any answer that the form takes, at once or within eight working days, in office hours.

    What stands on the lead's list is settled within three working days.
    """

    pathway: Pathway
    world: World
    chance: Random

    def promise(self, request: Request) -> Promise | None:
        return None

    def reply(self, request: Request) -> Reply | None:
        luck, at = self.chance.random(), request.asked.at
        if luck < SILENT:
            return None
        if luck < SILENT + REFUSED:
            return self._refusal(request, self._in_days(at, request.asked.zone, MOST_DAYS))
        if luck < SILENT + REFUSED + PROMPT:
            return self._answer(request, at + timedelta(minutes=self.chance.randint(5, 240)))
        return self._answer(request, self._in_days(at, request.asked.zone, MOST_DAYS))

    def rung_up(self, request: Request, now: datetime) -> Reply | None:
        return self._answer(request, self._in_days(now, request.asked.zone, 3))

    def settled_at(self, wait: Wait, now: datetime) -> datetime | None:
        return self._in_days(now, self.world.zone.key, 3)

    def stopped(self, began_at: datetime) -> None:
        return None

    def _refusal(self, request: Request, at: datetime) -> Reply:
        step = self.pathway.by_id[request.key.step]
        verdicts: list[Verdict] = ["declined", "failed"]
        if step.may_lack_grounds:
            verdicts.append("lacks_grounds")
        verdict = self.chance.choice(verdicts)
        because = self.chance.choice(step.declines) if verdict == "declined" else None
        return Reply(at, verdict, {}, because)

    def _answer(self, request: Request, at: datetime) -> Reply:
        day = at.astimezone(ZoneInfo(request.asked.zone))
        form = noted(self.pathway.by_id[request.key.step].form_for(request.key.item))
        raw = {asked.id: self._drawn(asked, day) for asked in form}
        return Reply(at, "done", fill(form, raw, self.world.areas, day.date()).values)

    def _in_days(self, after: datetime, zone: str, most: int) -> datetime:
        """At some time of the office's day, one to `most` working days later."""
        day = after.astimezone(ZoneInfo(zone)).date()
        day = self.world.calendar.nth_working_day_after(day, self.chance.randint(1, most))
        opens = datetime.combine(day, OPENS, ZoneInfo(zone))
        at = opens + timedelta(minutes=self.chance.randrange(OPEN_MINUTES))
        return at.astimezone(after.tzinfo)

    def _drawn(self, asked: Field, day: datetime) -> Sequence[str]:
        if asked.kind == "choices":
            return [option.id for option in asked.options if self.chance.random() < 1 / 2]
        if asked.kind == "file":
            return ()
        if not asked.required and self.chance.random() < 1 / 3:
            return ()
        return (self._one(asked, day),)

    def _one(self, asked: Field, day: datetime) -> str:
        chance = self.chance
        match asked.kind:
            case "choice":
                return chance.choice(asked.options).id
            case "yes_no":
                return chance.choice(("yes", "no"))
            case "date":
                return (day - timedelta(days=chance.randrange(3))).date().isoformat()
            case "area":
                return chance.choice(self.world.areas.on(day.date())).id
            case "money":
                return str(chance.randint(1, 40) * 500_000)
        return str(chance.randint(0, 12))


def random_cast(pathway: Pathway, world: World, seed: str) -> RandomCast:
    """The same seed always plays the same."""
    return RandomCast(pathway, world, Random(seed))  # noqa: S311 - nothing here is secret


def noted(form: Sequence[Field]) -> tuple[Field, ...]:
    """The fields that stand in a fact. What is written freely is sealed, and decides nothing."""
    return tuple(asked for asked in form if asked.kind not in FREE_TEXT)
