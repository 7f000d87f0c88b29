from __future__ import annotations

from dataclasses import asdict

from cyclopts import App

from deployments.options import AsJson
from deployments.speaking import give, lay_out, local_time, site_language, tell
from domain.casework.desk.looking import LeadLine, lead_list
from domain.texts import say
from tasks.wiring import the_office

app = App(name="lead")


@app.command(name="list", help=str(say("What nobody else can move on, what is urgent first.")))
def list_lines(*, as_json: AsJson = False) -> None:
    lines = lead_list(the_office(), site_language())
    if as_json:
        give([asdict(line) for line in lines])
    elif lines:
        lay_out([(one.reference, one.step, _why(one), local_time(one.since)) for one in lines])
    else:
        tell(say("Nothing waits for the coordinator."))


def _why(line: LeadLine) -> str:
    urgent = say("URGENT: {why}", why=line.why).in_(site_language())
    return urgent if line.urgent else line.why
