from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.casework.answers.views import Asking
from domain.texts import Label, Message, say
from pages.answer.sending import ways

LOST_FILE = say("Please choose this file once more: it was not kept.")
WHY_NOT = say("Why not?")
COLLEAGUE: Mapping[str, Message] = {
    "colleague_name": say("Name of the new colleague"),
    "colleague_address": say("Their mail address or phone number"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault, and the id of the element of the page where it can be mended."""

    anchor: str
    label: Label | Message | None
    problem: Message


def marks(
    asking: Asking, verdict: str, faults: Mapping[str, Message], lost: Collection[str] = ()
) -> tuple[Mark, ...]:
    """In the order of the page. A fault of no field is one of the reason, or of the whole. `lost`
    are the fields of files that are to be chosen once more.
    """
    faults = {**{field.id: LOST_FILE for field in asking.form if field.id in lost}, **faults}
    fields = {field.id: field.label for field in asking.form} if verdict == "done" else {}
    beside = [Mark(f"f-{i}", label, faults[i]) for i, label in fields.items() if i in faults]
    labels = _labels(asking, verdict)
    others = [
        Mark(_anchor(name, verdict), labels.get(name), problem)
        for name, problem in faults.items()
        if name not in fields
    ]
    return (*others, *beside)


def _labels(asking: Asking, verdict: str) -> Mapping[str, Message | None]:
    """Of what is asked beside the form."""
    way = next((way for way in ways(asking, answered=False) if way.verdict == verdict), None)
    asked = {"reason": way.reason, "until": way.until} if way is not None else {}
    return {**asked, "because": WHY_NOT, **(COLLEAGUE if verdict == "delegated" else {})}


def _anchor(name: str, verdict: str) -> str:
    if name in ("until", "because", "reason"):
        return f"{name}-{verdict}"
    return name if name.startswith("colleague") else "answer"
