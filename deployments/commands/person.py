"""`referral case person`: never as arguments, which a shell's history keeps."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import Annotated

import yaml
from cyclopts import Parameter

from deployments.options import AsJson, By, acting
from deployments.speaking import give, site_language, tell
from domain.casework.person.the_person import fields_known, look_at_person, take_identity
from domain.errors import ReferralError
from domain.pathway.forms import Raw
from domain.pathway.wording import PERSON_FIELDS
from domain.reading import read_yaml
from domain.texts import nfc, say
from tasks.wiring import the_office

TAKE_AWAY = "-"


class NotAPerson(ReferralError):
    """What came on the standard input is not field by field."""


def person(
    code: str,
    /,
    *,
    show: Annotated[
        bool,
        Parameter(negative="", help=str(say("Show what is known. Each look is written down."))),
    ] = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    if show:
        _show(code, acting(by), as_json=as_json)
        return
    raw = _asked(code) if sys.stdin.isatty() else _written(sys.stdin.read())
    changed = take_identity(the_office(), code, raw, acting(by))
    if as_json:
        give({"changed": list(changed)})
    else:
        tell(say("Kept under seal: {n}.", n=len(changed)))


def _show(code: str, by: str, *, as_json: bool) -> None:
    known = look_at_person(the_office(), code, by)
    if as_json:
        give(dict(known))
        return
    for field, text in known.items():
        print(f"{field}  {PERSON_FIELDS[field].in_(site_language())}: {text}")
    if not known:
        tell(say("Nothing is known yet. `referral case person CODE` takes it down."))


def _asked(code: str) -> Raw:
    """Field by field on the terminal."""
    known: Collection[str] = fields_known(the_office(), code)
    tell(say("Press Enter alone to leave a field as it is, - and Enter to take it away."))
    raw: dict[str, list[str]] = {}
    for field, label in PERSON_FIELDS.items():
        asked = say("{field} (known)", field=label) if field in known else label
        typed = input(f"{asked.in_(site_language())}: ").strip()
        if typed:
            raw[field] = [] if typed == TAKE_AWAY else [typed]
    return raw


def _written(text: str) -> Raw:
    """YAML: `field: text` in each line; an empty one is taken away. A telephone number is none to
    be counted with: each text stays as it is written.
    """
    given = read_yaml(text)
    if not isinstance(given, dict) or any(isinstance(v, list | dict) for v in given.values()):
        raise _not_a_person()
    # What may stand there was looked at just now; this loader makes texts of all of it.
    written = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    as_written = {nfc(field): value for field, value in written.items()}
    return {field: [] if given[field] is None else [as_written[field]] for field in given}


def _not_a_person() -> NotAPerson:
    return NotAPerson(
        say(
            "Write one field in each line, such as “full_name: …”. There are: {fields}.",
            fields=", ".join(PERSON_FIELDS),
        )
    )
