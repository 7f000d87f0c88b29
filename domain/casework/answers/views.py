"""What an agency's page may know of a request: what the step needs, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeVar

from domain.areas.area_map import Areas
from domain.casework.person.reading_views import Readable
from domain.errors import ReferralError
from domain.journey.facts import Verdict
from domain.journey.fold_and_plan import TooLateToCorrect
from domain.pathway.attachments import Given, KeptFile
from domain.pathway.declining import DeclineReason
from domain.pathway.forms import Raw
from domain.pathway.template import Field
from domain.texts import Label, Language, Message, say

T = TypeVar("T")

Fate = Literal["withdrawn", "halted", "moved", "delegated", "revoked", "resting", "no_consent"]
"""What became of a genuine link. 'resting': the journey is stopped, which may be undone. 'halted':
it is stopped because it is unsafe, and whoever had the request is to do nothing more.
'no_consent': the person agrees no more that the agency knows what the step needs.
"""

SayingKind = Literal["accepted", "question", "more_time"]
SaidKind = Literal[
    "accepted", "question", "reply", "more_time", "granted", "refused", "correction",
    "correction_taken", "correction_left", "not_confirmed", "colleague_rejected",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another contact of the agency. `id` is the directory's."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FormBefore:
    """A form as it was shown before its journey moved. `names`: what the fields are called now in
    which may stay what was typed. `same`: it is still what is asked, under whatever names.
    """

    names: Mapping[str, str]
    same: bool

    def told(self, by_field: Mapping[str, T]) -> dict[str, T]:
        return {self.names[name]: it for name, it in by_field.items() if name in self.names}


_UNKNOWN = FormBefore({}, same=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as its agency sees it. Moments are UTC; `zone` is the agency's (IANA), and `today`
    the day that it is there.

    `jointly`: the item is one of those who confirm the step together. `colleagues` are those to
    whom it may be passed on; `newcomer_since`: a new one was named then, and is not confirmed yet.
    `takes_two`: what is answered in full counts once a second person has confirmed it;
    `turned_down_at`: the last answer was not confirmed, and that was given then. `untold`: the step
    needs to know of the person, and nothing of it may be read now. `taken_back`: what this contact
    has read of the person may be used no more. Of an answer that the request rests on: it may be
    replaced by another (`looked_at_again`), or was since this was asked (`earlier_corrected_at`).
    `moved` is the trail line of the journey's last move to another version, or 0; `before` are the
    forms of earlier ones.
    """

    case_code: str
    title: Label
    ask: Label
    item: Label | None
    jointly: bool
    round_number: int | None
    agency: Label
    asked_by: Label | None
    informed: tuple[Label, ...]
    asked_at: datetime
    due_at: datetime | None
    zone: str
    today: date
    language: Language
    form: tuple[Field, ...]
    areas: Areas
    may_lack_grounds: bool
    declines: tuple[DeclineReason, ...]
    colleagues: tuple[Colleague, ...] = ()
    newcomer_since: datetime | None = None
    takes_two: bool = False
    turned_down_at: datetime | None = None
    readable: Readable | None = None
    untold: bool = False
    paused_at: datetime | None = None
    taken_back: bool = False
    looked_at_again: bool = False
    earlier_corrected_at: datetime | None = None
    moved: int = 0
    before: Mapping[int, FormBefore] = field(default_factory=dict)

    def form_before(self, moved: int | None) -> FormBefore | None:
        """That which was shown after the move in that line; None where it is the one of now."""
        if moved is None or moved == self.moved or not self.before:
            return None
        return self.before.get(moved, _UNKNOWN)


@dataclass(frozen=True, slots=True)
class Said:
    """What the agency or the coordinator said of a request that goes on waiting; of an answer, that
    a correction of it was sent to the coordinator, and that it is the answer now or was left;
    or that the second of two did not confirm it.

    `day` is one of the agency's: the last of what was promised, wished or granted. `withheld`:
    words were written with it, which may name a person, and that they are read is recorded.
    """

    kind: SaidKind
    at: datetime
    day: date | None = None
    text: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """The link's request waits for an answer. `said` is in the order of time, and without words.

    `put_by`: then the contact has put a draft by; what is in it is withheld likewise.
    """

    asking: Asking
    said: tuple[Said, ...] = ()
    put_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """It was answered. `correctable` is the trail line that a correction names, if it still may;
    `too_late` says to whoever answered why it may not. `asked_again_at`: the same was asked of the
    same agency then, and it waits; the message that brought that has a link of its own.
    `for_the_coordinator` is the trail line that a correction names which they may take over. `said`
    is of such corrections, and without words. `anothers_waits`: one that a colleague sent waits for
    the coordinator. `for_danger` is the trail line that a report of danger names, by whoever has a
    link: it goes to the coordinator, whatever was answered; `danger_told`: it stands already.
    `taken_over`: the answer is one that was sent and taken over. `halted_at`: then all was stopped,
    because it is unsafe. `files` are the fields in which one came with it, and stays where a
    correction goes to the coordinator. `replaced`: this contact answered, and then a coordinator
    put another answer in its place. `sent_at`: a correction by this contact waits for the
    coordinator since then. `confirmed`: this contact was the second of two.
    """

    asking: Asking
    answered_at: datetime
    by_this_contact: bool
    correctable: int | None
    too_late: TooLateToCorrect | None = None
    asked_again_at: datetime | None = None
    for_the_coordinator: int | None = None
    said: tuple[Said, ...] = ()
    anothers_waits: bool = False
    for_danger: int | None = None
    danger_told: bool = False
    sent_at: datetime | None = None
    confirmed: bool = False
    taken_over: bool = False
    halted_at: datetime | None = None
    files: frozenset[str] = frozenset()
    replaced: bool = False

    @property
    def offers_to_send(self) -> bool:
        """Not while one waits, nor once one was taken over: then the coordinator is called."""
        settled = self.sent_at is None and not self.taken_over
        return settled and self.for_the_coordinator is not None


