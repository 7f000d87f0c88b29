"""What the forms of the dry run say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import ValidationError

from domain.journey.carrying import unit_name
from domain.journey.state import Request
from domain.pathway.template import Step
from domain.simulation.casts import noted
from domain.simulation.examples import Run
from domain.simulation.scripts import Turn
from domain.simulation.trying import SILENT, Say, Trial
from domain.texts import Message, say
from pages.entrance.guarding import NotThere
from pages.entrance.typed import Typed

PASSES: Mapping[str, tuple[Message, timedelta | None]] = {
    "next": (say("Until something happens by itself"), None),
    "hour": (say("One hour"), timedelta(hours=1)),
    "day": (say("One day"), timedelta(days=1)),
    "week": (say("One week"), timedelta(days=7)),
    "month": (say("30 days"), timedelta(days=30)),
}
"""How much time may pass at once."""

SAYS, USUAL = "_says", "_usual"
"""No field of a form begins so."""


def run_typed(typed: Typed) -> Run | None:
    """None where no day is named on which it begins."""
    refused = typed.one("consent") == "refused"
    script = SILENT.model_copy(update={"consent": "refused"}) if refused else SILENT
    try:
        return Run(
            entry=typed.one("entry"),
            area=typed.one("area") or None,
            start=date.fromisoformat(typed.one("start")),
            made_up=typed.one("agencies") != "directory",
            script=script,
        )
    except ValueError:
        return None


def waiting_at(tried: Trial, unit: str) -> Request:
    """Raises NotThere for what does not wait."""
    for request in tried.play.state.waiting:
        if unit_name(request.key) == unit:
            return request
    raise NotThere


def answer_typed(tried: Trial, typed: Typed, unit: str) -> Say | None:
    """As usual: what is filled in is left to the play. None for what nobody can say there. Raises
    NotThere for what does not wait.
    """
    request = waiting_at(tried, unit)
    step = tried.pathway.by_id[request.key.step]
    says, _, because = typed.one(SAYS).partition(":")
    said: dict[str, object] = {"says": says, "because": because or None}
    if says == "done" and not typed.one(USUAL):
        form = noted(step.form_for(request.key.item))
        said["answer"] = {asked.id: typed.all(asked.id) for asked in form}
    turn = _turn(step, said)
    return Say(request.key, turn) if turn is not None else None


def _turn(step: Step, said: Mapping[str, object]) -> Turn | None:
    try:
        turn = Turn.model_validate(said)
    except ValidationError:
        return None
    declined_so = turn.says == "declined" and turn.because in step.declines
    if turn.because is not None and not declined_so:
        return None
    return None if turn.says == "lacks_grounds" and not step.may_lack_grounds else turn
