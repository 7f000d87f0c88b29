"""Who the person is: a closed list of fields, each kept under seal and shown to nobody unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from domain.areas.area_map import Areas
from domain.pathway.forms import IN_THE_FUTURE, FormFaults, Raw, fill
from domain.pathway.template import Field, PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.texts import Message, say

_LONG: Collection[PersonField] = ("papers", "address", "safe_contact")
IDENTITY: Sequence[Field] = tuple(
    Field(id=name, label=label, kind="long_text" if name in _LONG else "text", required=False)
    for name, label in PERSON_FIELDS.items()
)
_NO_AREAS = Areas(areas=())
_FIRST_YEAR = 1900


def read_identity(raw: Raw, today: date) -> dict[PersonField, str | None]:
    """What was given, checked; None for what is to be taken away, since it was given empty.

    What `raw` does not name stays as it is. Raises FormFaults, naming every field at once.
    """
    faults = {name: _UNKNOWN for name in raw if name not in PERSON_FIELDS}
    texts: Mapping[str, str] = {}
    try:
        texts = fill(IDENTITY, raw, _NO_AREAS, today).texts
    except FormFaults as wrong:
        faults |= wrong.faults
    born = texts.get("birth_date")
    if born is not None and (fault := _birth_fault(born, today)) is not None:
        faults["birth_date"] = fault
    if faults:
        raise FormFaults(faults)
    return {name: texts.get(name) for name in PERSON_FIELDS if name in raw}


def _birth_fault(text: str, today: date) -> Message | None:
    day = _day_of(text)
    if day is None or day.year < _FIRST_YEAR:
        return _NO_BIRTH
    return IN_THE_FUTURE if day > today else None


def _day_of(text: str) -> date | None:
    """Of a year alone, where no more is known, its first."""
    if not text.isascii():  # strptime takes the digits of every script
        return None
    for form in ("%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


_UNKNOWN: Message = say(
    "The form has no such field. It has: {fields}.", fields=", ".join(PERSON_FIELDS)
)
_NO_BIRTH: Message = say(
    "Please write the day of birth as day/month/year, or the year alone, such as 2004."
)
