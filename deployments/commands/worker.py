from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from deployments.holding import as_held
from deployments.prefect_access import as_api, prefect_address
from domain.texts import say
from tasks.wiring import the_settings

app = App(name="worker")


@app.default
def run(
    *,
    prefect_url: Annotated[
        str | None,
        Parameter(
            help=str(
                say("Where Prefect is, if not on this machine, such as http://127.0.0.1:4200.")
            )
        ),
    ] = None,
) -> None:
    from deployments.working import work

    settings = as_held(the_settings())
    work(settings, as_api(prefect_url) if prefect_url else prefect_address(settings))
