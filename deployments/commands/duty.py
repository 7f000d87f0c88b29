from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import App, Parameter

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from deployments.waking import wake
from domain.casework.duties.asking import ask_today
from domain.casework.duties.looking_at_duties import DutyLine, every_duty, rounds_of
from domain.pathway.template import Period
from domain.pathway.wording import period_words
from domain.texts import Message, date_text, say
from tasks.wiring import the_office

app = App(name="duty")

InArea = Annotated[str | None, Parameter(help=str(say("In this area alone.")))]


@app.command(name="list", help=str(say("Every duty: how often, when next, how many are open.")))
def list_duties(*, as_json: AsJson = False) -> None:
    duties = every_duty(the_office(), site_language())
    if as_json:
        give([asdict(duty) for duty in duties])
    elif duties:
        lay_out([_row(duty) for duty in duties])
    else:
        tell(say("No published pathway has duties."))


@app.command(help=str(say("The rounds of one duty: where, when, and the journey of each.")))
def show(pathway: str, duty: str, /, *, as_json: AsJson = False) -> None:
    rounds = rounds_of(the_office(), pathway, duty, site_language())
    if as_json:
        give([asdict(one) for one in rounds])
    elif rounds:
        lay_out(
            [
                (
                    date_text(one.begins, site_language()),
                    one.area or "–",
                    one.agency or "–",
                    one.journey,
                    _STANDS[one.status].in_(site_language()),
                )
                for one in rounds
            ]
        )
    else:
        tell(say("This was not asked yet. `referral duty ask` asks it today."))


@app.command(help=str(say("Ask it today, whenever the next time would be.")))
def ask(pathway: str, duty: str, /, *, area: InArea = None, by: By = None) -> None:
    opened = ask_today(the_office(), pathway, duty, f"user:{acting(by)}", area)
    for journey in opened:
        tell(say("Asked: {journey}", journey=journey))
        wake(journey)
    if not opened:
        tell(say("Nothing was asked: it was asked today, or nobody holds the role there."))


def _row(duty: DutyLine) -> tuple[str, ...]:
    words = [
        _how_often(duty),
        say("places: {n}", n=duty.places),
        say("open: {n}", n=duty.open_rounds),
    ]
    if duty.next_on is not None:
        words.insert(1, say("next on {date}", date=duty.next_on))
    return (duty.pathway, duty.duty, duty.title, _said(words))


def _said(words: list[Message]) -> str:
    return ", ".join(word.in_(site_language()) for word in words)


def _how_often(duty: DutyLine) -> Message:
    if duty.months is None and duty.days is None:
        return say("not set")
    return period_words(Period(months=duty.months, days=duty.days))


_STANDS = {"open": say("under way"), "ended": say("ended"), "stopped": say("stopped")}
