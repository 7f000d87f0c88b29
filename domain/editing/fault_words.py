"""What is wrong in a draft, for who edits it by picking: no name of the file, titles for ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.editing.removed import Removed, removed
from domain.faults import Fault
from domain.pathway.template import Pathway
from domain.texts import Label, Message, Value, say

_QUOTED = re.compile("“([^”]*)”")
_ARROW = " → "

EDITORS_WORDS: Mapping[str, Message] = {
    "Add an end without “when” and “after”: it takes everybody who is left.": say(
        "Add an end without a condition and without steps before it: it takes everybody who is"
        " left."
    ),
    "Add “foreach”, or take “role_by_item” out.": say(
        "Choose for which things it is asked, or take out who is asked for single ones."
    ),
    "Add “until” with a condition, or “times” with a number.": say(
        "Say until when it is repeated, or how often at the most."
    ),
    "Add “when” or “after”, or put this end last.": say(
        "Give it a condition or steps before it, or move it down to the last place."
    ),
    "Check how it is spelt, or take it out of “after”.": say(
        "Choose again after which steps it comes."
    ),
    "Check its “when” and “after” against the entries and the steps.": say(
        "Check its condition, and the steps before it, against the ways in and the other steps."
    ),
    "Check it against the entries, and against when the steps before it are asked.": say(
        "Check it against the ways in, and against when the steps before it are asked."
    ),
    "Check how it is spelt; write the id of the step and of the field.": say(
        "Choose another answer in the condition."
    ),
    "Choose one of these, or add it under “roles”: {choices}.": say(
        "Choose one of these, or add a role: {choices}.", choices=""
    ),
    "Compare with what an answer says, or add “after”.": say(
        "Let the condition look at an answer, or choose the steps before it."
    ),
    "Give an option its “status”, or take “dated_by” out.": say(
        "Say of an option what the person is from then on, or take out the date from which that"
        " holds."
    ),
    "Give it a form, or take out “second_person”.": say(
        "Give the step a form, or let no second person confirm it."
    ),
    "Give each of them an id of its own.": say("Remove one of the two, and add it anew."),
    "Choose another id.": say("Remove it, and add it anew under another name."),
    "Choose a shorter id for the part.": say("Use a pathway whose steps have shorter names."),
    "Name a field of the kind “date”, or take “dated_by” out.": say(
        "Choose a date of the form of this step, or none."
    ),
    "Name a field of the kind “{kind}” here.": say("Choose another answer here."),
    "“{path}” is a field of the kind “{kind}”.": say(
        "“{path}” is filled in with something else than is needed here.", path=""
    ),
    "Name another one under “use”.": say("Choose another pathway."),
    "Name the law and its article under “source”, or write origin: design.": say(
        "Name the law and its article, or choose that it comes from whoever wrote the pathway."
    ),
    "Name under “shares” what the step needs, or take out “without_consent”.": say(
        "Say what of the person the step needs, or let it be asked without consent too."
    ),
    "Only “choice” and “choices” have options.": say("Only what is chosen has options."),
    "Publish it first, or choose another: `referral pathway list` shows them.": say(
        "Choose a version that is published here, or publish that one first."
    ),
    "Share “safe_contact” beside “phone”, or take “phone” out.": say(
        "Share the safe contact beside the telephone number, or neither."
    ),
    "Take it out of “with”.": say("Take it out of who is told as well."),
    "Take one of them out of “after” of the next.": say(
        "Let one of them no longer come after the one before it."
    ),
    "Take out “after”, “when” and “at_once”, or add an end without them below.": say(
        "Take out its condition, the steps before it, and that it ends at once; or add an end"
        " without them below."
    ),
    "Take out “jointly”, or ask the others in a step of their own.": say(
        "Ask one role alone, and the others in a step of their own."
    ),
    "Take out “repeat” or “foreach”.": say(
        "Let it be repeated, or asked for each thing chosen, but not both."
    ),
    "Take out “shares”, or write subject: person.": say(
        "Share nothing here, or let the pathway be about a person."
    ),
    "Take the options out, or write kind: choice.": say(
        "Remove the options, or let it be filled in by choosing."
    ),
    "Take “ahead” out, or write kind: date.": say(
        "Let it not lie in the future, or let it be filled in with a date."
    ),
    "Take “status” out, or let the pathway be about a person.": say(
        "Take out what the person is, or let the pathway be about a person."
    ),
    "The outcome “handed_over” and “hands_over” go together.": say(
        "The outcome, and where the case goes on, do not fit each other."
    ),
    "Add what is missing, or choose another outcome.": say(
        "Choose where the case goes on, or another outcome."
    ),
    "Use a pathway about the same: “subject” says what it is about.": say(
        "Use a pathway that is about the same as this one."
    ),
    "Write either months or days, for example: months: 1.": say(
        "Give either months or days, not both."
    ),
    "Write how long under “period”, or name a date under “until”.": say(
        "Say how long to wait, or until which date of an answer."
    ),
    "Write kind: choice, or take “status” out of the options.": say(
        "Let only one of them be chosen, or take out what the person is from then on."
    ),
    "Write required: false.": say("Let it be left empty."),
    "Write “unit: at_once”, or at least 1 hour.": say("Choose “immediately”, or at least 1 hour."),
    "“at_once” is given an amount.": say("What is due immediately is given a number."),
    "Leave the amount out, or choose another unit.": say(
        "Leave the number out, or choose another unit."
    ),
    "Write “{step}” under “after” too, or name a field of another step.": say(
        "Let it come after “{step}” too, or choose an answer of another step.", step=""
    ),
    "Name a field of a step that this one comes after.": say(
        "Choose an answer of a step that this one comes after."
    ),
    "Name a field of a step that is asked only once.": say(
        "Choose an answer of a step that is asked only once."
    ),
    "Name a field of “{step}”: its own answer ends the rounds.": say(
        "Choose an answer of “{step}” itself: that ends the rounds.", step=""
    ),
    "Name each field of the person once.": say("Remove one of the two."),
    "Ask for it with a field to choose from, and name that field here.": say(
        "Ask for it with a field to choose from too, and choose that one here."
    ),
    "A pathway without its entry, or an entry without its pathway, is no place.": say(
        "A pathway without its way in, or a way in without its pathway, is no place."
    ),
    "There is no entry “{entry}”.": say("There is no way in “{entry}”.", entry=""),
    "There is no entry, so nobody could come in.": say(
        "There is no way in, so nobody could come in."
    ),
    "Add at least one entry.": say("Add at least one way in."),
    "Let a first step hold for this entry, or take the entry out.": say(
        "Let a first step be asked of who comes in this way, or remove this way in."
    ),
    "“{key}” has no entry “{entry}”.": say("“{key}” has no way in “{entry}”.", entry="", key=""),
    "If it is meant as a text, put it between quotes.": say("Please write it anew."),
    "Write it in digits alone, without quotes, for example: 3.": say(
        "Please write it in digits alone, for example: 3."
    ),
    "Write true or false, without quotes.": say("Please choose anew, and keep it."),
    "Write something here, or take the line out.": say("Please write something here."),
    "Add it.": say("Please choose or write it."),
}
"""By what the file's author reads; all else is said to both alike. The values are the fault's."""


def in_the_editor(fault: Fault, pathway: Pathway, gone: Removed) -> Fault:
    """`pathway`: the draft, drawn; `gone`: what was removed from it."""
    titles = _Titles(pathway, _near(pathway, fault.problem.values))
    problem = removed(fault.problem, gone) or _said(fault.problem, titles)
    return Fault(fault.place, problem, _said(fault.mend, titles))


def _near(pathway: Pathway, values: Mapping[str, Value]) -> Mapping[str, Label]:
    """What is meant first where a fault is about a field, its options, or about a step's form."""
    path, step = values.get("path"), values.get("step")
    field = pathway.field_at(path) if isinstance(path, str) else None
    asked = pathway.by_id.get(step) if isinstance(step, str) else None
    options = {one.id: one.label for one in field.options} if field is not None else {}
    return options | ({one.id: one.label for one in asked.form} if asked is not None else {})


