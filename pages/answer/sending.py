"""What a browser sent from a request's form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self, get_args

from domain.casework.answers.views import Asking, SayingKind
from domain.journey.facts import Verdict
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.forms import FormFaults, Raw
from domain.texts import Message, say
from pages.answer.controls import Choice
from pages.answer.posting import Posted

# A field's id starts with a letter, so these can never be mistaken for one.
VERDICT, _REASON, _BECAUSE, _CORRECTS = "_verdict", "_reason", "_because", "_corrects"
_UNTIL = "_until"
DRAFTED, DROPPED = "_file", "_without"
"""Of the files that a draft has: those that go along, and the fields that are to lose theirs."""
SENT_ON = "sent_on"
"""Beside a correction that the form sends to the coordinator."""
MOVED = "_moved"
"""The trail line of the last move that the form had seen, as `Asking.moved`."""
AGAIN = "_again"
"""Nothing is to be recorded: the page is wanted in the other language, with what was typed."""
DONE = "done"


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
    say("Please tell us early and say why: then it is decided who is asked next."),
    say("Send: we cannot do this"),
    say("More about it?"),
)
INSTEAD = say("Please choose the reason that should stand.")
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
        "The request goes on waiting for your answer. Until that day you are not reminded. If the"
        " deadline comes first, reminders start then."
    ),
    say("Send: we will do it"),
    until=say("By which day?"),
)
QUESTION = Way(
    "question",
    say("We have a question"),
    say(
        "It goes to the coordinator; a message tells you of the reply. The request goes on waiting."
    ),
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
        return tuple(
            replace(way, hint=INSTEAD) if way.verdict == "declined" else way
            for way in refusals(asking)
        )
    more_time = [MORE_TIME] if asking.due_at is not None else []
    return (ACCEPTED, *refusals(asking), QUESTION, *more_time)


def verdicts(asking: Asking) -> tuple[Verdict, ...]:
    offered = {"done", *(way.verdict for way in refusals(asking))}
    return tuple(verdict for verdict in get_args(Verdict) if verdict in offered)


def refusals(asking: Asking) -> tuple[Way, ...]:
    reasons = tuple(Choice(each, DECLINES_IN_WORDS[each]) for each in asking.declines)
    declined = replace(DECLINED, choices=reasons)
    return (declined, FAILED, *([LACKS_GROUNDS] if asking.may_lack_grounds else []))


def form_of(asking: Asking, typed: Raw) -> str:
    """Which form of the page sent this. What names none is taken for the one of what is done."""
    verdict = _first(typed, VERDICT)
    return verdict if verdict in {way.verdict for way in ways(asking, answered=False)} else DONE


def typed_in(asking: Asking, sent: Sent, drafted: Mapping[str, Raw]) -> Callable[[str], Sent]:
    """What stands in a form of the page: what it has just sent, or else what its draft has."""
    known = {form: Sent.of(as_now(asking, Posted(typed)).typed) for form, typed in drafted.items()}
    if sent != Sent():
        known[form_of(asking, {VERDICT: [sent.verdict]})] = sent
    return lambda form: known.get(form, Sent())


def verdict_of(asking: Asking, sent: Sent) -> Verdict:
    """Raises FormFaults for one that the request does not take."""
    for verdict in verdicts(asking):
        if verdict == sent.verdict:
            return verdict
    raise FormFaults({"verdict": say("Please choose one of the answers shown.")})


def controls_of(asking: Asking) -> frozenset[str]:
    """What is typed into them is kept in a draft."""
    fields = {field.id for field in asking.form if field.kind != "file"}
    return frozenset({VERDICT, _REASON, _BECAUSE, _UNTIL, MOVED, *fields})


def as_now(asking: Asking, posted: Posted) -> Posted:
    """What may stay in the form as it is now, where its journey has moved since it was shown."""
    before = asking.form_before(Sent.of(posted.typed).moved)
    if before is None:
        return posted
    typed = {name: texts for name, texts in posted.typed.items() if name.startswith("_")}
    typed[DROPPED] = [before.names.get(name, name) for name in typed.get(DROPPED, ())]
    if before.same:
        typed[MOVED] = [str(asking.moved)]
    return Posted({**typed, **before.told(posted.typed)}, before.told(posted.files))


def has_changed(asking: Asking, typed: Raw) -> bool:
    """What is asked, since this was typed."""
    before = asking.form_before(Sent.of(typed).moved)
    return before is not None and not before.same and form_of(asking, typed) == DONE


@dataclass(frozen=True, slots=True)
class Sent:
    """Texts as in `pages.answer.posting.Posted`. `corrects` as in `Submission`; `beside` is what
    belongs to no field of the form. `sent_on_since`: a correction goes to the coordinator, since
    the next step was asked for then.
    """

    verdict: str = ""
    raw: Raw = field(default_factory=dict)
    reason: str = ""
    because: str = ""
    until: str = ""
    corrects: int | None = None
    beside: Raw = field(default_factory=dict)
    sent_on_since: datetime | None = None

    @classmethod
    def of(cls, typed: Raw) -> Self:
        """By the names of the form's controls."""
        corrects = _first(typed, _CORRECTS)
        return cls(
            verdict=_first(typed, VERDICT),
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
        return self._number("line")

    @property
    def moved(self) -> int:
        return self._number("moved")

    @property
    def drafted(self) -> frozenset[str]:
        """Without those that are to be taken out."""
        named = (each.partition(":") for each in self.beside.get(DRAFTED[1:], ()))
        return frozenset(file_id for name, _, file_id in named if name not in self.dropped)

    @property
    def dropped(self) -> Sequence[str]:
        return self.beside.get(DROPPED[1:], ())

    def written(self, name: str) -> str:
        """In one line, beside the form."""
        return " ".join(_first(self.beside, name).split())

    def _number(self, name: str) -> int:
        written = self.written(name)
        return int(written) if re.fullmatch("[0-9]{1,9}", written) else 0

    def typed(self, field_id: str) -> tuple[str, ...]:
        return tuple(self.raw.get(field_id, ()))


def _first(typed: Raw, name: str) -> str:
    return next(iter(typed.get(name, ())), "")
