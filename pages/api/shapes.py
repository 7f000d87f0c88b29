"""What programs are told and what they send, as the OpenAPI document has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field as Described, StrictBool, StrictInt, StrictStr

from domain.areas.area_map import Areas
from domain.casework.answers.views import Asking, Fate, Receipt
from domain.frozen import Frozen
from domain.journey.facts import Verdict
from domain.pathway.declining import DECLINES_IN_WORDS, DeclineReason
from domain.pathway.template import Field, FieldKind
from domain.texts import Label, Message
from pages.answer.controls import choices_of
from pages.answer.sending import verdicts

Typed = StrictStr | StrictBool | StrictInt | tuple[StrictStr, ...] | None


class Words(Frozen):
    """The same in both languages."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: Label | Message) -> Self:
        return cls(vi=text.in_("vi"), en=text.in_("en"))


class OptionAsked(Frozen):
    """`value` is what is to be sent."""

    value: str
    label: Words


class FieldAsked(Frozen):
    """`options` lists what can be sent, where only that can. `latest` is the last day that is
    taken, of a date that may not lie in the future.
    """

    id: str
    label: Words
    kind: FieldKind
    required: bool
    latest: date | None
    options: tuple[OptionAsked, ...]

    @classmethod
    def of(cls, field: Field, areas: Areas, today: date) -> Self:
        return cls(
            id=field.id,
            label=Words.of(field.label),
            kind=field.kind,
            required=field.required,
            latest=today if field.kind == "date" and not field.ahead else None,
            options=tuple(
                OptionAsked(value=choice.value, label=Words.of(choice.label))
                for choice in choices_of(field, areas)
                if choice.value
            ),
        )


class RequestAsked(Frozen):
    """Moments are UTC; `zone` is the agency's. `item`: which of several things; `round`: of what
    is asked again and again. `verdicts` are those that this request takes, `declines` why it may
    be declined. Of an answer that the request rests on: `looked_at_again`, it may be replaced, so
    please let a person call the coordinator first; `earlier_corrected_at`, then it was.
    """

    case_code: str
    title: Words
    ask: Words
    item: Words | None
    round: int | None
    agency: Words
    asked_by: Words | None
    informed: tuple[Words, ...]
    asked_at: datetime
    due_at: datetime | None
    zone: str
    form: tuple[FieldAsked, ...]
    verdicts: tuple[Verdict, ...]
    declines: tuple[OptionAsked, ...]
    looked_at_again: bool
    earlier_corrected_at: datetime | None
    moved: int

    @classmethod
    def of(cls, asking: Asking) -> Self:
        return cls(
            case_code=asking.case_code,
            title=Words.of(asking.title),
            ask=Words.of(asking.ask),
            item=_said(asking.item),
            round=asking.round_number,
            agency=Words.of(asking.agency),
            asked_by=_said(asking.asked_by),
            informed=tuple(map(Words.of, asking.informed)),
            asked_at=asking.asked_at,
            due_at=asking.due_at,
            zone=asking.zone,
            form=tuple(FieldAsked.of(field, asking.areas, asking.today) for field in asking.form),
            verdicts=verdicts(asking),
            declines=tuple(
                OptionAsked(value=each, label=Words.of(DECLINES_IN_WORDS[each]))
                for each in asking.declines
            ),
            looked_at_again=asking.looked_at_again,
            earlier_corrected_at=asking.earlier_corrected_at,
            moved=asking.moved,
        )


class RequestShown(Frozen):
    """`corrects` is what a correction of the answer has to name, while there may be one.

    Where two have to agree: `unconfirmed` was answered by this contact, and `to_confirm` waits for
    this one to confirm a colleague's answer. That is a person's to do, on the page.
    """

    state: Literal["open", "to_confirm", "unconfirmed", "answered"]
    request: RequestAsked
    answered_at: datetime | None = None
    answered_by_this_contact: bool = False
    corrects: int | None = None


class AnswerGiven(Frozen):
    """`values` by field: a text, a number, yes or no, or several options. `reason` is in words and
    goes with every verdict but `done`; `because` with `declined`, and then words need not be.
    `corrects` as the request or the receipt has it, for a correction. `moved` as the request had it
    when its form was filled in: where another form is asked by now, nothing is recorded. Without it
    the form is taken for the one of now.
    """

    verdict: Verdict
    values: Mapping[str, Typed] = Described(default_factory=dict)
    reason: str = ""
    because: DeclineReason | None = None
    corrects: Annotated[StrictInt, Described(ge=1, le=999_999_999)] | None = None
    moved: Annotated[StrictInt, Described(ge=0, le=999_999_999)] | None = None


class AnswerRecorded(Frozen):
    """What stands in the books now. `corrects` is what a correction of it has to name.

    `counts`: nobody else has to confirm it.
    """

    recorded_at: datetime
    verdict: Verdict
    values: Mapping[str, object]
    texts: Mapping[str, str]
    reason: str
    because: DeclineReason | None
    corrected: bool
    corrects: int | None
    counts: bool

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        return cls(
            recorded_at=receipt.at,
            verdict=receipt.verdict,
            values=receipt.values,
            texts=receipt.texts,
            reason=receipt.reason,
            because=receipt.because,
            corrected=receipt.corrected,
            corrects=receipt.correctable,
            counts=not receipt.awaits_second,
        )


class Problem(Frozen):
    """Nothing was recorded. `faults` by field, or by the part of what was sent; `fate` and `since`
    are of a link that works no more.
    """

    status: int
    message: Words
    faults: Mapping[str, Words] = Described(default_factory=dict)
    fate: Fate | None = None
    since: datetime | None = None


def _said(text: Label | None) -> Words | None:
    return Words.of(text) if text is not None else None
