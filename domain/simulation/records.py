"""What a play gave, in short enough to be kept, and how another one differs from it. Pure.

Days are counted from the start, and it names roles, not agencies: a directory may change, and a
later start gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from domain.clock import day_in
from domain.frozen import Frozen
from domain.journey.carrying import unit_name
from domain.journey.facts import Verdict
from domain.journey.state import Request
from domain.pathway.template import Pathway, PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.simulation.plays import Listed, Play, Told
from domain.texts import Label, Message, say


class AskedThen(Frozen):
    """One request. `within` is how many days it had, None without a deadline; `shares` what of the
    person the agency saw; `verdict` None where nothing was answered.
    """

    unit: str
    title: Label
    occurrence: int
    attempt: int
    role: str
    role_title: Label
    on_day: int
    within: int | None
    shares: tuple[PersonField, ...] = ()
    verdict: Verdict | None = None


class ToldThen(Frozen):
    """How many times agencies heard of it: requests, reminders, rungs and more."""

    unit: str
    kind: str
    times: int


class ListedThen(Frozen):
    """It stood on the lead's list, for this reason."""

    unit: str
    title: Label
    reason: str


class Record(Frozen):
    """`end` is None where the journey came to none. `days` is how long it took."""

    asked: tuple[AskedThen, ...]
    told: tuple[ToldThen, ...]
    listed: tuple[ListedThen, ...]
    end: str | None
    end_title: Label | None
    days: int


def record_of(play: Play) -> Record:
    told = Counter(
        (unit_name(one.request.key), one.kind) for one in play.happenings if isinstance(one, Told)
    )
    listed = {(one.about, one.reason): None for one in play.happenings if isinstance(one, Listed)}
    return Record(
        asked=tuple(_asked(request, play) for request in play.state.requests.values()),
        told=tuple(
            ToldThen(unit=unit, kind=kind, times=times)
            for (unit, kind), times in sorted(told.items())
        ),
        listed=tuple(
            ListedThen(unit=about, title=_title(about, play.pathway), reason=reason)
            for about, reason in listed
        ),
        end=play.end.id if play.end else None,
        end_title=play.end.title if play.end else None,
        days=(play.last_at - play.began_at).days,
    )


def _asked(request: Request, play: Play) -> AskedThen:
    asked, key, zone = request.asked, request.key, request.asked.zone
    return AskedThen(
        unit=unit_name(key),
        title=_title(unit_name(key), play.pathway),
        occurrence=key.occurrence,
        attempt=key.attempt,
        role=asked.held,
        role_title=play.pathway.role(asked.held).title,
        on_day=_days(play.began_at, asked.at, zone),
        within=_days(asked.at, asked.due_at, zone) if asked.due_at is not None else None,
        shares=asked.shares,
        verdict=request.answer.verdict if request.answer is not None else None,
    )


def _days(first: datetime, last: datetime, zone: str) -> int:
    return (day_in(zone, last) - day_in(zone, first)).days


def _title(unit: str, pathway: Pathway) -> Label:
    """`step` or `step[item]` by its title; an end by its own."""
    name, _, item = unit.rstrip("]").partition("[")
    title, step = pathway.title_of(name), pathway.by_id.get(name)
    label = pathway.item_label(step, item) if step is not None and item else None
    if label is None:
        return title
    return Label(vi=f"{title.vi} ({label.vi})", en=f"{title.en} ({label.en})")


def what_became_different(before: Record, after: Record) -> tuple[Message, ...]:
    """None if and only if both are the same, but for titles."""
    return tuple(_differences(before, after))


def _differences(before: Record, after: Record) -> Iterator[Message]:
    old, new = _by_unit(before.asked), _by_unit(after.asked)
    for unit, requests in old.items():
        if unit not in new:
            yield say("The step “{step}” is asked no more.", step=requests[0].title)
    for unit, requests in new.items():
        if unit not in old:
            yield say("The step “{step}” is asked as well now.", step=requests[0].title)
    for unit in old:
        if unit in new:
            yield from _of_unit(old[unit], new[unit])
    both = old.keys() & new.keys()
    yield from _of_messages(before, after, {unit: new[unit][0].title for unit in new}, both)
    yield from _of_list(before, after)
    yield from _of_days(before, after, old, new)
    yield from _of_end(before, after)


Asked = Mapping[str, list[AskedThen]]


def _by_unit(asked: Iterable[AskedThen]) -> dict[str, list[AskedThen]]:
    found: dict[str, list[AskedThen]] = {}
    for one in asked:
        found.setdefault(one.unit, []).append(one)
    return found


