from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from math import isinf
from pathlib import Path
from typing import Protocol

import yaml
from yaml.reader import ReaderError

from domain.errors import ReferralError
from domain.texts import Message, nfc, say

# Written in C, where it comes with it. It says less of what cannot be read: that is read once more.
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 1_000_000
DEEPEST = 40

# As YAML 1.2 has it, so that no, 16:30 and 0912 stay the texts that they look like.
_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)"), int),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+"), lambda text: _finite(float(text))),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)


class NotYaml(ReferralError):
    """The text cannot be read; the message names the line, the column and the mend."""


def read_yaml(source: str | Path) -> object:
    """What a text, or the file at a path, says: mappings, lists, texts, numbers, dates.

    Names are texts, and all texts are NFC. Raises NotYaml for what cannot be read, says a name
    twice, refers to another place, carries a tag, is nested deeper than 40 or larger than 1 MB.
    """
    text = text_of(source) if isinstance(source, Path) else source
    _refuse_too_large(len(text.encode("utf-8", "replace")))
    with suppress(yaml.YAMLError, UnicodeEncodeError):
        return _document(yaml.parse(text, _QUICK))
    try:
        return _document(yaml.parse(text, yaml.SafeLoader))
    except ReaderError as error:
        raise _after(text[: error.position], _STRANGE) from error
    except yaml.MarkedYAMLError as error:
        raise _explained(error) from error


def text_of(path: Path) -> str:
    """The text of a file. Raises NotYaml if it is not there, too large, or not UTF-8."""
    try:
        _refuse_too_large(path.stat().st_size)
        raw = path.read_bytes()
    except OSError as error:
        raise NotYaml(
            say("The file {file} cannot be opened. Please check its name.", file=str(path))
        ) from error
    return text_in(raw)


def text_in(raw: bytes) -> str:
    """Raises NotYaml if it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _after(raw[: error.start].decode("utf-8-sig"), _NOT_UTF_8) from error


def _refuse_too_large(size: int) -> None:
    if size > LARGEST:
        raise NotYaml(say("The text is larger than 1 MB. Please split it."))


def _document(events: Iterator[yaml.Event]) -> object:
    documents: list[object] = []
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if documents:
                raise _at(event.start_mark, _SECOND_DOCUMENT)
            documents.append(_value(next(events), events, depth=1))
    return documents[0] if documents else None


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    if depth > DEEPEST:
        raise _at(event.start_mark, _TOO_DEEP)
    _refuse_tag(event)
    match event:
        case yaml.SequenceStartEvent():
            return [_value(item, events, depth + 1) for item in _until_end(events)]
        case yaml.MappingStartEvent():
            return _mapping(events, depth)
        case yaml.ScalarEvent():
            return _scalar(event)
        case _:
            raise _at(event.start_mark, _REFERS)


def _until_end(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        yield event


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for event in _until_end(events):
        name = _name(event)
        if name in mapping:
            twice = say("“{name}” is written twice here. Please keep one of them.", name=name)
            raise _at(event.start_mark, twice)
        mapping[name] = _value(next(events), events, depth + 1)
    return mapping


def _name(event: yaml.Event) -> str:
    _refuse_tag(event)
    if not isinstance(event, yaml.ScalarEvent):
        raise _at(event.start_mark, _NO_NAME)
    return nfc(event.value)


def _scalar(event: yaml.ScalarEvent) -> object:
    text = nfc(event.value)
    quoted = not event.implicit[0]
    meaning = next((meant for shape, meant in _PLAIN if shape.fullmatch(text)), None)
    if quoted or meaning is None:
        return text
    try:
        return meaning(text)
    except ValueError as error:
        wrong = say("There is no such date or number as {text}.", text=text[:40])
        raise _at(event.start_mark, wrong) from error


def _refuse_tag(event: yaml.Event) -> None:
    if getattr(event, "tag", None) is not None:
        raise _at(event.start_mark, _TAGGED)


def _finite(number: float) -> float:
    """What is too large to be counted would be no number in JSON. Raises ValueError."""
    if isinf(number):
        raise ValueError(number)
    return number


_STRANGE = say("There is a character that cannot be shown. Please remove it.")
_NOT_UTF_8 = say("This character is not UTF-8. Please save the file with the encoding UTF-8.")
_SECOND_DOCUMENT = say("A second text begins here. Please remove the line “---”.")
_TOO_DEEP = say("This is nested more than {depth} deep. Please write it flatter.", depth=DEEPEST)
_NO_NAME = say("A name is expected before the colon. Put a name that has brackets in quotes.")
_REFERS = say("Write it out instead of referring to it. Put a text that begins with * in quotes.")
_TAGGED = say("Put a text that begins with ! in quotes.")
_CANNOT_BE_READ = say("This cannot be read. Please check quotes, colons and indentation around it.")

# What the parser says, and what mends it: where something was opened, or where it gave up.
_OPENED = {
    "found unexpected end of stream": say("The quotes that open here are not closed."),
    "expected ',' or": say("The bracket that opens here is not closed, or a comma is missing."),
}
_GAVE_UP = {
    r"'\t'": say("Please indent with spaces, not with tabs."),
    "cannot start any token": say("Put a text that begins with this character in quotes."),
    "mapping values are not allowed": say(
        "A colon too many. Put a text that has a colon and a space in it in quotes."
    ),
    "could not find expected ':'": say("A colon is missing in this line or in the one above."),
    "expected <block end>": say(
        "This does not stand under what it belongs to. Please check the indentation and the quotes."
    ),
}


class _Mark(Protocol):
    line: int
    column: int


def _explained(error: yaml.MarkedYAMLError) -> NotYaml:
    for mends, mark in ((_OPENED, error.context_mark), (_GAVE_UP, error.problem_mark)):
        for said, mend in mends.items():
            if said in str(error.problem):
                return _at(mark, mend)
    return _at(error.problem_mark, _CANNOT_BE_READ)


def _at(mark: _Mark | None, what: Message) -> NotYaml:
    return _placed(mark.line + 1, mark.column + 1, what) if mark else NotYaml(what)


def _after(before: str, what: Message) -> NotYaml:
    lines = before.split("\n")
    return _placed(len(lines), len(lines[-1]) + 1, what)


def _placed(line: int, column: int, what: Message) -> NotYaml:
    return NotYaml(
        say(
            "Line {line}, column {column}: {what}",
            line=str(line),
            column=str(column),
            what=what,
        )
    )
