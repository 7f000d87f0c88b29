"""Help and wrong usage, in the site's language. English texts come from the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
    ValidationError,
)

from deployments.speaking import site_language
from domain.texts import Message, say

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

_TITLES = {
    "Commands": say("Commands"),
    "Arguments": say("What goes with it"),
    "Parameters": say("Options"),
}
_NOTHING = (None, "None", "False", "()", '""')
_OWN = {
    "Display this message and exit.": say("Show this help."),
    "Display application version.": say("Show the version."),
}


class HelpInWords:
    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        if not panel.entries:
            return
        title = _TITLES[str(panel.title)]
        _print(console, f"{title.in_(site_language())}:")
        names = [_name(entry) for entry in panel.entries]
        for name, entry in zip(names, panel.entries, strict=True):
            _print(console, f"  {name.ljust(max(map(len, names)))}  {_about(entry)}".rstrip())
        _print(console, "")

    def render_usage(self, console: Console, options: ConsoleOptions, usage: object) -> None:
        line = say("How to use it: {line}", line=str(usage).strip())
        _print(console, f"{line.in_(site_language())}\n")

    def render_description(self, console: Console, options: ConsoleOptions, text: object) -> None:
        _print(console, f"{_said(text)}\n")


def _print(console: Console, text: str) -> None:
    console.print(text, highlight=False, markup=False, soft_wrap=True)


def _name(entry: HelpEntry) -> str:
    if entry.choices:
        return f"{entry.display_labels[0]} {'|'.join(entry.choices)}"
    return ", ".join(entry.display_labels)


def _about(entry: HelpEntry) -> str:
    about = _said(entry.description)
    if entry.required or entry.default in _NOTHING:
        return about
    return f"{about} ({entry.default})"


def _said(text: object) -> str:
    english = str(getattr(text, "primary_renderable", text) or "").strip()
    return _OWN.get(english, Message(english)).in_(site_language())


def explained(error: CycloptsError) -> Message:
    return say(
        "{problem} `{command} --help` shows how it is written.",
        problem=_problem(error),
        command=" ".join(["referral", *(error.command_chain or ())]),
    )


def _problem(error: CycloptsError) -> Message:
    problem = say("This cannot be understood.")
    match error:
        case UnknownCommandError(unused_tokens=[typed, *_]):
            problem = say("There is no command “{typed}”.", typed=typed)
        case UnknownOptionError(token=token):
            problem = say("There is no option {name}.", name=token.keyword or token.value)
        case MissingArgumentError():
            problem = say("A value for {name} is missing.", name=_parameter(error))
        case CoercionError(token=token) if token is not None:
            problem = _does_not_fit(error, token.value, _choices(error.target_type))
        case ValidationError(argument=argument) if argument is not None:
            problem = _does_not_fit(error, " ".join(token.value for token in argument.tokens))
        case UnusedCliTokensError(unused_tokens=[*words]):
            problem = say("“{words}” is too much here.", words=" ".join(words))
        case RepeatArgumentError(token=token):
            problem = say("{name} is given twice.", name=token.keyword or "")
    return problem


def _parameter(error: CycloptsError) -> str:
    return error.argument.name if error.argument is not None else ""


def _choices(wanted: object) -> Sequence[str]:
    return [choice for choice in get_args(wanted) if isinstance(choice, str)]


def _does_not_fit(error: CycloptsError, value: str, choices: Sequence[str] = ()) -> Message:
    name = _parameter(error)
    if choices:
        allowed = ", ".join(choices)
        return say(
            "“{value}” is no value for {name}: choose {allowed}.",
            value=value, name=name, allowed=allowed,
        )  # fmt: skip
    return say("“{value}” does not fit {name}.", value=value, name=name)
