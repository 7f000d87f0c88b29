from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict

from cyclopts import App

from deployments.database import trouble_with_database
from deployments.options import AsJson
from deployments.speaking import give, lay_out, local_time, site_language, tell
from domain.casework.administration.auditing import Audit, BrokenTrail, SiteLine, audit, site_events
from domain.db.session import Store
from domain.errors import ReferralError
from domain.texts import Message, say
from domain.trail.chain import How
from tasks.wiring import the_office, the_settings

app = App(name="audit")


class CannotCheck(ReferralError):
    """There is no database that could be read."""


@app.command(help=str(say("Check that nobody changed what was written about any journey.")))
def verify(*, as_json: AsJson = False) -> int:
    settings = the_settings()
    if (trouble := trouble_with_database(settings)) is not None:
        raise CannotCheck(trouble)
    with closing(Store(settings.database)) as store:
        found = audit(store)
    if as_json:
        give(asdict(found))
    else:
        _tell(found)
    return 0 if found.holds else 1


@app.command(help=str(say("What was done to no journey, as to users, and sign-ins. Newest first.")))
def events(*, as_json: AsJson = False) -> None:
    lines = site_events(the_office().store)
    if as_json:
        give([asdict(line) for line in lines])
    elif lines:
        lay_out([_row(line) for line in lines])
    else:
        tell(say("Nothing was written down yet."))


def _row(line: SiteLine) -> tuple[str, ...]:
    what = _KINDS[line.kind].in_(site_language())
    actor = say("not known who").in_(site_language()) if line.actor == "nobody" else line.actor
    return (local_time(line.at), actor, what, line.about or "")


_KINDS: Mapping[str, Message] = {
    "user_added": say("user added"),
    "user_changed": say("user changed"),
    "password_set": say("new password"),
    "user_disabled": say("user disabled"),
    "user_enabled": say("user enabled"),
    "signed_in": say("signed in"),
    "signed_out": say("signed out"),
    "sign_in_failed": say("could not sign in"),
    "published_alone": say("published alone what takes two"),
    "looked_at_impact": say("looked at what a version would do to journeys under way"),
    "example_kept": say("example of a pathway kept"),
    "example_forgotten": say("example of a pathway forgotten"),
    "example_replaced": say("example of a pathway replaced"),
}


def _tell(found: Audit) -> None:
    for trail in found.broken:
        tell(_about(trail))
    for journey in found.lost:
        tell(
            say(
                "{journey}: this journey is gone with its whole trail. It was taken out of the"
                " database: other lines there still belong to it.",
                journey=journey,
            )
        )
    tell(say("Checked. Journeys: {n}; lines: {lines}.", n=found.journeys, lines=found.lines))
    if found.erased:
        tell(
            say(
                "Of {n} lines of journeys that are over, what they said was erased. That is no"
                " fault.",
                n=found.erased,
            )
        )
    if found.holds:
        tell(say("Every trail is as it was written."))
    else:
        tell(_what_to_do())


def _about(trail: BrokenTrail) -> Message:
    return say(
        "{journey}, line {line}: {meaning}",
        journey=trail.journey, line=trail.line, meaning=_MEANINGS[trail.how],
    )  # fmt: skip


def _what_to_do() -> Message:
    return say(
        "Please tell the person who is responsible for this system now, and mend nothing by hand."
        " Keep a copy of the database as it is: it is evidence. Then put back the latest backup in"
        " which `referral audit verify` finds nothing, and compare what came after it."
    )


_MEANINGS: Mapping[How, Message] = {
    "changed": say(
        "it is not as it was written. Somebody may have changed it, or what it says, or put it in"
        " another's place."
    ),
    "emptied": say(
        "what it says is gone, though its journey is not over and goes by it. It may have been"
        " taken out."
    ),
    "missing": say("it is missing, though later ones are there. It may have been taken out."),
    "cut_off": say("it and all after it are missing. The end of the trail may have been cut off."),
    "added": say("it stands behind the end of the trail. It may have been added by hand."),
}
