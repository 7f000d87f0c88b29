from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from cyclopts import App

from deployments.commands.reaching import send_trial
from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.areas.area_map import Area
from domain.casework.administration.checking import changes_by, warnings_of
from domain.casework.administration.publishing import (
    areas_in_use,
    check_directory,
    directory_in_use,
    publish_directory,
)
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import to_pass_on
from domain.directory.agencies import Agency, Assignment, Directory
from domain.directory.changes import HOW_IN_WORDS, WHAT_IN_WORDS, Change
from domain.directory.files import write_directory
from domain.directory.succession import Succession
from domain.errors import ReferralError
from domain.reading import text_of
from domain.texts import Message, say
from domain.written import Dated
from tasks.wiring import the_office

app = App(name="directory")
app.command(
    send_trial,
    name="test-message",
    help=str(say("Send a contact a message that is only a test.")),
)


class CannotUseFile(ReferralError):
    """Its name says neither YAML nor a workbook, or it cannot be written."""


@app.command(help=str(say("Put a file, .yaml or .xlsx, in the place of the directory in use.")))
def load(file: Path, /, *, by: By = None) -> None:
    directory = publish_directory(the_office(), _body_of(file), f"user:{acting(by)}")
    tell(
        say(
            "The directory is in use: {agencies} agencies, {assignments} assignments.",
            agencies=len(directory.agencies), assignments=len(directory.assignments),
        )
    )  # fmt: skip
    _pass_on()


@app.command(help=str(say("What is wrong in a file, and what it would change. Nothing is loaded.")))
def check(file: Path | None = None, /, *, as_json: AsJson = False) -> None:
    """Without a file: what should be looked at in the directory in use."""
    office = the_office()
    directory = check_directory(office, _body_of(file)) if file else None
    found = changes_by(office, directory) if directory else ()
    warnings = [fault.message for fault in warnings_of(office, directory)]
    if as_json:
        texts = [warning.in_(site_language()) for warning in warnings]
        give({"changes": [asdict(change) for change in found], "warnings": texts})
        return
    if directory is not None:
        tell(_sound(directory))
        tell(say("It would change this:") if found else say("It would change nothing."))
        if found:
            lay_out([_changed(change) for change in found])
    for warning in warnings:
        tell(say("Please look at this: {warning}", warning=warning))
    if directory is None and not warnings:
        tell(say("There is nothing to look at in the directory in use."))


@app.command(help=str(say("Write the directory in use into a file, .yaml or .xlsx.")))
def export(file: Path, /) -> None:
    with the_office().store.reading() as books:
        directory = directory_in_use(books)
    _write(file, directory)


@app.command(help=str(say("Write an empty workbook, to be filled in and loaded.")))
def template(file: Path, /) -> None:
    _write(file, Directory(agencies=(), assignments=()))


@app.command(help=str(say("The agencies, how each is reached, and which role each holds where.")))
def show(*, as_json: AsJson = False) -> None:
    office = the_office()
    with office.store.reading() as books:
        directory = directory_in_use(books)
    if as_json:
        give(directory.model_dump(mode="json", by_alias=True))
    elif directory.agencies or directory.areas:
        _show(directory)
    else:
        tell(say("The directory is empty. `referral directory load FILE` loads one."))


@app.command(help=str(say("Every area that can be named: those of the sources, and your own.")))
def areas(*, as_json: AsJson = False) -> None:
    with the_office().store.reading() as books:
        known = areas_in_use(books).areas
    if as_json:
        give([area.model_dump(mode="json") for area in known])
    else:
        lay_out([_lies(area) for area in known])


def _show(directory: Directory) -> None:
    tables: list[list[tuple[str, ...]]] = [
        [_lies(area) for area in directory.areas],
        [row for agency in directory.agencies for row in _reached(agency)],
        [_held(assignment) for assignment in directory.assignments],
        [_succeeded(succession) for succession in directory.successions],
    ]
    for place, table in enumerate(filter(None, tables)):
        if place:
            print()
        lay_out(table)


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


def _body_of(file: Path) -> str:
    if _is_workbook(file):
        from domain.workbook.reading import read_workbook

        return write_directory(read_workbook(file))
    return text_of(file)


def _write(file: Path, directory: Directory) -> None:
    if _is_workbook(file):
        from domain.workbook.writing import workbook_of

        content = workbook_of(directory, site_language())
    else:
        content = write_directory(directory).encode()
    if file.exists():
        raise CannotUseFile(
            say("{file} is there already. Choose another name, or delete it first.", file=str(file))
        )
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CannotUseFile(say("{file} cannot be written.", file=str(file))) from error
    tell(say("{file} is written.", file=str(file)))


def _is_workbook(file: Path) -> bool:
    """By the ending of its name. Raises CannotUseFile for what is YAML neither."""
    ending = file.suffix.lower()
    if ending not in {".xlsx", ".yaml", ".yml"}:
        raise CannotUseFile(
            say("{file}: a directory is a file that ends in .yaml or in .xlsx.", file=file.name)
        )
    return ending == ".xlsx"


def _sound(directory: Directory) -> Message:
    return say(
        "The directory is sound: {areas} areas of its own, {agencies} agencies, {assignments}"
        " assignments.",
        areas=len(directory.areas), agencies=len(directory.agencies),
        assignments=len(directory.assignments),
    )  # fmt: skip


def _changed(change: Change) -> tuple[str, ...]:
    how = HOW_IN_WORDS[change.how].in_(site_language())
    what = WHAT_IN_WORDS[change.what].in_(site_language())
    return f"  {how}", what, change.name, change.last.isoformat() if change.last else ""


def _reached(agency: Agency) -> list[tuple[str, ...]]:
    return [
        (agency.id, agency.title.in_(site_language()), contact.id, address.channel, address.target)
        for contact in agency.contacts
        for address in contact.channels
    ]


def _lies(area: Area) -> tuple[str, ...]:
    beyond = f"→ {area.became}" if area.became else ""
    title = area.title.in_(site_language())
    return area.id, title, area.kind, area.parent or "", _days(area), beyond


def _held(assignment: Assignment) -> tuple[str, ...]:
    where = assignment.area or say("everywhere").in_(site_language())
    rank, days = str(assignment.rank), _days(assignment)
    return assignment.role, where, assignment.agency, rank, days


def _days(dated: Dated) -> str:
    first = dated.valid_from.isoformat() if dated.valid_from > date.min else "…"
    last = dated.valid_to.isoformat() if dated.valid_to else "…"
    return f"{first} – {last}"


def _succeeded(succession: Succession) -> tuple[str, ...]:
    day, successors = succession.on.isoformat(), ", ".join(succession.to)
    return day, f"{succession.agency} → {successors}", succession.legal_basis
