"""What a pathway says in its own short words, said in people's."""

from __future__ import annotations

from collections.abc import Mapping

from domain.days.deadlines import Limit
from domain.pathway.condition_words import in_words
from domain.pathway.template import (
    Duty,
    FieldKind,
    NotBefore,
    Origin,
    Outcome,
    Pathway,
    Period,
    PersonField,
    Repeat,
    Scope,
    Status,
    Step,
)
from domain.texts import Label, Message, Value, say

ORIGINS: Mapping[Origin, Message] = {
    "article": say("Article"),
    "inferred": say("Inferred"),
    "law": say("Law"),
    "design": say("Design"),
}
ORIGIN_MEANINGS: Mapping[Origin, Message] = {
    "article": say("the article says so"),
    "inferred": say("the article does not say so, its wording implies it"),
    "law": say("a legal text says so"),
    "design": say("in no source: whoever wrote the pathway chose it"),
}
PERSON_STATUSES: Mapping[Status, Message] = {
    "suspected": say("may be a victim"),
    "being_identified": say("is being identified"),
    "identified": say("identified as a victim"),
    "not_a_victim": say("not a victim"),
}
OUTCOMES: Mapping[Outcome, Message] = {
    "completed": say("completed"),
    "support_refused": say("support was refused"),
    "not_a_victim": say("not a victim"),
    "ended_early": say("ended early"),
    "handed_over": say("handed over to another pathway"),
}
KINDS: Mapping[FieldKind, Message] = {
    "text": say("a short text"),
    "long_text": say("a longer text"),
    "date": say("a date"),
    "yes_no": say("yes or no"),
    "choice": say("one of"),
    "choices": say("any of"),
    "whole_number": say("a whole number"),
    "money": say("an amount in VND"),
    "area": say("an area"),
    "file": say("a file"),
}
SCOPES: Mapping[Scope, Message] = {
    "province": say("once for the province"),
    "district": say("for each district"),
    "commune": say("for each commune"),
    "agency": say("for each agency that holds the role"),
}

PERSON_FIELDS: Mapping[PersonField, Label] = {
    "full_name": Label(vi="Họ và tên", en="Full name"),
    "birth_date": Label(vi="Ngày sinh (hoặc năm sinh)", en="Date or year of birth"),
    "papers": Label(vi="Giấy tờ: loại, số, nơi cấp", en="Papers: kind, number, issued by"),
    "address": Label(vi="Địa chỉ", en="Address"),
    "phone": Label(vi="Số điện thoại", en="Telephone number"),
    "safe_contact": Label(
        vi="Liên lạc an toàn: gọi khi nào, bằng cách nào, không được nói gì",
        en="Safe contact: when and how to call, and what must not be said",
    ),
}


def limit_words(limit: Limit) -> Message:
    if limit.unit == "at_once":
        return say("immediately")
    if limit.unit == "hours":
        return _one_or_more(limit.amount, say("1 hour"), say("{n} hours", n=limit.amount))
    if limit.amount == 0:
        return say("the same day")
    if limit.unit == "working_days":
        days = say("{n} working days", n=limit.amount)
        return _one_or_more(limit.amount, say("1 working day"), days)
    days = say("{n} calendar days", n=limit.amount)
    return _one_or_more(limit.amount, say("1 calendar day"), days)


def deadline_words(asked: Step | Duty) -> Message:
    """Without one, that its source gives none; where there is no source, that none is set."""
    if asked.limit is not None:
        return limit_words(asked.limit)
    if asked.origin == "design":
        return say("no deadline set")
    return say("no deadline in the source")


def period_words(period: Period) -> Message:
    if period.months is None:
        days = period.days or 1
        return _one_or_more(days, say("every day"), say("every {n} days", n=days))
    years, months = divmod(period.months, 12)
    if months == 0:
        return _one_or_more(years, say("every year"), say("every {n} years", n=years))
    more = say("every {n} months", n=period.months)
    return _one_or_more(period.months, say("every month"), more)


def lapse_words(period: Period) -> Message:
    """How long it is, once."""
    if period.months is None:
        days = period.days or 1
        return _one_or_more(days, say("1 day"), say("{n} days", n=days))
    return _one_or_more(period.months, say("1 month"), say("{n} months", n=period.months))


def not_before_words(held_back: NotBefore, pathway: Pathway) -> Message:
    """From when on it is asked."""
    until = say("the day under “{field}”", field=_titled(held_back.until, pathway))
    if held_back.period is None:
        return until
    lapse = lapse_words(held_back.period)
    if held_back.since is None:
        passed = say("{period} after its turn has come", period=lapse)
    else:
        since = _titled(held_back.since, pathway)
        passed = say("{period} after the day under “{field}”", period=lapse, field=since)
    if held_back.until is None:
        return passed
    return say("{one}, and {other}", one=passed, other=until)


def _titled(path: str | None, pathway: Pathway) -> Value:
    field = pathway.field_at(path) if path is not None else None
    return field.label if field is not None else path or ""


def repeat_words(repeat: Repeat, pathway: Pathway) -> Message:
    said = period_words(repeat.every)
    if repeat.until is not None:
        condition = in_words(repeat.until, pathway)
        said = say("{period}, until {condition}", period=said, condition=condition)
    if repeat.times is not None:
        said = say("{period}, at most {n} times", period=said, n=repeat.times)
    return said


def _one_or_more(number: int, one: Message, more: Message) -> Message:
    return one if number == 1 else more
