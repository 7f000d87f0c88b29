"""What a browser sent from a request's form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Self, get_args

from domain.casework.views import Asking, SayingKind
from domain.declining import DECLINES_IN_WORDS
from domain.facts import Verdict
from domain.forms import Raw
from domain.texts import Message, say
from pages.answer.controls import Choice

# A field's id starts with a letter, so these can never be mistaken for one.
_VERDICT, _REASON, _BECAUSE, _CORRECTS = "_verdict", "_reason", "_because", "_corrects"
_UNTIL = "_until"


@dataclass(frozen=True, slots=True)
class Way:
    """A form of the page other than the one of what is done, and what is said about it there.

    `reason` asks for words and `until` for a day. Where there are `choices`, one of them must be
    made, and words beside it need not.
    """

    verdict: Verdict | SayingKind
    title: Message
    hint: Message
    send: Message
    reason: Message | None = None
    until: Message | None = None
    choices: tuple[Choice, ...] = ()


DECLINED = Way(
    "declined",
    say("We cannot do this"),
    say("Please tell us early, so that another agency can be asked in time."),
    say("Send: we cannot do this"),
    say("More about it? With “Another reason”, please say which."),
)
FAILED = Way(
    "failed",
    say("Tried, without success"),
    say("Please say what was tried, so that whoever is asked next need not begin anew."),
    say("Send: tried, without success"),
    say("What was tried?"),
)
LACKS_GROUNDS = Way(
    "lacks_grounds",
    say("There are not enough grounds yet"),
    say("If what you have does not yet allow a conclusion, please say what is missing."),
    say("Send: not enough grounds yet"),
    say("What is missing?"),
)
ACCEPTED = Way(
    "accepted",
    say("We will do it by …"),
    say(
        "The request goes on waiting for your answer. Until that day you are not reminded, but if"
        " the deadline is earlier, you are from then on."
    ),
    say("Send: we will do it"),
    until=say("By which day?"),
)
QUESTION = Way(
    "question",
    say("We have a question"),
    say("It goes to the coordinator; a message tells you of the reply. The deadline stays."),
    say("Send the question"),
    say("Your question"),
)
MORE_TIME = Way(
    "more_time",
    say("We need more time"),
    say("The coordinator decides; a message tells you. Until then the deadline stays."),
    say("Ask for more time"),
    say("What do you need the time for?"),
    say("Until which day?"),
)


def ways(asking: Asking, *, answered: bool) -> tuple[Way, ...]:
    """What was answered is only answered otherwise; what waits may be left to wait."""
    if answered:
        return refusals(asking)
    more_time = [MORE_TIME] if asking.due_at is not None else []
    return (ACCEPTED, *refusals(asking), QUESTION, *more_time)


def verdicts(asking: Asking) -> tuple[Verdict, ...]:
    offered = {"done", *(way.verdict for way in refusals(asking))}
    return tuple(verdict for verdict in get_args(Verdict) if verdict in offered)


def refusals(asking: Asking) -> tuple[Way, ...]:
    reasons = tuple(Choice(each, DECLINES_IN_WORDS[each]) for each in asking.declines)
    declined = replace(DECLINED, choices=reasons)
    return (declined, FAILED, *([LACKS_GROUNDS] if asking.may_lack_grounds else []))


@dataclass(frozen=True, slots=True)
class Sent:
    """Texts as in `pages.answer.posting.Posted`. `corrects` as in `Submission`; `beside` is what
    belongs to no field of the form.
    """

    verdict: str = ""
    raw: Raw = field(default_factory=dict)
    reason: str = ""
    because: str = ""
    until: str = ""
    corrects: int | None = None
    beside: Raw = field(default_factory=dict)

    @classmethod
    def of(cls, typed: Raw) -> Self:
        """By the names of the form's controls."""
        corrects = _first(typed, _CORRECTS)
        return cls(
            verdict=_first(typed, _VERDICT),
            raw={name: texts for name, texts in typed.items() if not name.startswith("_")},
            reason=_first(typed, _REASON).strip(),
            because=_first(typed, _BECAUSE).strip(),
            until=_first(typed, _UNTIL).strip(),
            corrects=int(corrects) if re.fullmatch("[0-9]{1,9}", corrects) else None,
            beside={name[1:]: texts for name, texts in typed.items() if name.startswith("_")},
        )

    @property
    def line(self) -> int:
        """The trail line that it is about; 0 where it names none."""
        written = self.written("line")
        return int(written) if re.fullmatch("[0-9]{1,9}", written) else 0

    def written(self, name: str) -> str:
        """In one line, beside the form."""
        return " ".join(_first(self.beside, name).split())

    def typed(self, field_id: str) -> tuple[str, ...]:
        return tuple(self.raw.get(field_id, ()))


def _first(typed: Raw, name: str) -> str:
    return next(iter(typed.get(name, ())), "")
