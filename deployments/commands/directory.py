from __future__ import annotations

from pathlib import Path

from cyclopts import App

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.casework.advancing import look_at
from domain.casework.passing_on import to_pass_on
from domain.casework.publishing import directory_in_use, publish_directory
from domain.directory import Agency, Assignment
from domain.reading import text_of
from domain.succession import Succession
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
    _pass_on()


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
        if directory.successions:
            print()
            lay_out([_succeeded(succession) for succession in directory.successions])
    else:
        tell(say("The directory is empty. `referral directory load FILE` loads one."))


def _pass_on() -> None:
    """What the new directory gives to others. The sweep would do it too, and sends the letters."""
    office = the_office()
    journeys = to_pass_on(office)
    for journey in journeys:
        look_at(office, journey)
    if journeys:
        tell(
            say(
                "What agencies had that are succeeded is passed on, in {n} journeys. Where a person"
                " has to decide, `referral lead list` shows it.",
                n=len(journeys),
            )
        )


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


def _succeeded(succession: Succession) -> tuple[str, ...]:
    day, successors = succession.on.isoformat(), ", ".join(succession.to)
    return day, f"{succession.agency} → {successors}", succession.legal_basis
