"""What is wrong in the conditions of a pathway, and in the fields that its steps name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from domain.explaining import quoted
from domain.faults import Fault
from domain.pathway.conditions import ENTRY, BadCondition, Condition, read_condition
from domain.pathway.places import Place, fault_at
from domain.pathway.reach import Trials
from domain.pathway.template import FREE_TEXT, SEALED, Field, FieldKind, Pathway, Step
from domain.pathway.trials import Trial, try_out
from domain.texts import Message, say
from domain.values import Value


@dataclass(frozen=True, slots=True)
class View:
    """What a place of the pathway may look at: the fields of the steps `earlier`.

    `later` are the steps that cannot come before it, itself among them.
    """

    pathway: Pathway
    earlier: frozenset[str]
    later: frozenset[str] = frozenset()

    @classmethod
    def of_step(cls, pathway: Pathway, step: Step, before: Mapping[str, frozenset[str]]) -> View:
        behind = {later for later, earlier in before.items() if step.id in earlier}
        return cls(pathway, before[step.id], frozenset({step.id, *behind}))

    @classmethod
    def of_end(cls, pathway: Pathway) -> View:
        """When it is looked at an end, each step was answered, or its fields are null."""
        return cls(pathway, frozenset(pathway.by_id))

    def field_faults(self, path: str, place: Place) -> Iterator[Fault]:
        """Whether the field exists and may be looked at from here."""
        step_id, _, field_id = path.partition(".")
        step = self.pathway.by_id.get(step_id)
        if step is None:
            yield fault_at(
                place,
                say("There is no step “{step}”.", step=step_id),
                say("Check how it is spelt; write the id of the step and of the field."),
            )
        elif (field := step.field(field_id)) is None:
            yield fault_at(place, *_no_such_field(step, field_id))
        elif field.kind in FREE_TEXT:
            yield fault_at(
                place,
                say(
                    "“{path}” is free text; it is sealed, and nothing can depend on it.", path=path
                ),
                say("Ask for it with a field to choose from, and name that field here."),
            )
        elif field.kind in SEALED:
            yield fault_at(
                place,
                say("“{path}” is a file; it is sealed, and nothing can depend on it.", path=path),
                say("Ask for it with a field to choose from, and name that field here."),
            )
        elif step.foreach is not None:
            yield fault_at(
                place,
                say("“{path}” is answered once for each item.", path=path),
                say("Name a field of a step that is asked only once."),
            )
        elif step_id not in self.earlier:
            yield fault_at(place, *self._not_yet(path, step_id))

    def _not_yet(self, path: str, step_id: str) -> tuple[Message, Message]:
        if step_id in self.later:
            return (
                say("“{path}” is answered only later.", path=path),
                say("Name a field of a step that this one comes after."),
            )
        return (
            say("“{path}” may not be answered yet here.", path=path),
            say("Write “{step}” under “after” too, or name a field of another step.", step=step_id),
        )


def condition_faults(text: str | None, place: Place, view: View, trials: Trials) -> list[Fault]:
    """What is wrong with it. What came of trying it is put under its place into `trials`."""
    if text is None:
        return []
    found, trial = read_faults(text, place, view)
    if trial is not None:
        trials[place] = trial
    return found


def read_faults(
    text: str, place: Place, view: View, *, skippable: bool = True
) -> tuple[list[Fault], Trial | None]:
    """What is wrong with a condition; if nothing is, what came out when it was tried.

    `skippable` says whether a field may be null although its step requires it.
    """
    try:
        condition = read_condition(text)
    except BadCondition as error:
        return [fault_at(place, say("This condition cannot be used."), error.message)], None
    of_fields = (view.field_faults(path, place) for path in sorted(condition.fields))
    # A step that is not there is told once, however many of its fields are looked at.
    found = list(dict.fromkeys(chain.from_iterable(of_fields)))
    found += _literal_faults(condition, place, view.pathway)
    entries = list(dict.fromkeys(entry.id for entry in view.pathway.entries))
    if found or not entries:
        return found, None
    paths = {path: view.pathway.field_at(path) for path in sorted(condition.fields)}
    fields = {path: field for path, field in paths.items() if field is not None}
    trial = try_out(condition, fields, entries, skippable=skippable)
    if trial.fails_with is not None:
        return [_no_answer(trial.fails_with, fields, place)], None
    return [], trial


def _no_answer(case: Mapping[str, Value], fields: Mapping[str, Field], place: Place) -> Fault:
    empty = [path for path, value in case.items() if value is None]
    mend = say("Write for example: {example}", example=_example(fields, empty))
    if empty:
        return fault_at(
            place,
            say("This has no answer when “{path}” is empty or was skipped.", path=empty[0]),
            mend,
        )
    return fault_at(
        place,
        say("This is neither true nor false, or compares what cannot be compared."),
        mend,
    )


def _literal_faults(condition: Condition, place: Place, pathway: Pathway) -> Iterator[Fault]:
    for name, text in dict.fromkeys(condition.literals):
        if name == ENTRY:
            yield from _entry_faults(text, place, [entry.id for entry in pathway.entries])
        elif (field := pathway.field_at(name)) is not None:
            yield from _value_faults(name, field, text, place)


def _entry_faults(text: str, place: Place, entries: Sequence[str]) -> Iterator[Fault]:
    if text not in entries:
        yield fault_at(
            place,
            say("There is no entry “{entry}”.", entry=text),
            say("Choose one of these: {choices}.", choices=quoted(entries)),
        )


def _value_faults(path: str, field: Field, text: str, place: Place) -> Iterator[Fault]:
    options = [option.id for option in field.options]
    if field.kind in ("choice", "choices") and text not in options:
        yield fault_at(
            place,
            say("“{path}” has no option “{option}”.", path=path, option=text),
            say("Choose one of these: {choices}.", choices=quoted(options)),
        )
    if field.kind in ("yes_no", "whole_number", "money") or _no_day(field.kind, text):
        yield fault_at(
            place,
            say("“{path}” never says “{text}”.", path=path, text=text),
            say("Write for example: {example}", example=_EXAMPLES[field.kind].format(path=path)),
        )


def _no_day(kind: FieldKind, text: str) -> bool:
    if kind != "date":
        return False
    try:
        return date.fromisoformat(text).isoformat() != text
    except ValueError:
        return True


_EXAMPLES: Mapping[FieldKind, str] = {
    "yes_no": "{path} == true",
    "choice": "{path} == '{option}'",
    "choices": "{path} != null && '{option}' in {path}",
    "whole_number": "{path} != null && {path} > 3",
    "money": "{path} != null && {path} > 3000000",
    "date": "{path} != null && {path} < '2026-11-23'",
    "area": "{path} == 'hai_phong'",
}


def _example(fields: Mapping[str, Field], empty: Sequence[str]) -> str:
    path = empty[0] if empty else next(iter(fields), None)
    if path is None:
        return "entry == 'tu_tro_ve'"
    field = fields[path]
    option = field.options[0].id if field.options else ""
    return _EXAMPLES[field.kind].format(path=path, option=option)


def _no_such_field(step: Step, field_id: str) -> tuple[Message, Message]:
    names = [field.id for field in step.form if field.kind not in SEALED]
    problem = say("Step “{step}” has no field “{field}”.", step=step.id, field=field_id)
    if not names:
        return problem, say("Add the field to the form of that step.")
    return problem, say("Choose one of these: {choices}.", choices=quoted(names))
