"""What is wrong in a single step: its roles, its form, its items, its rounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from domain.explaining import quoted
from domain.faults import Fault
from domain.pathway.attachments import MOST_FILES
from domain.pathway.condition_faults import View, read_faults
from domain.pathway.conditions import BadCondition, read_condition
from domain.pathway.places import Place, fault_at
from domain.pathway.template import End, Field, FieldKind, Option, Pathway, Period, Step
from domain.texts import Label, Language, Message, say

_LEAST_OPTIONS = {"choice": 2, "choices": 1}


def unknown_role(pathway: Pathway, role: str, place: Place) -> Iterator[Fault]:
    known = [known.id for known in pathway.roles]
    if role not in known:
        yield fault_at(
            place,
            say("There is no role “{role}”.", role=role),
            say("Choose one of these, or add it under “roles”: {choices}.", choices=quoted(known)),
        )


def role_faults(pathway: Pathway, step: Step, place: Place) -> Iterator[Fault]:
    yield from unknown_role(pathway, step.role, (*place, "role"))
    if step.asked_by is not None:
        yield from unknown_role(pathway, step.asked_by, (*place, "asked_by"))
    for role in step.informed:
        yield from unknown_role(pathway, role, (*place, "with"))
    for item, role in step.role_by_item.items():
        yield from unknown_role(pathway, role, (*place, "role_by_item", item))
    yield from told_and_asked(step.informed, {step.role, *step.jointly}, (*place, "with"))
    yield from _jointly_faults(pathway, step, (*place, "jointly"))


def told_and_asked(told: Sequence[str], asked: Collection[str], place: Place) -> Iterator[Fault]:
    for role in told:
        if role in asked:
            yield fault_at(
                place,
                say("“{role}” is asked, and so need not be told.", role=role),
                say("Take it out of “with”."),
            )


def _jointly_faults(pathway: Pathway, step: Step, place: Place) -> Iterator[Fault]:
    for number, role in enumerate(step.jointly):
        yield from unknown_role(pathway, role, place)
        if role in (step.role, *step.jointly[:number]):
            yield fault_at(
                place,
                say("“{role}” is asked already.", role=role),
                say("Name here only who is asked beside it."),
            )
    if step.jointly and (step.foreach is not None or step.repeat is not None):
        yield fault_at(
            place,
            say("A step that is asked item by item or in rounds cannot be asked jointly."),
            say("Take out “jointly”, or ask the others in a step of their own."),
        )


def share_faults(pathway: Pathway, step: Step, place: Place) -> Iterator[Fault]:
    here = (*place, "shares")
    for number, field in enumerate(step.shared):
        if field in step.shared[:number]:
            yield fault_at(
                here,
                say("“{id}” stands here more than once.", id=field),
                say("Name each field of the person once."),
            )
    if step.shares and pathway.subject != "person":
        yield fault_at(
            here,
            say("This pathway is about a place: there is no person to share anything of."),
            say("Take out “shares”, or write subject: person."),
        )
    if "phone" in step.shared and "safe_contact" not in step.shared:
        yield fault_at(
            here,
            say("Whoever calls the person must know when and how that is safe."),
            say("Share “safe_contact” beside “phone”, or take “phone” out."),
        )
    if step.without_consent == "wait" and not step.shares:
        yield fault_at(
            (*place, "without_consent"),
            say("The step shares nothing, so there is no consent to wait for."),
            say("Name under “shares” what the step needs, or take out “without_consent”."),
        )


def form_faults(form: Sequence[Field], place: Place) -> Iterator[Fault]:
    for field in form:
        yield from _ahead_faults(field, (*place, "form", field.id, "ahead"))
        here = (*place, "form", field.id, "options")
        least = _LEAST_OPTIONS.get(field.kind)
        if least is None and field.options:
            yield fault_at(
                here,
                say("Only “choice” and “choices” have options."),
                say("Take the options out, or write kind: choice."),
            )
        if least is not None and len(field.options) < least:
            yield fault_at(
                here,
                say("There is too little to choose from."),
                say("Give at least {least} options.", least=least),
            )
        yield from _alike_faults(field, here)
    yield from _file_faults([field for field in form if field.kind == "file"], place)


def _alike_faults(field: Field, place: Place) -> Iterator[Fault]:
    """Options that whoever answers could not tell apart."""
    for language, problem in _ALIKE.items():
        first: dict[str, Option] = {}
        for option in field.options:
            words = option.label.in_(language)
            other = first.setdefault(" ".join(words.casefold().split()), option)
            # Where there is no English, what is wrong is told of the Vietnamese.
            if other.id != option.id and (language == "vi" or words != option.label.vi):
                yield fault_at(
                    (*place, option.id, "label", language),
                    Message(problem.text, {"words": Label(vi=words, en=words)}),
                    say("Give each its own words, or take one of the two out."),
                )


_ALIKE: Mapping[Language, Message] = {
    "vi": say("In Vietnamese, two of these read “{words}”.", words=""),
    "en": say("In English, two of these read “{words}”.", words=""),
}


def _ahead_faults(field: Field, place: Place) -> Iterator[Fault]:
    if field.ahead and field.kind != "date":
        yield fault_at(
            place,
            say("Only a date can lie in the future."),
            say("Take “ahead” out, or write kind: date."),
        )


def _file_faults(fields: Sequence[Field], place: Place) -> Iterator[Fault]:
    for field in fields:
        if field.required:
            yield fault_at(
                (*place, "form", field.id, "required"),
                say("Who answers by phone has no file to send."),
                say("Write required: false."),
            )
    for field in fields[MOST_FILES:]:
        yield fault_at(
            (*place, "form", field.id),
            say("A form takes at most {n} files.", n=MOST_FILES),
            say("Ask for the others in a step of their own."),
        )


def second_person_faults(step: Step, place: Place) -> Iterator[Fault]:
    if step.second_person and not step.form:
        yield fault_at(
            (*place, "second_person"),
            say("This step has no form, so there is no finding for a second person to confirm."),
            say("Give it a form, or take out “second_person”."),
        )


def item_faults(view: View, step: Step, place: Place) -> Iterator[Fault]:
    """`foreach` with its items, and `area`."""
    if step.foreach is not None:
        yield from _source_faults(view, step.foreach, "choices", (*place, "foreach"))
    if step.area is not None:
        yield from _source_faults(view, step.area, "area", (*place, "area"))
    if step.role_by_item and step.foreach is None:
        yield fault_at(
            (*place, "role_by_item"),
            say("This step is not asked item by item."),
            say("Add “foreach”, or take “role_by_item” out."),
        )
    source = view.pathway.field_at(step.foreach) if step.foreach else None
    if source is not None and source.kind == "choices":
        yield from _unknown_items(step, source, place)


def _source_faults(view: View, path: str, kind: FieldKind, place: Place) -> Iterator[Fault]:
    found = list(view.field_faults(path, place))
    yield from found
    field = view.pathway.field_at(path)
    if not found and field is not None and field.kind != kind:
        yield fault_at(
            place,
            say("“{path}” is a field of the kind “{kind}”.", path=path, kind=field.kind),
            say("Name a field of the kind “{kind}” here.", kind=kind),
        )


def hand_over_faults(view: View, end: End, place: Place) -> Iterator[Fault]:
    """`hands_over`, which goes with its outcome."""
    if end.hands_over is not None:
        here = (*place, "hands_over")
        yield from _source_faults(view, end.hands_over.area, "area", (*here, "area"))
        if (end.hands_over.pathway is None) != (end.hands_over.entry is None):
            yield fault_at(
                here,
                say("A pathway without its entry, or an entry without its pathway, is no place."),
                say("Name both, or neither: then the policy of the area says where it goes on."),
            )
    if (end.hands_over is not None) != (end.outcome == "handed_over"):
        yield fault_at(
            (*place, "outcome"),
            say("The outcome “handed_over” and “hands_over” go together."),
            say("Add what is missing, or choose another outcome."),
        )


def _unknown_items(step: Step, source: Field, place: Place) -> Iterator[Fault]:
    options = [option.id for option in source.options]
    for item in step.role_by_item:
        if item not in options:
            yield fault_at(
                (*place, "role_by_item", item),
                say("“{path}” has no option “{option}”.", path=str(step.foreach), option=item),
                say("Choose one of these: {choices}.", choices=quoted(options)),
            )


HOW_OFTEN = say("It is not clear how often this is asked.")
HOW_LONG = say("It is not clear how long this is.")


def not_before_faults(view: View, step: Step, place: Place) -> Iterator[Fault]:
    held_back, here = step.not_before, (*place, "not_before")
    if held_back is None:
        return
    if held_back.period is None and (held_back.until is None or held_back.since is not None):
        yield fault_at(
            here,
            say("It is not clear how long to wait before this is asked."),
            say("Write how long under “period”, or name a date under “until”."),
        )
    if held_back.period is not None:
        yield from period_faults(held_back.period, (*here, "period"), HOW_LONG)
    for name, path in (("since", held_back.since), ("until", held_back.until)):
        if path is not None:
            yield from _source_faults(view, path, "date", (*here, name))


def repeat_faults(pathway: Pathway, step: Step, place: Place) -> Iterator[Fault]:
    if step.repeat is None:
        return
    here = (*place, "repeat")
    if step.foreach is not None:
        yield fault_at(
            here,
            say("A step cannot be asked item by item and in rounds."),
            say("Take out “repeat” or “foreach”."),
        )
    yield from period_faults(step.repeat.every, (*here, "every"))
    if step.repeat.until is not None:
        yield from _until_faults(pathway, step, step.repeat.until, (*here, "until"))
    elif step.repeat.times is None:
        yield fault_at(
            here,
            say("The rounds would never end."),
            say("Add “until” with a condition, or “times” with a number."),
        )


def _until_faults(pathway: Pathway, step: Step, until: str, place: Place) -> Iterator[Fault]:
    for path in _of_other_steps(step, until):
        yield fault_at(
            place,
            say("“{path}” is no answer of this step.", path=path),
            say("Name a field of “{step}”: its own answer ends the rounds.", step=step.id),
        )
        return
    if step.foreach is not None:
        return
    view = View(pathway, frozenset({step.id}))
    found, trial = read_faults(until, place, view, skippable=False)
    yield from found
    if trial is not None and trial.complete and not trial.can_hold:
        yield fault_at(
            place,
            say("This can never hold, so the rounds would never end."),
            say("Compare with what the answer of this step can say."),
        )


def _of_other_steps(step: Step, until: str) -> list[str]:
    try:
        fields = read_condition(until).fields
    except BadCondition:
        return []
    return sorted(path for path in fields if path.partition(".")[0] != step.id)


def period_faults(period: Period, place: Place, problem: Message = HOW_OFTEN) -> Iterator[Fault]:
    if (period.months is None) == (period.days is None):
        yield fault_at(
            place,
            problem,
            say("Write either months or days, for example: months: 1."),
        )
