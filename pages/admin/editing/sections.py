"""What can be said of each part of a pathway, section by section, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from domain.pathway.wording import OUTCOMES, SCOPES
from domain.texts import Message, say
from pages.admin.editing.choices import Choices, chosen_of
from pages.admin.editing.common_sections import (
    ASK,
    LIMIT,
    NAME,
    STATUS,
    naming,
    source,
    who,
)
from pages.admin.editing.controls import Choice, Control, Section
from pages.admin.editing.step_sections import step_sections

ItemKind: TypeAlias = Literal[
    "about", "roles", "entries", "stages", "steps", "ends", "duties", "parts"
]
KINDS_IN_WORDS: Mapping[ItemKind, Message] = {
    "about": say("Name and description"),
    "roles": say("Roles"),
    "entries": say("Ways in"),
    "stages": say("Stages"),
    "steps": say("Steps"),
    "ends": say("Ends"),
    "duties": say("Recurring work"),
    "parts": say("Pathways used inside this one"),
}


def _about(choices: Choices) -> tuple[Section, ...]:
    describing = (
        NAME,
        Control(
            "about", "long_label", say("What it is"),
            say("Whom it is for, on which text it rests, what it leaves out."),
        ),
        Control(
            "describes", "label", say("Which practice, from when to when"),
            say("Such as: practice since July 2025."),
        ),
    )  # fmt: skip
    subjects = (Choice("person", say("a person")), Choice("site", say("a place")))
    leading = (
        Control(
            "lead", "choice", say("Who answers for the journeys"),
            say("The role to which everything goes that nobody else takes."), choices.roles(),
            say("Not chosen yet"),
        ),
        Control(
            "subject", "choice", say("It is about"), say("Usually a person."), subjects,
            default="person",
        ),
    )  # fmt: skip
    bounds = (
        Control(
            "area", "choice", say("In which area its recurring work is asked"),
            say("If it is the pathway of one province."), choices.areas, say("Everywhere"),
        ),
        Control(
            "no_new_after", "date", say("Last day on which a journey may begin"),
            say("Such as the end of a pilot. Journeys under way go on. Usually empty."),
        ),
    )  # fmt: skip
    return (
        Section("name", say("Name and description"), describing),
        Section("lead", say("Who answers for it"), leading),
        Section("bounds", say("Where and until when"), bounds),
    )


def _role(_: Choices) -> tuple[Section, ...]:
    return (naming(), source())


def _entry(_: Choices) -> tuple[Section, ...]:
    return (naming(STATUS), source())


def _stage(_: Choices) -> tuple[Section, ...]:
    return (naming(), source())


def _end(choices: Choices) -> tuple[Section, ...]:
    outcome = Control(
        "outcome", "choice", say("Outcome"), say("As reports count it."), chosen_of(OUTCOMES)
    )
    order = (
        Control(
            "after", "choices", say("After which steps"),
            say("It fits once at least one of these is done. Without any: whatever was done."),
            choices.before(),
        ),
        Control(
            "at_once", "yes_no", say("The journey ends at once"),
            say("What is still asked of others is withdrawn. Else all of it is waited for."),
        ),
    )  # fmt: skip
    handing = Control(
        "hands_over.area", "choice", say("The case goes on in another area"),
        say("The area that an answer names. A new journey begins there."),
        choices.fields_anywhere("area"), say("It does not go on"),
    )  # fmt: skip
    return (
        naming(outcome),
        Section("order", say("When it ends so"), order),
        Section("hand-over", say("Handing over"), (handing,)),
        source(),
    )


def _duty(choices: Choices) -> tuple[Section, ...]:
    looks = (
        Choice("ahead", say("the time that begins")),
        Choice("back", say("the time that is over")),
    )
    rhythm = (
        Control(
            "every", "period", say("How often"),
            say("As the source gives it. Empty: as the province's policy says."),
        ),
        Control(
            "per", "choice", say("Of whom"), say("One request for each."), chosen_of(SCOPES),
            default="province",
        ),
        Control(
            "looks", "choice", say("About"), say("A plan looks ahead, a report back."), looks,
            default="ahead",
        ),
        LIMIT,
    )  # fmt: skip
    return (naming(ASK), who(choices), Section("rhythm", say("How often"), rhythm), source())


def _part(choices: Choices) -> tuple[Section, ...]:
    used = choices.used
    known = choices.pathways
    which = (
        Control(
            "use", "choice", say("Which pathway"), say("One that is published here."),
            tuple(Choice(key, one.title) for key, one in known.items()), say("Not chosen yet"),
        ),
        Control(
            "version", "number", say("Which version"),
            say("It stays at that one, until you change it here."),
        ),
        Control(
            "entry", "choice", say("As for whom"), say("The way in for which its steps are asked."),
            tuple(Choice(one.id, one.title) for one in used.entries) if used else (),
            say("Not chosen yet"),
        ),
    )  # fmt: skip
    roles = tuple(
        Control(
            f"roles.{one.id}", "choice", say("Who is its “{role}”", role=one.title),
            say("A role of this pathway."), choices.roles(), say("The same role"),
        )
        for one in (used.roles if used else ())
    )  # fmt: skip
    order = Control(
        "after", "choices", say("After which steps"),
        say("It begins once all of these are settled. Without any: at the very beginning."),
        choices.before(),
    )  # fmt: skip
    return (
        Section("which", say("Which pathway"), which),
        Section("order", say("When it begins"), (order,)),
        *([Section("roles", say("Who does what in it"), roles)] if roles else []),
        source(),
    )


SECTIONS: Mapping[ItemKind, Callable[[Choices], tuple[Section, ...]]] = {
    "about": _about,
    "roles": _role,
    "entries": _entry,
    "stages": _stage,
    "steps": step_sections,
    "ends": _end,
    "duties": _duty,
    "parts": _part,
}
