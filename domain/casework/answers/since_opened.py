"""An answer typed into a form that was opened before its journey moved to another version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.casework.answers.views import Asking, FormBefore, Submission
from domain.casework.chronicle import AskedThen, Words
from domain.casework.dossier import Dossier
from domain.journey.state import Request
from domain.pathway.forms import FormFaults
from domain.pathway.template import FREE_TEXT, Field
from domain.texts import say

VERDICT = "verdict"
FORM_CHANGED = say(
    "What is asked here has changed since you opened the page. Please look it through and send it "
    "once more."
)


def as_asked_now(asking: Asking, sent: Submission) -> Submission:
    """Under the names that its fields have now. Raises FormFaults where anything of the form, or of
    the words that ask, has changed: nobody has answered what they were not asked.
    """
    before = asking.form_before(sent.moved)
    if before is None or sent.verdict != "done":
        return sent
    if not before.same:
        raise FormFaults({VERDICT: FORM_CHANGED})
    raw, files = before.told(sent.raw), before.told(sent.files)
    return replace(sent, raw=raw, files=files, moved=asking.moved)


def forms_before(
    dossier: Dossier, request: Request, form: Sequence[Field]
) -> Mapping[int, FormBefore]:
    """By the trail line of the last move then. `form` is that of now."""
    line = int(dossier.request_row(request.key).id.rpartition("/")[2])
    told = dossier.chronicle.asked_since(line, request.key.item, dossier.pathway_of)
    step = dossier.told_pathway.by_id[request.key.step]
    return {at: _compared(then, (step.title, step.ask), form) for at, then in told.items()}


def _compared(before: AskedThen, words: Words, now: Sequence[Field]) -> FormBefore:
    fields = {field.id: field for field in now}
    names = {
        then.id: name
        for name, then in before.form
        if name in fields and _may_stay(then, fields[name])
    }
    was = {name: _asked(then) for name, then in before.form}
    same = before.words == words and was == {field.id: _asked(field) for field in now}
    return FormBefore(names, same)


def _may_stay(then: Field, now: Field) -> bool:
    """What was typed, to be looked through. A choice made to another question would not be seen."""
    if then.kind != now.kind:
        return False
    return now.kind in FREE_TEXT or (then.label, then.options) == (now.label, now.options)


def _asked(field: Field) -> Mapping[str, object]:
    """All but its name, and where it comes from."""
    return field.model_dump(exclude={"id", "origin"})