@dataclass(frozen=True, slots=True)
class _Titles:
    """`near`: by their ids, those that go before any other."""

    pathway: Pathway
    near: Mapping[str, Label]

    def find(self, name: str) -> Label | None:
        """Of an id, or of `step.field`."""
        if (field := self.pathway.field_at(name)) is not None:
            step = self.pathway.title_of(name.partition(".")[0])
            return Label(vi=f"{step.vi} – {field.label.vi}", en=f"{step.en} – {field.label.en}")
        labels = [self.near[name]] if name in self.near else []
        if (step_named := self.pathway.by_id.get(name)) is not None:
            labels.append(step_named.title)
        labels += [role.title for role in self.pathway.roles if role.id == name]
        labels += [entry.title for entry in self.pathway.entries if entry.id == name]
        return next(iter(labels), None)

    def of(self, name: str) -> Label:
        return self.find(name) or Label(vi=name, en=name)


def _said(message: Message, titles: _Titles) -> Message:
    other = EDITORS_WORDS.get(message.text)
    values = {name: _titled(value, titles) for name, value in message.values.items()}
    return Message(other.text if other is not None else message.text, values)


def _titled(value: Value, titles: _Titles) -> Value:
    """Of a single id, of steps in a row, or of what there is to choose from."""
    if isinstance(value, Message):
        return _said(value, titles)
    if not isinstance(value, str):
        return value
    if (found := titles.find(value)) is not None:
        return found
    if _ARROW in value:
        row = [titles.of(name) for name in value.split(_ARROW)]
        return Label(vi=_ARROW.join(one.vi for one in row), en=_ARROW.join(one.en for one in row))
    if not _QUOTED.search(value):
        return value
    return Label(
        vi=_QUOTED.sub(lambda found: f"“{titles.of(found[1]).vi}”", value),
        en=_QUOTED.sub(lambda found: f"“{titles.of(found[1]).en}”", value),
    )
