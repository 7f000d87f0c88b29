from __future__ import annotations

from pathlib import Path

from cyclopts import App

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.casework.publishing import directory_in_use, publish_directory
from domain.directory import Agency, Assignment
from domain.reading import text_of
from domain.texts import say
from tasks.wiring import the_office

app = App(name="directory")


@app.command(help=str(say("Put a file in the place of the directory in use.")))
def load(file: Path, /, *, by: By = None) -> None:
    directory = publish_directory(the_office(), text_of(file), f"user:{acting(by)}")
    tell(
        say(
            "The directory is in use: {agencies} agencies, {assignments} assignments.",
            agencies=len(directory.agencies), assignments=len(directory.assignments),
        )
    )  # fmt: skip


@app.command(help=str(say("The agencies, how each is reached, and which role each holds where.")))
def show(*, as_json: AsJson = False) -> None:
    office = the_office()
    with office.store.reading() as books:
        directory = directory_in_use(books)
    if as_json:
        give(directory.model_dump(mode="json"))
    elif directory.agencies:
        lay_out([row for agency in directory.agencies for row in _reached(agency)])
        print()
        lay_out([_held(assignment) for assignment in directory.assignments])
    else:
        tell(say("The directory is empty. `referral directory load FILE` loads one."))


def _reached(agency: Agency) -> list[tuple[str, ...]]:
    return [
        (agency.id, agency.title.in_(site_language()), address.channel, address.target)
        for contact in agency.contacts
        for address in contact.channels
    ]


def _held(assignment: Assignment) -> tuple[str, ...]:
    where = assignment.area or say("everywhere").in_(site_language())
    last = assignment.valid_to.isoformat() if assignment.valid_to else "…"
    days = f"{assignment.valid_from.isoformat()} – {last}"
    return assignment.role, where, assignment.agency, str(assignment.rank), days
