"""An answer typed into a form that was opened before its journey moved to another version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.casework.answers.views import Submission
from domain.casework.dossier import Dossier
from domain.journey.state import Request
from domain.pathway.forms import FormFaults, Raw
from domain.texts import say

VERDICT = "verdict"
FORM_CHANGED = say(
    "What is asked here has changed since you opened the page. Please look it through and send it "
    "once more."
)


def as_asked_now(dossier: Dossier, request: Request, sent: Submission) -> Submission:
    """Under the names that its fields have now. Raises FormFaults for what was typed into a field
    that is no more: that is not to be lost in silence.
    """
    line = int(dossier.request_row(request.key).id.rpartition("/")[2])
    moved = dossier.chronicle.fields_since(line)
    if moved is None:
        return sent
    step = dossier.told_pathway.by_id[request.key.step]
    form = {field.id for field in step.form_for(request.key.item)}
    names = {old: new for old, new in moved.items() if old not in form}
    told = {names.get(field, field): texts for field, texts in sent.raw.items()}
    if any(field not in form for field in _filled(told)):
        raise FormFaults({VERDICT: FORM_CHANGED})
    files = {names.get(field, field): file for field, file in sent.files.items()}
    return replace(sent, raw=told, files=files)


def _filled(raw: Raw) -> Iterator[str]:
    return (field for field, texts in raw.items() if any(text.strip() for text in texts))
