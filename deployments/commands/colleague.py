"""What a coordinator decides of a colleague whom an agency named."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from deployments.options import AsJson, By, acting, as_kept
from deployments.speaking import give, tell
from deployments.waking import wake
from domain.casework.answers import delegating
from domain.texts import say
from tasks.wiring import the_office


def add_to(app: App) -> None:
    app.command(show, name="colleague", help=str(_SHOW))
    app.command(confirm, name="confirm-colleague", help=str(_CONFIRM))
    app.command(reject, name="reject-colleague", help=str(_REJECT))


def show(reference: str, /, *, by: By = None, as_json: AsJson = False) -> None:
    named = delegating.newcomer_of(the_office(), as_kept(reference), acting(by))
    channel, target = named.address.channel, named.address.target
    if as_json:
        give({"name": named.name, "channel": channel, "target": target})
    else:
        tell(say("{name}, {channel}: {target}", name=named.name, channel=channel, target=target))


def confirm(reference: str, /, *, by: By = None) -> None:
    woken = delegating.confirm_colleague(the_office(), as_kept(reference), acting(by))
    tell(say("The colleague is in the directory now and has the request."))
    wake(woken)


def reject(
    reference: str,
    /,
    *,
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    by: By = None,
) -> None:
    woken = delegating.reject_colleague(the_office(), as_kept(reference), reason, acting(by))
    tell(say("The colleague is not confirmed. The request stays where it is."))
    wake(woken)


_SHOW = say("Whom an agency named as a new colleague. Each look is written down.")
_CONFIRM = say("Put the new colleague into the directory, and give them the request.")
_REJECT = say("Do not confirm the new colleague; the request stays where it is.")
