"""What several parts of a pathway can say of themselves."""

from __future__ import annotations

from domain.pathway.wording import PERSON_STATUSES
from domain.texts import say
from pages.admin.editing.choices import Choices, chosen_of, origins
from pages.admin.editing.controls import Choice, Control, Section

NAME = Control(
    "title", "label", say("Name"), say("Short, as it stands in lists and in the diagram.")
)
ASK = Control(
    "ask", "label", say("What is asked"),
    say("One sentence, as the agency reads it. If it is empty, the agency reads the name."),
)  # fmt: skip
STATUS = Control(
    "status", "choice", say("What the person is from here on"),
    say("Only where the law's regime changes, such as once somebody is identified."),
    chosen_of(PERSON_STATUSES), say("As before"),
)  # fmt: skip
LIMIT = Control(
    "limit", "limit", say("Deadline"),
    say("As a legal text gives it. Without one, the province's policy sets it, or none holds."),
    tuple(
        Choice(unit, words)
        for unit, words in (
            ("working_days", say("working days")),
            ("calendar_days", say("calendar days")),
            ("hours", say("hours")),
            ("at_once", say("immediately")),
        )
    ),
)  # fmt: skip
NOBODY = say("Nobody")


def naming(*more: Control) -> Section:
    return Section("name", say("Name"), (NAME, *more))


def source() -> Section:
    return Section(
        "source",
        say("Where it comes from"),
        (
            Control(
                "origin", "choice", say("Who says so"),
                say("So that nothing looks surer than it is."), origins(),
            ),
            Control(
                "source", "text", say("Which text, which article"),
                say("Such as: Decree 09/2013/NĐ-CP, Article 12. A law must be named."),
            ),
        ),
    )  # fmt: skip


def who(choices: Choices, *more: Control) -> Section:
    """Of a step or of a duty."""
    roles = choices.roles()
    return Section(
        "who",
        say("Who"),
        (
            Control(
                "role", "choice", say("Who is asked"),
                say("A role. The directory says which agency has it, in each area."), roles,
                say("Not chosen yet"),
            ),
            Control(
                "asked_by", "choice", say("At whose request"),
                say("If the text says who asks for it."), roles, NOBODY,
            ),
            Control(
                "with", "choices", say("Who is told as well"),
                say("They get a message, and answer nothing."), roles,
            ),
            *more,
        ),
    )  # fmt: skip