@dataclass(frozen=True, slots=True)
class Dead:
    """A genuine link that no longer works: the page says why, and nothing of the case.

    `now_with` has what was passed on: an agency where the law says so, since a person's choice
    stays theirs; a colleague always.
    `renewable`: its contact may have a fresh one sent. `call`: whom they are to call now.
    """

    fate: Fate
    at: datetime
    zone: str
    language: Language
    now_with: Label | None = None
    renewable: bool = False
    taken_back: bool = False
    asked_again_at: datetime | None = None
    call: Message | None = None


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What was answered; `line` is its trail line. `by` is the colleague's name, or None where a
    coordinator wrote it down. `form` is that to which it was said. What was written is read on its
    own.
    """

    line: int
    verdict: Verdict
    because: DeclineReason | None
    values: Mapping[str, object]
    form: tuple[Field, ...]
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Answered by somebody else, and this contact may confirm it. `stands` is the answer that is
    then replaced.
    """

    asking: Asking
    proposed: AnswerShown
    stands: AnswerShown | None = None


@dataclass(frozen=True, slots=True)
class TextsToConfirm:
    """By field, and as 'reason'. `stands` as in `ToConfirm`."""

    proposed: Mapping[str, str]
    stands: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Answered by this contact. `others`: somebody at the agency can confirm it by a link."""

    asking: Asking
    at: datetime
    others: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer that this contact has not confirmed: whoever gave it is told."""

    asking: Asking
    at: datetime


Look = Open | ToConfirm | Unconfirmed | Settled | Dead


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent from the page. `reason` is in their own words, and goes with every verdict but
    'done'; `because`, with 'declined', is one of the step's reasons to decline. `drafted` are the
    ids of files that its draft has and that go along. `moved` is the `Asking`'s of the form that
    was filled in; None: it is that of now.
    """

    verdict: Verdict
    raw: Raw
    reason: str = ""
    corrects: int | None = None
    because: str = ""
    files: Given = field(default_factory=dict)
    drafted: frozenset[str] = frozenset()
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded: shown once, on the page that answers the sending.

    `awaits_second`: it does not count yet. `confirmed`: this contact was the second. `heard`: of a
    danger that it tells, a message goes to somebody beside this contact. `goes_on`: what comes
    next is asked now, and the answer will be corrected by the coordinator alone.
    """

    asking: Asking
    verdict: Verdict
    values: Mapping[str, object]
    texts: Mapping[str, str]
    reason: str
    because: DeclineReason | None
    at: datetime
    correctable: int | None
    corrected: bool
    awaits_second: bool = False
    confirmed: bool = False
    heard: bool = True
    goes_on: bool = False
    files: Mapping[str, KeptFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delegation:
    """To which colleague a request is to go: a contact of the directory, or one who is new there,
    with an address for mail or a phone number.
    """

    contact: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """`confirmed`: the colleague has it now. Else the coordinator has yet to confirm them."""

    asking: Asking
    to: str
    at: datetime
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """What was sent from the page that is no answer: `until` is a day, as it was typed."""

    kind: SayingKind
    until: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """It was recorded, and the request goes on waiting. `day_off` says so of the day named."""

    asking: Asking
    said: Said
    day_off: Message | None = None


@dataclass(frozen=True, slots=True)
class SentOn:
    """A correction that waits for the coordinator. The answer stays as it is. `danger`: it tells
    one; `heard` as in `Receipt`.
    """

    asking: Asking
    at: datetime
    danger: bool = False
    heard: bool = True


class TooLate(ReferralError):
    """The request no longer takes this answer; `look` has what became of it."""

    def __init__(self, look: Look) -> None:
        super().__init__(say("This request was already answered or withdrawn."))
        self.look = look


class SentTooOften(ReferralError):
    """A fresh link was sent as often as a day allows."""

    def __init__(self) -> None:
        super().__init__(
            say("A fresh link was sent several times today. Please call the coordinator.")
        )
