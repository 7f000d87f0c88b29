from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from domain.texts import say
from tasks.wiring import the_settings

app = App(name="up")
Port = Annotated[int, Parameter(validator=Number(gte=1, lte=65535))]


@app.default
def run(
    *,
    demo: Annotated[
        bool,
        Parameter(negative="", help=str(say("With made-up agencies and a mailbox to try it out."))),
    ] = False,
    port: Annotated[Port, Parameter(help=str(say("Where the pages are.")))] = 8000,
    prefect_port: Annotated[Port, Parameter(help=str(say("Where Prefect is.")))] = 4200,
) -> None:
    from deployments.up import up

    settings = the_settings()
    chosen: dict[str, object] = {"demo": settings.demo or demo}
    if "base_url" not in settings.model_fields_set:
        chosen["base_url"] = f"http://127.0.0.1:{port}"
    up(settings.model_copy(update=chosen), port, prefect_port)
