from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from deployments.commands.versions import move, move_back
from deployments.options import By, acting, named_journey
from deployments.speaking import tell
from deployments.waking import wake
from domain.casework.journeys import halting
from domain.texts import say
from tasks.wiring import the_office

app = App(name="journey")
app.command(move, help=str(say("Let journeys go on by another version of their pathway.")))
app.command(
    move_back,
    name="move-back",
    help=str(say("Undo the last move, within 24 hours and while nothing was answered.")),
)


@app.command(help=str(say("Stop asking and reminding. Answers are still received.")))
def pause(
    journey: str,
    /,
    *,
    stop_clocks: Annotated[
        bool, Parameter(negative="", help=str(say("Let no time run against a limit meanwhile.")))
    ] = False,
    by: By = None,
) -> None:
    woken = halting.pause(the_office(), named_journey(journey), acting(by), clocks_stop=stop_clocks)
    tell(say("Journey {journey} is paused.", journey=woken))
    wake(woken)


@app.command(help=str(say("End a pause, or undo a stop within ten minutes.")))
def resume(journey: str, /, *, by: By = None) -> None:
    woken = halting.resume(the_office(), named_journey(journey), acting(by))
    tell(say("Journey {journey} goes on.", journey=woken))
    wake(woken)


@app.command(help=str(say("Stop a journey for good. No link works any more.")))
def stop(
    journey: str,
    /,
    *,
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    unsafe: Annotated[
        bool, Parameter(negative="", help=str(say("At once, with no ten minutes to undo it.")))
    ] = False,
    by: By = None,
) -> None:
    woken = halting.stop(the_office(), named_journey(journey), reason, acting(by), unsafe=unsafe)
    tell(say("Journey {journey} is stopped.", journey=woken))
    if not unsafe:
        tell(
            say("Within ten minutes `referral journey resume {journey}` undoes it.", journey=woken)
        )
    wake(woken)