def _of_unit(before: list[AskedThen], after: list[AskedThen]) -> Iterator[Message]:
    step = after[0].title
    if len(before) != len(after):
        yield say(
            "The step “{step}” is asked {n} times now; before: {before}.",
            step=step, n=len(after), before=len(before),
        )  # fmt: skip
        return
    found = (_of_request(step, one, other) for one, other in zip(before, after, strict=True))
    # What is so in each round is said once.
    said = {message.in_("en"): message for each in found for message in each}
    yield from said.values()


def _of_request(step: Label, before: AskedThen, after: AskedThen) -> Iterator[Message]:
    if before.role != after.role:
        yield say(
            "The step “{step}” goes to {role} now; before: {before}.",
            step=step, role=after.role_title, before=before.role_title,
        )  # fmt: skip
    if before.within != after.within:
        yield say(
            "The deadline of the step “{step}”: {time} now; before: {before}.",
            step=step, time=_within(after.within), before=_within(before.within),
        )  # fmt: skip
    for field in after.shares:
        if field not in before.shares:
            yield say(
                "The step “{step}” now shows of the person: {field}.",
                step=step, field=PERSON_FIELDS[field],
            )  # fmt: skip
    for field in before.shares:
        if field not in after.shares:
            yield say(
                "The step “{step}” no longer shows of the person: {field}.",
                step=step, field=PERSON_FIELDS[field],
            )  # fmt: skip
    same_times = (before.occurrence, before.attempt) == (after.occurrence, after.attempt)
    if not same_times or before.verdict != after.verdict:
        yield say("The step “{step}” is answered in another way.", step=step)


def _within(days: int | None) -> Message:
    if days is None:
        return NO_DEADLINE
    return say("{n} days on the calendar", n=days) if days else say("the same day")


def _of_messages(
    before: Record, after: Record, titles: Mapping[str, Label], both: Iterable[str]
) -> Iterator[Message]:
    """Of what is asked both times."""
    old, new = ({(one.unit, one.kind): one.times for one in r.told} for r in (before, after))
    shared = set(both)
    for unit, kind in sorted(old.keys() | new.keys()):
        was, is_now = old.get((unit, kind), 0), new.get((unit, kind), 0)
        if unit in shared and was != is_now:
            yield say(
                "The step “{step}”: {kind}: {n} now; before: {before}.",
                step=titles[unit], kind=KINDS.get(kind, OTHERS), n=is_now, before=was,
            )  # fmt: skip


def _of_list(before: Record, after: Record) -> Iterator[Message]:
    old, new = _listed(before), _listed(after)
    for unit, (title, reasons) in new.items():
        if unit not in old:
            yield say("“{step}” comes on the lead's list now.", step=title)
        elif reasons != old[unit][1]:
            yield say("“{step}” comes on the lead's list for another reason.", step=title)
    for unit, (title, _) in old.items():
        if unit not in new:
            yield say("“{step}” comes on the lead's list no more.", step=title)


def _listed(record: Record) -> dict[str, tuple[Label, set[str]]]:
    found: dict[str, tuple[Label, set[str]]] = {}
    for one in record.listed:
        found.setdefault(one.unit, (one.title, set()))[1].add(one.reason)
    return found


def _of_days(before: Record, after: Record, old: Asked, new: Asked) -> Iterator[Message]:
    for unit in old:
        if unit not in new or len(old[unit]) != len(new[unit]):
            continue
        moved = [
            (one.on_day, other.on_day)
            for one, other in zip(old[unit], new[unit], strict=True)
            if one.on_day != other.on_day
        ]
        if moved:
            was, is_now = moved[0]
            yield say(
                "The step “{step}” is asked on day {n} now; before: day {before}.",
                step=new[unit][0].title, n=is_now, before=was,
            )  # fmt: skip
    if before.days != after.days:
        yield say("It takes {n} days now; before: {before}.", n=after.days, before=before.days)


def _of_end(before: Record, after: Record) -> Iterator[Message]:
    if before.end != after.end:
        yield say(
            "It ends with: {end}; before: {before}.",
            end=after.end_title or NO_END, before=before.end_title or NO_END,
        )  # fmt: skip


NO_END = say("no end")
NO_DEADLINE = say("none")
OTHERS = say("other messages")
KINDS: Mapping[str, Message] = {
    "request": say("requests sent"),
    "informed": say("messages for information"),
    "reminder": say("reminders"),
    "escalation": say("messages to who is above"),
    "withdrawal": say("messages that it is withdrawn"),
    "countersign": say("requests to confirm"),
}
