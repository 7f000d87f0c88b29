"""What was recorded, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Areas
from domain.casework.answers.views import Receipt
from domain.journey.facts import Verdict
from domain.pathway.attachments import KeptFile
from domain.pathway.declining import DECLINES_IN_WORDS, DeclineReason
from domain.pathway.template import Field
from domain.texts import Label, Language, Message, date_text, say, vnd_text
from pages.answer.controls import Choice, choices_of
from pages.answer.files import file_in_words

DECLINED = say("We cannot do this")


@dataclass(frozen=True, slots=True)
class Line:
    label: Label
    texts: tuple[str, ...]


def verdict_in_words(verdict: Verdict, because: DeclineReason | None) -> Message:
    match verdict:
        case "declined" if because is not None:
            return say("{verdict}: {why}", verdict=DECLINED, why=DECLINES_IN_WORDS[because])
        case "done":
            return say("Done")
        case "declined":
            return DECLINED
        case "failed":
            return say("Tried, without success")
        case "lacks_grounds":
            return say("There are not enough grounds yet")


def recorded_lines(receipt: Receipt, language: Language) -> tuple[Line, ...]:
    """A line for each field of the form; none where it was not asked for an answer in full."""
    if receipt.verdict != "done":
        return ()
    return tuple(
        Line(field.label, _in_words(field, receipt, language)) for field in receipt.asking.form
    )


def _in_words(field: Field, receipt: Receipt, language: Language) -> tuple[str, ...]:
    typed = receipt.texts.get(field.id, receipt.values.get(field.id))
    value = receipt.files.get(field.id, typed)
    return value_in_words(field, value, receipt.asking.areas, language)


def value_in_words(
    field: Field, value: object, areas: Areas, language: Language
) -> tuple[str, ...]:
    match field.kind, value:
        case _, None:
            text = say("Left empty").in_(language)
        case "text" | "long_text", str(text):
            pass
        case "date", str(day):
            text = date_text(date.fromisoformat(day), language)
        case "money", int(amount):
            text = vnd_text(amount, language)
        case "file", KeptFile() as file:
            text = file_in_words(file, language)
        case "whole_number", int(number):
            text = Message("{number}", {"number": number}).in_(language)
        case _:
            return _picked(choices_of(field, areas), value, language)
    return (text,)


def _picked(choices: Iterable[Choice], value: object, language: Language) -> tuple[str, ...]:
    match value:
        case bool(yes):
            sent = ["yes" if yes else "no"]
        case (*several,):
            sent = [str(each) for each in several]
        case one:
            sent = [str(one)]
    picked = tuple(choice.label.in_(language) for choice in choices if choice.value in sent)
    return picked or (say("None of these").in_(language),)
