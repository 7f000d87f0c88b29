"""A correction that an officer sent to the coordinator: taken over as the answer, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from cyclopts import App, Parameter

from deployments.options import By, acting, as_kept
from deployments.speaking import site_language, tell
from deployments.waking import wake
from domain.casework.answers import sent_corrections
from domain.casework.answers.confirming import awaits_second
from domain.casework.desk import reviewing
from domain.casework.desk.consulting import Consulted
from domain.casework.desk.dependents import Dependent, Stands
from domain.texts import Message, say
from tasks.wiring import the_office


def add_to(app: App) -> None:
    app.command(take_over, name="take-over", help=str(_TAKE_OVER))
    app.command(leave, help=str(_LEAVE))
    app.command(review, help=str(_REVIEW))


def take_over(reference: str, /, *, by: By = None) -> None:
    kept = as_kept(reference)
    woken = sent_corrections.take_over(the_office(), kept, acting(by))
    if awaits_second(the_office(), kept.partition("@")[0]):
        tell(say("Recorded. It counts once a second person at the agency has confirmed it."))
    else:
        tell(say("The correction is the answer now, and whoever sent it is told."))
    wake(woken)


def leave(
    reference: str,
    /,
    *,
    text: Annotated[
        str,
        Parameter(help=str(say("The reply. It is kept sealed; the agency reads it on its page."))),
    ],
    by: By = None,
) -> None:
    woken = sent_corrections.leave_the_answer(the_office(), as_kept(reference), text, acting(by))
    tell(
        say(
            "The answer stays as it is. Whoever sent a correction is told, while they are at the"
            " agency."
        )
    )
    wake(woken)


def review(reference: str, /, *, by: By = None) -> None:
    woken = reviewing.review(the_office(), as_kept(reference), acting(by))
    tell(say("It is recorded that you have looked through them."))
    wake(woken)


def show_dependents(dependents: Sequence[Dependent]) -> None:
    for stands, title in _RESTING.items():
        found = [each for each in dependents if each.stands == stands]
        if found:
            tell(title, indent=2)
        for each in found:
            words = (each.what.in_(site_language()), each.agency.in_(site_language()))
            print("    " + "  ".join((each.id, *words)))


def dependents_as_data(seen: Consulted) -> list[dict[str, str]]:
    return [{"id": each.id, "stands": each.stands} for each in seen.dependents]


_RESTING: Mapping[Stands, Message] = {
    "open": say("Still open and resting on this answer:"),
    "answered": say("Answered already and resting on this answer:"),
    "before": say("Answered on the earlier finding; look whether they must be asked again:"),
}
_TAKE_OVER = say("Make what an officer sent as a correction the answer. Read it first: `show`.")
_REVIEW = say("Write down that you looked through what was answered before a correction.")
_LEAVE = say("Leave the answer as it is, and say why to whoever sent a correction.")
