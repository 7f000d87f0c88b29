"""Texts for people, in Vietnamese and English.

The code says English; vi.po beside this file holds the Vietnamese.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from domain.clock import utc

Language = Literal["vi", "en"]
Value: TypeAlias = "Message | Label | datetime | date | int | str"

_LOCALE: Mapping[Language, str] = {"vi": "vi", "en": "en_GB"}
MOST_MARKS = 30
"""In a row upon one letter: the limit of UAX 15 (Stream-Safe). No writing has more."""

_MEGABYTE = 1024 * 1024
_DAY: Mapping[Language, str] = {"vi": "d MMMM 'năm' y", "en": "d MMMM y"}


def nfc(text: str) -> str:
    """In time that grows with the length alone: of marks in a row it keeps MOST_MARKS."""
    return text if text.isascii() else unicodedata.normalize("NFC", _without_heaps(text))


def _without_heaps(text: str) -> str:
    # Putting marks into their order takes the square of how many there are in a row.
    kept, row = [], 0
    for letter in text:
        row = row + 1 if unicodedata.category(letter).startswith("M") else 0
        if row <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


_Wording = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(nfc)
]


class Label(BaseModel):
    """What a thing is called, in both languages: NFC, neither of them empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: _Wording
    en: _Wording

    def in_(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """A text that is put into words only when its reader's language is known."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def in_(self, language: Language) -> str:
        text = self.text if language == "en" else _vietnamese().get(self.text, self.text)
        return text.format_map({name: _shown(v, language) for name, v in self.values.items()})

    def __str__(self) -> str:
        return self.in_("en")


def say(text: str, /, **values: Value) -> Message:
    """A message whose {names} are filled from the values, themselves in the reader's language.

    Give a moment in its reader's time zone: it is shown in the zone that it carries. Give a
    number that is not to be grouped, such as a year, as a str.
    """
    return Message(text, values)


def date_text(day: date, language: Language) -> str:
    """'23 tháng 11 năm 2026' (put «ngày» before it), '23 November 2026'."""
    return format_date(day, _DAY[language], locale=_LOCALE[language])


def moment_text(moment: datetime, zone: tzinfo, language: Language) -> str:
    """'16:30 thứ Hai, 23/11/2026', 'Monday 23 November 2026, 16:30', in that zone."""
    return _local_text(utc(moment).astimezone(zone), language)


def last_moment(local: datetime) -> Message:
    """Until when something may be done, in the zone that it carries.

    'hết thứ Hai, 30/11/2026', 'the end of Monday 30 November 2026' where that is a whole day.
    """
    if not ends_a_day(local):
        return Message("{moment}", {"moment": local})
    day = Label(vi=_weekday_text(local, "vi"), en=_weekday_text(local, "en"))
    return say("the end of {day}", day=day)


def ends_a_day(local: datetime) -> bool:
    """Whether it is the last minute of one, in the zone that it carries."""
    return (local.hour, local.minute) == (23, 59)


def vnd_text(amount: int, language: Language) -> str:
    """'18.000.000 đồng', 'VND 18,000,000'."""
    number = format_decimal(amount, locale=_LOCALE[language])
    return f"{number} đồng" if language == "vi" else f"VND {number}"


def size_text(size: int, language: Language) -> str:
    """Of that many bytes: '1,2 MB', '1.2 MB', from a megabyte on; below, in whole KB."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{format_decimal(round(size / _MEGABYTE, 1), locale=_LOCALE[language])} MB"


def _shown(value: Value, language: Language) -> str:
    match value:
        case Message() | Label():
            return value.in_(language)
        case datetime():
            return _local_text(value, language)
        case date():
            return date_text(value, language)
        case int():
            return format_decimal(value, locale=_LOCALE[language])
        case str():
            return value


def _local_text(local: datetime, language: Language) -> str:
    # Nobody here lives by UTC: where it shows through, the text says so.
    time = f"{local:%H:%M UTC}" if local.tzname() == "UTC" else f"{local:%H:%M}"
    day = _weekday_text(local, language)
    return f"{day}, {time}" if language == "en" else f"{time} {day}"


def _weekday_text(day: date, language: Language) -> str:
    if language == "en":
        return format_date(day, "EEEE d MMMM y", locale="en_GB")
    # Babel gives a weekday as it stands at the head of a sentence.
    return format_date(day, "EEEE, d/M/y", locale="vi").replace("Thứ", "thứ")


@cache
def _vietnamese() -> Mapping[str, str]:
    with Path(__file__).with_name("vi.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="vi") if m.id and m.string}
