"""What is wrong in a policy or the directory, for who fills in a form: no name of the file, titles
for ids. Of a file that is brought, faults are told in the names of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from domain.directory.agencies import Directory
from domain.editing.fault_words import EDITORS_WORDS
from domain.faults import parts_of, place_of
from domain.texts import Label, Language, Message, Value, say
from domain.workbook.tables import TABLES

Titles: TypeAlias = "Mapping[str, Mapping[str, Label | Message]]"
"""Of ids, by what a fault calls its value; of the parts of a place under “place”, or under the two
parts before it where it is called so there alone, as a pathway's steps are.
"""

FORMS_WORDS: Mapping[str, Message] = {
    "Write for example: 50%, 15 minutes, 2 hours or 7 days.": say(
        "Write how many, and choose under “Unit”."
    ),
    "Write for example: 15 minutes, 2 hours or 7 days.": say(
        "Write how many, and choose under “Unit”."
    ),
    "Write a time, for example: 30 minutes, 2 hours or 7 days.": say(
        "Choose minutes, hours or days."
    ),
    "Write only shares (50%) or only times (7 days), so that their order is known.": say(
        "Choose percent of the deadline in all lines or in none, so that their order is known."
    ),
    "Let the last line tell “above” or “lead”.": say(
        "Let the last line tell the agency above, or put it on the lead's list."
    ),
    "Write “unit: at_once”, or at least 1 hour.": say("Choose “at once”, or at least 1 hour."),
    "{place}: nobody can tell who decided this. Write “schema: 2”, and name its source under"
    " “sources”.": say("{place}: nobody can tell who decided this. Please fill it in.", place=""),
    "Give this one the same key, to replace that one, or another first day.": say(
        "Change that one instead, or give this one another first day."
    ),
    "“{entry}” is no entry of “{key}”.": say(
        "“{entry}” is no way in of “{key}”.", entry="", key=""
    ),
    "Publish it first, or choose another: `referral pathway list` shows them.": say(
        "Publish it first, or choose another."
    ),
    "Check how it is spelt, or take it out.": say("Choose another, or take it out."),
    "Check how it is spelt.": say("Choose another."),
    "Check how it is spelt, or add the agency.": say("Choose another, or add the agency."),
    "“{key}” has no step and no duty “{step}”.": say(
        "“{key}” does not ask “{step}” any more: only what earlier versions ask goes by this.",
        key="",
        step="",
    ),
    "Choose one of these: {choices}.": say("Choose another, or take it out."),
    "Perhaps this is meant: {choices}.": say("Choose another, or take it out."),
    "No agency here has the id “{id}”.": say("There is no agency “{id}” here.", id=""),
    "Check how it is spelt, or add it to the areas.": say("Choose another, or add the area."),
    "Take “above” out of the agency that has none above it.": say(
        "Leave “Agency above” empty for the one that has none above it."
    ),
    "Take “{word}” out of the area that has none.": say(
        "Leave “{word}” empty for the area that has none.", word=""
    ),
    "Add its last day under “valid_to”, or take “became” out.": say(
        "Give it a last day, or leave “Became” empty."
    ),
    "It is not in this list. {use}": say("It cannot be taken out. {use}", use=""),
    "It is not in this list, and has yet to answer: {n}.": say(
        "It cannot be taken out, since it has yet to answer: {n}.", n=""
    ),
    "Keep it, and give it its last day under “valid_to” instead.": say(
        "Keep it, and give it a last day instead."
    ),
    "Keep it, give it its last day under “valid_to”, and name under “successions” who takes"
    " over.": say("Keep it, and say on its page who takes over from it."),
    "Give it days within those of the other; what goes on in another area is a new entry with an id"
    " of its own.": say(
        "Give it days within those of the other; what goes on in another area is added as a new"
        " one."
    ),
    "Give one of them a last day, or say with “rank” who is asked first.": say(
        "Give one of them a last day, or say by “Rank” who is asked first."
    ),
    "Name who has it from then on. One set up anew needs an id of its own.": say(
        "Name who has it from then on. One set up anew has to be added first."
    ),
}
"""By what the file's author reads; what stands in neither list is said to both alike."""

_FORMS_MENDS: Mapping[str, Message] = {
    "“{key}” has no step and no duty “{step}”.": say(
        "To take it out, open the deadline and leave all empty."
    ),
}
"""By the problem: what there is to do where a form offers no other to choose."""

_PARTS: Mapping[str, Message] = {
    "limits": say("Deadlines"),
    "leads": say("Who leads"),
    "duties": say("Recurring work"),
    **{column.path[-1]: column.heading for table in TABLES for column in table.columns},
    **{table.name: table.heading for table in TABLES},
}
_NAMED_WITHIN = {
    "": "policy", "limits": "key", "leads": "key", "duties": "key", "agencies": "agency",
    "areas": "area",
}  # fmt: skip
_ID = re.compile(r"\w+")


def in_the_forms(message: Message, titles: Titles) -> Message:
    other = FORMS_WORDS.get(message.text) or EDITORS_WORDS.get(message.text)
    within = place_of("limits", str(message.values.get("key")))
    known = {**titles, "step": titles.get(within, {})}
    values = {name: _shown(name, value, known) for name, value in _mended(message).items()}
    return Message(other.text if other is not None else message.text, values)


def _mended(message: Message) -> Mapping[str, Value]:
    problem = message.values.get("problem")
    mend = _FORMS_MENDS.get(problem.text) if isinstance(problem, Message) else None
    return message.values if mend is None else {**message.values, "mend": mend}


def titles_in(directory: Directory, roles: Mapping[str, Label]) -> Titles:
    agencies = {one.id: one.title for one in directory.agencies}
    areas = {one.id: one.title for one in directory.map.areas}
    of_agencies = dict.fromkeys(("agency", "one", "other", "id"), agencies)
    of_areas = dict.fromkeys(("area", "parent", "heir"), areas)
    return {**of_agencies, **of_areas, "role": roles, "way": {**areas, **agencies}}


def _shown(name: str, value: Value, titles: Titles) -> Value:
    if isinstance(value, Message):
        return in_the_forms(value, titles)
    if not isinstance(value, str) or not _ID.search(value):
        return value
    if name == "place":
        return _where(value, titles)
    return _titled(value, _PARTS if name == "word" else titles.get(name, {}))


def _where(place: str, titles: Titles) -> Message:
    shown: list[Value] = []
    parts = ("", "", *parts_of(place))
    for before, around, part in zip(parts, parts[1:], parts[2:], strict=False):
        named = titles.get(_NAMED_WITHIN.get(around, ""), {})
        own = titles.get(place_of(before, around), {})
        shown.append({**_PARTS, **titles.get("place", {}), **named, **own}.get(part, part))
    words: dict[str, Value] = {f"part_{n}": part for n, part in enumerate(shown)}
    return Message(place_of(*(f"{{{name}}}" for name in words)), words)


def _titled(value: str, known: Mapping[str, Label | Message]) -> Value:
    """Of one id, or of several in a row."""

    def said(language: Language) -> str:
        return _ID.sub(
            lambda found: known[found[0]].in_(language) if found[0] in known else found[0], value
        )

    return Label(vi=said("vi"), en=said("en"))
