from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from deployments.holding import as_held
from deployments.prefect_access import prefect_address
from domain.texts import say
from tasks.wiring import the_settings

app = App(name="worker")


@app.default
def run(
    *,
    prefect_url: Annotated[
        str | None, Parameter(help=str(say("Where Prefect's API is, if not on this machine.")))
    ] = None,
) -> None:
    from deployments.working import work

    settings = as_held(the_settings())
    work(settings, prefect_url or prefect_address(settings))
