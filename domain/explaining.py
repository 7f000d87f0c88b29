"""What Pydantic complains of, in plain words: what is wrong, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from domain.texts import Message, say

Explanation = tuple[Message, Message]

LONGEST_SHOWN = 60


def explained(details: ErrorDetails) -> Explanation:
    """The problem and its mend, for every type of error: one that nobody foresaw, in general."""
    found = _Found(details["input"], details.get("ctx", {}))
    return _EXPLANATIONS.get(details["type"], _unfit)(found)


def quoted(values: Iterable[str]) -> str:
    return ", ".join(f"“{value}”" for value in values)


@dataclass(frozen=True, slots=True)
class _Found:
    """The value as its author knows it, and what would be allowed, in Pydantic's own terms."""

    value: object
    context: Mapping[str, object]

    @property
    def shown(self) -> str:
        value = self.context.get("tag", self.value)
        if value is None or isinstance(value, dict | list | tuple):
            return "…"
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

    @property
    def choices(self) -> str:
        allowed = self.allowed("expected", "expected_tags")
        return quoted(a or b for a, b in re.findall(r"'([^']*)'|(\d+)", allowed))

    def allowed(self, *names: str) -> str:
        return next(str(self.context[name]) for name in names if name in self.context)


def _unfit(found: _Found) -> Explanation:
    return (
        say("“{value}” does not fit here.", value=found.shown),
        say("Compare it with the same place in a file that works, and write it in the same way."),
    )


def _empty(_: _Found) -> Explanation:
    return say("This is empty."), say("Write something here, or take the line out.")


def _not_a_text(found: _Found) -> Explanation:
    if found.value is None:
        return _empty(found)
    if isinstance(found.value, dict | list | tuple):
        return say("A single text belongs here."), say("Write it on one line.")
    return (
        say("“{value}” is read as a number, a date, or true or false.", value=found.shown),
        say("If it is meant as a text, put it between quotes."),
    )


def _too_short_a_text(found: _Found) -> Explanation:
    least = found.allowed("min_length")
    if least == "1":
        return _empty(found)
    return say("This text is too short."), say("Write at least {least} characters.", least=least)


def _misshapen(found: _Found) -> Explanation:
    pattern = found.allowed("pattern")
    return (
        say("“{value}” is not written as it has to be here.", value=found.shown),
        _SHAPES.get(pattern) or say("Write it in this form: {pattern}", pattern=pattern),
    )


def _not_a_choice(found: _Found) -> Explanation:
    return (
        say("“{value}” is not one of the choices here.", value=found.shown),
        say("Choose one of these: {choices}.", choices=found.choices),
    )


def _no_choice(found: _Found) -> Explanation:
    name = found.allowed("discriminator").strip("'")
    return (
        say("Without “{name}” it cannot be told what is meant here.", name=name),
        say("Add “{name}”.", name=name),
    )


def _not_yes_or_no(found: _Found) -> Explanation:
    return (
        say("“{value}” says neither yes nor no.", value=found.shown),
        say("Write true or false, without quotes."),
    )


def _not_whole(found: _Found) -> Explanation:
    return (
        say("“{value}” is not a whole number.", value=found.shown),
        say("Write it in digits alone, without quotes, for example: 3."),
    )


def _too_small(found: _Found) -> Explanation:
    least = found.allowed("ge", "gt")
    mend = (
        say("Write {least} or more.", least=least)
        if "ge" in found.context
        else say("Write more than {least}.", least=least)
    )
    return say("{value} is too small.", value=found.shown), mend


def _too_large(found: _Found) -> Explanation:
    most = found.allowed("le", "lt")
    mend = (
        say("Write {most} or less.", most=most)
        if "le" in found.context
        else say("Write less than {most}.", most=most)
    )
    return say("{value} is too large.", value=found.shown), mend


def _not_a_date(found: _Found) -> Explanation:
    return (
        say("“{value}” is not a date.", value=found.shown),
        say("Write the year, the month and the day, for example: 2026-09-02."),
    )


def _not_a_moment(found: _Found) -> Explanation:
    return (
        say("“{value}” is not a moment with its time zone.", value=found.shown),
        say("Write it like this: 2026-09-02T08:00:00+07:00."),
    )


def _not_a_list(_: _Found) -> Explanation:
    return (
        say("A list belongs here."),
        say("Write each entry on a line of its own, beginning with “- ”."),
    )


def _not_a_group(_: _Found) -> Explanation:
    return (
        say("Several named lines belong here."),
        say("Write them under this line, further to the right, each as “name: value”."),
    )


_SHAPES = {
    r"^[a-z][a-z0-9_]{0,39}$": say(
        "Use at most 40 small letters (a–z, without accents), digits and “_”, and start with a "
        "letter, for example: tiep_nhan."
    ),
    r"^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$": say(
        "Name a step and one of its fields with a full stop between, for example: tiep_nhan.ngay."
    ),
}
_EXPLANATIONS: Mapping[str, Callable[[_Found], Explanation]] = {
    "missing": lambda _: (say("This is missing."), say("Add it.")),
    "extra_forbidden": lambda _: (
        say("This name means nothing here."),
        say("Check how it is spelt, or take it out."),
    ),
    "string_type": _not_a_text,
    "string_too_short": _too_short_a_text,
    "string_too_long": lambda found: (
        say("This text is too long."),
        say("Write at most {most} characters.", most=found.allowed("max_length")),
    ),
    "string_pattern_mismatch": _misshapen,
    "too_short": lambda found: (
        say("There is too little here."),
        say("Give at least {least}.", least=found.allowed("min_length")),
    ),
    "too_long": lambda found: (
        say("There is too much here."),
        say("Give at most {most}.", most=found.allowed("max_length")),
    ),
    "greater_than": _too_small,
    "greater_than_equal": _too_small,
    "less_than": _too_large,
    "less_than_equal": _too_large,
    "union_tag_invalid": _not_a_choice,
    "union_tag_not_found": _no_choice,
    **dict.fromkeys(["literal_error", "enum"], _not_a_choice),
    **dict.fromkeys(["bool_type", "bool_parsing"], _not_yes_or_no),
    **dict.fromkeys(["int_type", "int_parsing", "int_parsing_size", "int_from_float"], _not_whole),
    **dict.fromkeys(
        ["date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"],
        _not_a_date,
    ),
    **dict.fromkeys(
        ["datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware"],
        _not_a_moment,
    ),
    **dict.fromkeys(["list_type", "tuple_type", "set_type", "frozen_set_type"], _not_a_list),
    **dict.fromkeys(
        ["dict_type", "mapping_type", "model_type", "model_attributes_type"], _not_a_group
    ),
}
