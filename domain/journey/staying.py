"""Why a journey stays with the version of its pathway that it has. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from domain.journey.crossing import Crossing
from domain.journey.person import status_of
from domain.journey.progress import Standing
from domain.journey.renaming import field_named, path_named
from domain.journey.state import Request, State
from domain.pathway.conditions import read_condition
from domain.pathway.template import Field, FieldKind, Pathway, Step
from domain.texts import Label, Message, say
from domain.values import Value, Values

OVER = say("The journey is over. It stays with the version by which it ended.")
STOPPED = say("The journey is stopped. Resume it first, if it is to go on.")
OTHER_SUBJECT = say(
    "One version is about persons and the other about places. Please keep what it is about."
)
OTHER_STATUS = say(
    "By the new version's entry, steps or answers the person would count as something else. "
    "Please keep what those say of the person."
)


def why_it_rests(state: State) -> Message | None:
    """Whatever the new version is like."""
    if state.over:
        return OVER
    return STOPPED if state.stopped is not None else None


def why_it_stays(crossing: Crossing) -> tuple[Message, ...]:
    """All that stands in the way; nothing: it can move."""
    found = [
        *_of_the_pathway(crossing),
        *_of_one_step_for_two(crossing),
        *_of_one_field_for_two(crossing),
        *(why for each in crossing.before.waiting if (why := _of_what_waits(crossing, each))),
        *_of_other_shapes(crossing),
        *_of_unsettled_answers(crossing),
        *_of_answers_read(crossing),
        *_of_conditions(crossing),
    ]
    if not found and _counts_otherwise(crossing):
        return (OTHER_STATUS,)
    return tuple(why for place, why in enumerate(found) if why not in found[:place])


def _counts_otherwise(crossing: Crossing) -> bool:
    """Which law gives the person support hangs on what they count as, and since when."""
    before = status_of(crossing.old, crossing.before)
    return before != status_of(crossing.new, crossing.after)


def _of_the_pathway(crossing: Crossing) -> Iterator[Message]:
    old, new, opened = crossing.old, crossing.new, crossing.before.opened
    if opened is None:
        return
    if old.subject != new.subject:
        yield OTHER_SUBJECT
    if opened.entry not in {entry.id for entry in new.entries}:
        yield say(
            "The person came in by “{entry}”, which the new version does not have. "
            "Please put that entry back.",
            entry=old.entry(opened.entry).title,
        )
    ended = crossing.did.end
    if ended is not None and ended != crossing.will_do.end:
        yield say(
            "The journey has reached its end “{end}”, and by the new version it has not. "
            "Please let it end first.",
            end=old.end(ended).title,
        )


def _of_one_step_for_two(crossing: Crossing) -> Iterator[Message]:
    for one, two in combinations(crossing.begun, 2):
        if crossing.name(one) == crossing.name(two):
            yield say(
                "“{one}” and “{two}” would both become the step “{step}”. "
                "Please name another step for one of them.",
                one=_title(crossing, one),
                two=_title(crossing, two),
                step=crossing.new.title_of(crossing.name(one)),
            )


def _of_one_field_for_two(crossing: Crossing) -> Iterator[Message]:
    for step in crossing.begun:
        had: dict[str, str] = {}
        for field in _fields_of(crossing, step):
            other = had.setdefault(field_named(crossing.fact, step, field), field)
            if other != field:
                yield say(
                    "“{one}” and “{two}” in the answer to “{step}” would both become the same "
                    "field. Please name another field for one of them.",
                    one=_label(crossing, step, other),
                    two=_label(crossing, step, field),
                    step=_title(crossing, step),
                )


def _fields_of(crossing: Crossing, step: str) -> tuple[str, ...]:
    """Of the old form, and of what was answered to one before that."""
    before = crossing.old.by_id.get(step)
    form = [field.id for field in before.form] if before is not None else []
    answers = [each.answer for each in crossing.before.by_step.get(step, ()) if each.answer]
    return tuple(dict.fromkeys([*form, *(name for each in answers for name in each.values)]))


def _label(crossing: Crossing, step: str, field: str) -> Label:
    before = crossing.old.by_id.get(step)
    found = before.field(field) if before is not None else None
    return found.label if found is not None else Label(vi=field, en=field)


def _of_what_waits(crossing: Crossing, request: Request) -> Message | None:
    """The first reason for which an agency would be asked in vain."""
    key, step = request.key, crossing.old.title_of(request.key.step)
    before, after = crossing.old.by_id.get(key.step), crossing.successor(key.step)
    if before is None or after is None:
        return say(
            "“{step}” is asked now, and the new version does not have it. "
            "Please say which step takes its place, or wait for the answer.",
            step=step,
        )
    if _is_of_other_shape(crossing, key.step, after):
        return None  # said of the whole step
    if key not in crossing.did.withdrawals and (
        crossing.renamed(key) in crossing.will_do.withdrawals
    ):
        return _withdrawn(crossing, step, after)
    had, has = before.role_for(key.item), after.role_for(key.item)
    if had != has:
        return say(
            "“{step}” is asked of {old} now, and by the new version {new} is to answer. "
            "Please wait for the answer.",
            step=step,
            old=crossing.old.role(had).title,
            new=crossing.new.role(has).title,
        )
    if _waits_for_consent(after, request):
        return say(
            "“{step}” is asked now, and by the new version it would wait for consent to what the "
            "agency cannot read yet. Please wait for the answer.",
            step=step,
        )
    return None


def stays_asked(crossing: Crossing, request: Request) -> bool:
    """Whether the new version would have asked the same of the same, in the same way."""
    after = crossing.successor(request.key.step)
    return (
        after is not None
        and not _is_of_other_shape(crossing, request.key.step, after)
        and _of_what_waits(crossing, request) is None
        and crossing.renamed(request.key) not in crossing.will_do.withdrawals
    )


def _withdrawn(crossing: Crossing, step: Label, after: Step) -> Message:
    end = crossing.will_do.end
    if end is not None and crossing.stands[after.id] is Standing.OPEN:
        return say(
            "The new version would end the journey at “{end}” while “{step}” is asked. "
            "Please wait for the answer.",
            end=crossing.new.end(end).title,
            step=step,
        )
    return say(
        "“{step}” is asked now, and by the new version its turn would not have come. Please wait "
        "for the answer, or look at its condition and at what it comes after.",
        step=step,
    )


def _waits_for_consent(after: Step, request: Request) -> bool:
    if after.without_consent == "ask" or request.asked.without_consent:
        return False
    return not set(after.shared) <= set(request.asked.shares)


def _of_other_shapes(crossing: Crossing) -> Iterator[Message]:
    """Asked in another way, a step would be asked again of those who have answered."""
    for name in crossing.begun:
        after = crossing.successor(name)
        if after is not None and _is_of_other_shape(crossing, name, after):
            yield say(
                "“{step}” was asked already, and the new version asks it in another way: item by "
                "item, of several agencies or in rounds. Please put that back as it was.",
                step=_title(crossing, name),
            )


def _is_of_other_shape(crossing: Crossing, name: str, after: Step) -> bool:
    before = crossing.old.by_id.get(name)
    if before is None:  # of an earlier version
        items = {request.key.item for request in crossing.before.by_step.get(name, ())}
        return None in items if after.foreach else not items <= {None, *after.jointly}
    foreach = path_named(crossing.fact, before.foreach) if before.foreach else None
    return (foreach, frozenset(before.jointly), before.repeat is None) != (
        after.foreach, frozenset(after.jointly), after.repeat is None,
    )  # fmt: skip


def _of_unsettled_answers(crossing: Crossing) -> Iterator[Message]:
    """What was said and counts only once somebody has confirmed it was said to the old form."""
    for request in crossing.before.requests.values():
        before = crossing.old.by_id.get(request.key.step)
        if before is None or not (request.proposal or request.is_being_corrected):
            continue
        after, item = crossing.successor(request.key.step), request.key.item
        same = after is not None and before.takes_two(item) == after.takes_two(item)
        if not same or after is None or crossing.form_named(before, item) != after.form_for(item):
            yield say(
                "An answer to “{step}” is not settled yet, and the new version changes its form. "
                "Please have the answer confirmed or decided first.",
                step=before.title,
            )


def _of_answers_read(crossing: Crossing) -> Iterator[Message]:
    read = fields_read(crossing.new)
    for name in crossing.begun:
        after = crossing.successor(name)
        values = _last_values(crossing.after, crossing.name(name))
        if after is None or after.foreach is not None or values is None:
            continue
        for field in after.form:
            if field.id in read.get(after.id, ()) and not _says(crossing, name, values, field):
                yield say(
                    "The new version goes by “{field}” in the answer to “{step}”, and what was "
                    "answered does not say it in that way. Please keep the field with its kind "
                    "and options.",
                    field=field.label,
                    step=after.title,
                )


def _last_values(state: State, step: str) -> Values | None:
    done = [each.answer for each in state.rounds(step, None) if each.status == "done"]
    return done[-1].values if done and done[-1] is not None else None


def _says(crossing: Crossing, name: str, values: Values, field: Field) -> bool:
    """Whether the answer to the old step, as it was given, says what the field asks now."""
    before = crossing.old.by_id.get(name)
    form = crossing.form_named(before, None) if before is not None else (field,)
    asked = next((each for each in form if each.id == field.id), None)
    same = asked is not None and asked.kind == field.kind
    return same and field.id in values and _fits(values[field.id], field)


def fields_read(pathway: Pathway) -> Mapping[str, frozenset[str]]:
    """By step, the fields of its answer by which a journey goes on, and a status is dated."""
    conditions = [step.when for step in pathway.steps] + [end.when for end in pathway.ends]
    conditions += [step.repeat.until for step in pathway.steps if step.repeat is not None]
    paths = {path for text in conditions if text for path in read_condition(text).fields}
    paths |= {path for step in pathway.steps for path in (step.foreach, step.area) if path}
    held_back = [step.not_before for step in pathway.steps if step.not_before is not None]
    paths |= {path for each in held_back for path in each.dates}
    paths |= {f"{step.id}.{step.dated_by}" for step in pathway.steps if step.dated_by}
    paths |= {end.hands_over.area for end in pathway.ends if end.hands_over is not None}
    found: dict[str, frozenset[str]] = {}
    for path in paths:
        step, _, field = path.partition(".")
        found[step] = found.get(step, frozenset()) | {field}
    return found


def _fits(value: Value, field: Field) -> bool:
    if value is None:
        return not field.required
    if type(value) is not _TYPES.get(field.kind, str):
        return False
    chosen = value if isinstance(value, tuple) else (value,)
    known = {option.id for option in field.options}
    if field.kind in ("choice", "choices"):
        return known.issuperset(chosen)
    return field.kind != "date" or _is_day(str(value))


_TYPES: Mapping[FieldKind, type] = {
    "yes_no": bool, "whole_number": int, "money": int, "choices": tuple,
}  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _of_conditions(crossing: Crossing) -> Iterator[Message]:
    known = {crossing.name(place) for place in crossing.did.unclear}
    for place in crossing.will_do.unclear:
        if place not in known:
            yield say(
                "By what was answered, the condition of “{step}” could not be decided. Please "
                "write it so that it has an answer for this journey too.",
                step=crossing.new.title_of(place),
            )


def _title(crossing: Crossing, name: str) -> Label:
    after = crossing.successor(name)
    if name in crossing.old.by_id or after is None:
        return crossing.old.title_of(name)
    return after.title
