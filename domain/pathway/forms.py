"""Reading the form of a step: what a person typed becomes checked values and sealed texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from domain.areas.area_map import Areas
from domain.errors import ReferralError
from domain.pathway.attachments import Attachment, Given, KeptFile
from domain.pathway.template import FREE_TEXT, Field
from domain.texts import Label, Message, nfc, say
from domain.values import Value

LONGEST_TEXT = 200
LONGEST_LONG_TEXT = 4000
MOST_DIGITS = 13
"""Of a whole number or of money (VND): more is a slip of the hand, and not safe in JSON."""

Raw = Mapping[str, Sequence[str]]


class FormFaults(ReferralError):
    """The form cannot be taken as it is. `faults` has one message for each field."""

    def __init__(self, faults: Mapping[str, Message]) -> None:
        super().__init__(say("Please look at the fields that are marked."))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True)
class Filled:
    """`values` may be kept as they are; `texts` are free text and are to be sealed."""

    values: dict[str, Value]
    texts: dict[str, str]


class _NotThis(Exception):
    def __init__(self, message: Message) -> None:
        self.message = message


IN_THE_FUTURE = say("This date is in the future. Please check it.")
_CHOSEN = frozenset({"choice", "yes_no", "area"})
_TO_CHOOSE = say("Please choose one.")
NO_FILES: Given = MappingProxyType({})


def fill(
    form: Sequence[Field], raw: Raw, areas: Areas, today: date, files: Given = NO_FILES
) -> Filled:
    """Check what was typed and sent against the form; of a file the value is its id.

    `today` is that of whoever answers: a date is no later, unless its field says `ahead`.
    Raises FormFaults, naming every field at once.
    """
    values: dict[str, Value] = {}
    texts: dict[str, str] = {}
    faults: dict[str, Message] = {}
    for field in form:
        typed = [nfc(text).strip() for text in raw.get(field.id, ())]
        typed = [text for text in typed if text]
        try:
            value = _read(field, typed, areas, files.get(field.id))
            _check_not_ahead(field, value, today)
        except _NotThis as fault:
            faults[field.id] = fault.message
            continue
        if field.kind in FREE_TEXT:
            if value is not None:
                texts[field.id] = str(value)
        else:
            values[field.id] = value
    if faults:
        raise FormFaults(faults)
    return Filled(values, texts)


def _read(
    field: Field, typed: Sequence[str], areas: Areas, file: Attachment | KeptFile | Message | None
) -> Value:
    if field.kind == "choices":
        return _choices(field, typed)
    if field.kind == "file":
        return _file(typed, file)
    if not typed:
        if field.required:
            raise _NotThis(_TO_CHOOSE if field.kind in _CHOSEN else say("Please fill this in."))
        return None
    if len(typed) > 1:
        raise _NotThis(say("Please give one answer here."))
    if field.kind == "choice":
        return _choice(field, typed[0])
    if field.kind == "area":
        return _area(typed[0], areas)
    return _READERS[field.kind](typed[0])


def _file(typed: Sequence[str], file: Attachment | KeptFile | Message | None) -> str | None:
    if isinstance(file, Message):
        raise _NotThis(file)
    if typed:
        raise _NotThis(say("A file comes only by the page behind the agency's link."))
    return file.id if file is not None else None


def _choices(field: Field, typed: Sequence[str]) -> tuple[str, ...]:
    """None chosen is an answer: nothing is needed."""
    chosen = {_choice(field, text) for text in typed}
    return tuple(option.id for option in field.options if option.id in chosen)


def _choice(field: Field, text: str) -> str:
    if text not in {option.id for option in field.options}:
        raise _NotThis(say("Please choose from these: {choices}.", choices=_named(field)))
    return text


def _named(field: Field) -> Label:
    """Each by the id that is to be sent, as the coordinator types it, and what it means."""
    return Label(
        vi=", ".join(f"{option.id} ({option.label.vi})" for option in field.options),
        en=", ".join(f"{option.id} ({option.label.en})" for option in field.options),
    )


def _area(text: str, areas: Areas) -> str:
    if areas.get(text) is None:
        raise _NotThis(say("Please choose an area from the list."))
    return text


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise _NotThis(say("Please write no more than {n} characters.", n=longest))
        return text

    return read


def _day(text: str) -> str:
    """ISO, as the browser's date picker sends it, or day/month/year as it is typed."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day: date = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if not 1900 <= day.year <= 2200:  # noqa: PLR2004 - a slip such as 0205
            raise _NotThis(
                say("The year {year} cannot be right. Please check it.", year=f"{day.year:04}")
            )
        return day.isoformat()
    raise _NotThis(say("Please write the date as day/month/year, such as 23/11/2026."))


def _check_not_ahead(field: Field, value: Value, today: date) -> None:
    if field.kind != "date" or field.ahead or not isinstance(value, str):
        return
    if date.fromisoformat(value) > today:
        raise _NotThis(IN_THE_FUTURE)


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise _NotThis(say("Please choose yes or no."))
    return text == "yes"


def _whole_number(text: str) -> int:
    """Dots, commas and spaces that group three digits are let through: 1.500.000."""
    if not re.fullmatch(r"\d{1,3}([., ]\d{3})+|\d+", text):
        raise _NotThis(say("Please write a whole number in digits, such as 1500000."))
    digits = re.sub(r"\D", "", text).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise _NotThis(say("This number is too large. Please check it."))
    return int(digits)


_READERS: Mapping[str, Callable[[str], Value]] = {
    "text": _text(LONGEST_TEXT),
    "long_text": _text(LONGEST_LONG_TEXT),
    "date": _day,
    "yes_no": _yes_no,
    "whole_number": _whole_number,
    "money": _whole_number,
}
