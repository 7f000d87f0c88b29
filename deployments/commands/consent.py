"""`referral case consent`: what the person agreed to, refused and took back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated

from cyclopts import App, Parameter

from deployments.options import AsJson, By, acting, as_kept
from deployments.speaking import give as give_data, local_time, site_language, tell
from deployments.waking import wake
from domain.casework.person.consents import (
    Written,
    consents,
    enter,
    in_force,
    look_at_consent,
    withdraw,
)
from domain.casework.person.reading import Seen, readings
from domain.pathway.template import PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent import Basis, Entry, Given, Giver, How, Overridden, Refused
from domain.person.consent_forms import BASES, GIVERS, HOWS
from domain.texts import say
from tasks.wiring import the_office

app = App(name="consent", help=str(say("What the person agrees to: record, withdraw, list.")))

To = Annotated[
    tuple[str, ...],
    Parameter(name="--to", negative="", help=str(say("A role, by its id. Once for each."))),
]
Fields = Annotated[
    tuple[PersonField, ...],
    Parameter(name="--field", negative="", help=str(say("What may be known. Once for each."))),
]
Steps = Annotated[
    tuple[str, ...],
    Parameter(name="--step", negative="", help=str(say("For this step alone. Once for each."))),
]
Until = Annotated[date | None, Parameter(help=str(say("The last day, such as 2026-12-31.")))]
Note = Annotated[str, Parameter(help=str(say("Anything else to keep. It is kept sealed.")))]


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How it was given, and before whom."""

    how: Annotated[How, Parameter(help=str(say("How it was given.")))]
    giver: Annotated[Giver, Parameter(help=str(say("Who gave it.")))] = "person"
    language: Annotated[str, Parameter(help=str(say("In which language. It is kept sealed.")))] = ""
    witness: Annotated[str, Parameter(help=str(say("Who witnessed it. It is kept sealed.")))] = ""
    note: Note = ""


@app.command(help=str(say("Record what the person agreed to.")))
def give(
    code: str,
    /,
    *,
    to: To,
    fields: Fields,
    told: Told,
    steps: Steps = (),
    until: Until = None,
    by: By = None,
) -> None:
    given = Given(roles=to, fields=fields, steps=steps, until=until, how=told.how, giver=told.giver)
    texts = {"language": told.language, "witness": told.witness, "note": told.note}
    _done(enter(the_office(), code, given, texts, acting(by)))


@app.command(help=str(say("Record what the person does not agree to. It stops no service.")))
def refuse(
    code: str,
    /,
    *,
    to: To,
    fields: Fields,
    steps: Steps = (),
    note: Note = "",
    by: By = None,
) -> None:
    refused = Refused(roles=to, fields=fields, steps=steps)
    _done(enter(the_office(), code, refused, {"note": note}, acting(by)))


@app.command(help=str(say("Show something without consent, on a ground. It stands out.")))
def override(
    code: str,
    /,
    *,
    to: To,
    fields: Fields,
    basis: Annotated[Basis, Parameter(help=str(say("On which ground.")))],
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    steps: Steps = (),
    until: Until = None,
    by: By = None,
) -> None:
    shown = Overridden(roles=to, fields=fields, steps=steps, until=until, basis=basis)
    _done(enter(the_office(), code, shown, {"reason": reason}, acting(by)))


@app.command(name="withdraw", help=str(say("Take back all that was agreed to. It acts at once.")))
def take_back(
    code: str,
    /,
    *,
    entry: Annotated[
        tuple[str, ...],
        Parameter(negative="", help=str(say("Only this entry, by its id. Once for each."))),
    ] = (),
    note: Note = "",
    by: By = None,
) -> None:
    named = [as_kept(each) for each in entry]
    _done(withdraw(the_office(), code, named, note, acting(by)))
    seen = readings(the_office(), code)
    if seen:
        tell(say("What was read before. Please ask these agencies not to use it:"))
    for reading in seen:
        _show_reading(reading)


@app.command(name="list", help=str(say("What was agreed to, and who read what.")))
def list_entries(code: str, /, *, as_json: AsJson = False) -> None:
    entries, seen = consents(the_office(), code), readings(the_office(), code)
    if as_json:
        listed = [asdict(entry) | {"said": entry.said.model_dump()} for entry in entries]
        give_data({"entries": listed, "readings": [asdict(each) for each in seen]})
        return
    holding = in_force(the_office(), code)
    for entry in entries:
        show_entry(entry)
        if entry not in holding and entry.ended_at is None:
            tell(say("It has run out, or the case was handed over since."), indent=4)
    for reading in seen:
        _show_reading(reading)
    if not entries:
        tell(say("Nothing was agreed to yet, so nobody is shown anything of the person."))


@app.command(help=str(say("What is sealed with an entry. Each look is written down.")))
def show(entry: str, /, *, by: By = None) -> None:
    for name, text in look_at_consent(the_office(), as_kept(entry), acting(by)).items():
        print(f"{name}: {text}")


def show_entry(entry: Entry) -> None:
    said, language = entry.said, site_language()
    fields = ", ".join(PERSON_FIELDS[field].in_(language) for field in said.fields)
    print(f"{entry.id}  {_KINDS[said.kind].in_(language)}  {', '.join(said.roles)}: {fields}")
    match said:
        case Given():
            tell(say("{how}, by {giver}", how=HOWS[said.how], giver=GIVERS[said.giver]), indent=4)
        case Overridden():
            tell(say("Ground: {basis}", basis=BASES[said.basis]), indent=4)
    if said.steps:
        tell(say("For: {steps}", steps=", ".join(said.steps)), indent=4)
    if said.until is not None:
        tell(say("Until: {date}", date=said.until), indent=4)
    if entry.ended_at is not None:
        tell(say("Withdrawn: {moment}", moment=local_time(entry.ended_at)), indent=4)


def _show_reading(seen: Seen) -> None:
    fields = ", ".join(PERSON_FIELDS[field].in_(site_language()) for field in seen.fields)
    print(f"{local_time(seen.at)}  {seen.agency} ({seen.contact})  {seen.request}: {fields}")


def _done(written: Written) -> None:
    tell(say("It is written down as {entry}.", entry=written.entry))
    for journey in written.journeys:
        wake(journey)


_KINDS = {
    "consent_given": say("agreed"),
    "consent_refused": say("refused"),
    "consent_overridden": say("SHOWN WITHOUT CONSENT"),
}
