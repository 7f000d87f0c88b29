from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from cyclopts import App, Parameter

from deployments.options import AsJson, By, acting
from deployments.speaking import give, site_language, tell
from domain.casework.administration.rotating import Needed, give_up_links, needed_keys
from domain.casework.person.the_person import seal_anew
from domain.errors import ReferralError
from domain.texts import Message, say
from tasks.key_folder import FolderOfKeys, add_key
from tasks.wiring import the_office, the_settings

app = App(name="keys")

Purpose = Literal["links", "fields", "identity", "sessions"]


class NoSuchKey(ReferralError):
    """The folder has no key of that id, or what was asked does not go with this purpose."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """`needed_by` is how many things need it; None where that is not counted."""

    purpose: Purpose
    key: str
    newest: bool
    needed_by: int | None


@app.command(name="list", help=str(say("The keys, the newest first, and what needs each.")))
def list_keys(*, as_json: AsJson = False) -> None:
    needed = needed_keys(the_office())
    lines = [
        KeyLine(purpose, key_id, number == 0, _count(needed.get(purpose), key_id))
        for purpose in get_args(Purpose)
        for number, key_id in enumerate(FolderOfKeys(_folder(purpose)).ids)
    ]
    if as_json:
        give([asdict(line) for line in lines])
        return
    for line in lines:
        print(f"{line.purpose}/{line.key}  {_stands(line).in_(site_language())}")


@app.command(help=str(say("Make a new key. No key is ever deleted here.")))
def rotate(
    purpose: Annotated[Purpose, Parameter(help=str(say("What it is for.")))],
    /,
    *,
    compromised: Annotated[
        str | None,
        Parameter(help=str(say("Of links: a key that others may know. Its links are revoked."))),
    ] = None,
    by: By = None,
) -> None:
    if compromised is not None:
        _check_compromised(purpose, compromised)
    if compromised in (None, FolderOfKeys(_folder(purpose)).newest_id):
        _make(purpose)
    if compromised is not None:
        done = give_up_links(the_office(), compromised, acting(by))
        tell(say("Links that were revoked: {n}.", n=done.links))
        tell(say("Contacts who are written to anew: {n}.", n=done.letters))


@app.command(
    name="seal-anew",
    help=str(say("Seal under the newest key who persons are, where a rotation was broken off.")),
)
def seal_the_rest_anew() -> None:
    tell(say("Sealed anew under it: {n}.", n=seal_anew(the_office())))


def _make(purpose: Purpose) -> None:
    key_id = add_key(_folder(purpose))
    tell(say("The new key is {key}. Please back up {folder}.", key=f"{purpose}/{key_id}",
             folder=str(the_settings().keys_dir)))  # fmt: skip
    match purpose:
        case "identity":
            tell(say("Sealed anew under it: {n}.", n=seal_anew(the_office())))
            tell(_IDENTITY_DONE)
        case "fields":
            tell(_FIELDS_DONE)
        case "links":
            tell(_LINKS_DONE)
        case "sessions":
            tell(_SESSIONS_DONE)


def _check_compromised(purpose: Purpose, key_id: str) -> None:
    if purpose != "links":
        raise NoSuchKey(
            say(
                "Only links can be revoked by their key. What was sealed has to be taken as read by"
                " others: please tell the person who is responsible for this system."
            )
        )
    known = FolderOfKeys(_folder(purpose)).ids
    if key_id not in known:
        raise NoSuchKey(
            say("There is no such key. There are: {keys}.", keys=", ".join(sorted(known)))
        )


def _folder(purpose: str) -> Path:
    return the_settings().keys_dir / purpose


def _count(needed: Needed | None, key_id: str) -> int | None:
    return needed.get(key_id, 0) if needed is not None else None


def _stands(line: KeyLine) -> Message:
    if line.newest:
        return say("in use: {what}", what=_needs(line))
    if line.needed_by is None:
        return say("still opens what it sealed: keep it")
    if line.needed_by and line.purpose == "identity":
        return say("{n} still need it: `referral keys seal-anew` ends that", n=line.needed_by)
    if line.needed_by:
        return say("{n} still need it: keep it", n=line.needed_by)
    return say("nothing in the database needs it; backups may")


def _needs(line: KeyLine) -> Message:
    match line.purpose:
        case "links":
            return say("it signs links, and {n} need it", n=line.needed_by or 0)
        case "fields":
            return say("it seals what agencies say, and what it sealed needs it")
        case "identity":
            return say("it seals who persons are, and {n} need it", n=line.needed_by or 0)
        case "sessions":
            return say("whoever is signed in at the desk needs it")


_IDENTITY_DONE = say(
    "`referral keys list` says when the old key is needed no more. Keep its file as long as you"
    " keep backups from before."
)
_FIELDS_DONE = say(
    "It seals from now on. The old keys stay: the audit trail vouches for each text as it was"
    " sealed."
)
_LINKS_DONE = say("It signs new links from now on. Links that were sent go on working.")
_SESSIONS_DONE = say("It signs from now on. Whoever is signed in at the desk stays so.")
