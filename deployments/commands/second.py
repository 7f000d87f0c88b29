"""What is done by telephone: the second person of an answer, and who is to use it no more."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import App, Parameter

from deployments.options import By, acting, as_kept
from deployments.speaking import tell
from deployments.waking import wake
from domain.casework.answers import confirming
from domain.casework.person.calling_readers import note_called
from domain.texts import say
from tasks.wiring import the_office

GivenBy = Annotated[str, Parameter(help=str(say("Who said it. It is kept sealed.")))]
How = Annotated[Literal["phone", "paper"], Parameter(help=str(say("How it came.")))]


def add_to(app: App) -> None:
    app.command(confirm, help=str(_CONFIRM))
    app.command(refuse, help=str(_REFUSE))
    app.command(called, help=str(_CALLED))


def confirm(reference: str, /, *, given_by: GivenBy, how: How = "phone", by: By = None) -> None:
    woken = confirming.confirm_for_agency(
        the_office(), as_kept(reference), given_by, how, acting(by)
    )
    tell(say("The answer is confirmed and counts."))
    wake(woken)


def refuse(
    reference: str,
    /,
    *,
    given_by: GivenBy,
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    how: How = "phone",
    by: By = None,
) -> None:
    woken = confirming.refuse_for_agency(
        the_office(), as_kept(reference), given_by, how, reason, acting(by)
    )
    tell(say("It is not confirmed and does not count."))
    wake(woken)


def called(reference: str, contact: str, /, *, by: By = None) -> None:
    woken = note_called(the_office(), as_kept(reference), contact, acting(by))
    tell(say("It is noted that you called."))
    wake(woken)


_CALLED = say("Note that you called a contact who has read what may be used no more.")
_CONFIRM = say("Record that a second person at the agency confirmed the answer.")
_REFUSE = say("Record that a second person at the agency did not confirm the answer.")
