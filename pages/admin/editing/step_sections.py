"""What can be said of a step."""

from __future__ import annotations

from domain.pathway.declining import DECLINES_IN_WORDS
from domain.texts import say
from pages.admin.editing.choices import Choices, chosen_of
from pages.admin.editing.common_sections import ASK, LIMIT, STATUS, naming, source, who
from pages.admin.editing.controls import Control, Section


def step_sections(choices: Choices) -> tuple[Section, ...]:
    jointly = Control(
        "jointly", "choices", say("Who takes part"),
        say("Each is asked to confirm its own share. The step is done once all of them have."),
        choices.roles(),
    )  # fmt: skip
    return (
        naming(ASK),
        who(choices, jointly),
        _order(choices),
        Section("time", say("Deadline"), (LIMIT,)),
        _repeat(),
        _each(choices),
        _answer(choices),
        source(),
    )


def _order(choices: Choices) -> Section:
    return Section(
        "order",
        say("When it begins"),
        (
            Control(
                "after", "choices", say("After which steps"),
                say("It begins once all of these are settled. Without any: at the very beginning."),
                choices.before(),
            ),
            Control(
                "not_before.period", "period", say("Time that passes first"),
                say("Such as the 30 days in which a person thinks it over. Usually empty."),
            ),
            Control(
                "not_before.since", "choice", say("That time is counted from"),
                say("A date that an earlier answer gives."), choices.fields("date"),
                say("From when the steps before it are settled"),
            ),
            Control(
                "not_before.until", "choice", say("And not before the day given in"),
                say("Such as the last day of an extension. The later of the two counts."),
                choices.fields("date"), say("No other day"),
            ),
        ),
    )  # fmt: skip


def _repeat() -> Section:
    return Section(
        "repeat",
        say("Again and again"),
        (
            Control(
                "repeat.every", "period", say("Asked again every"),
                say("Such as every 6 months in a follow-up. Empty: it is asked once."),
            ),
            Control(
                "repeat.times", "number", say("At most so many times"),
                say("Empty: until what is said under the condition for stopping."),
            ),
        ),
    )  # fmt: skip


def _each(choices: Choices) -> Section:
    roles = choices.roles()
    by_item = (
        Control(
            f"role_by_item.{item.id}", "choice", say("Who is asked for “{item}”", item=item.title),
            say("If it is somebody else than for the others."), roles, say("As for the others"),
        )
        for item in choices.items()
    )  # fmt: skip
    return Section(
        "each",
        say("One request for each, and in which area"),
        (
            Control(
                "foreach", "choice", say("One request for each thing chosen in"),
                say("Such as one for each kind of help that somebody ticked."),
                choices.fields("choices"), say("One request for all"),
            ),
            *by_item,
            Control(
                "area", "choice", say("In which area"),
                say("An area that an earlier answer names, if it is not the journey's own."),
                choices.fields("area"), say("In the area of the journey"),
            ),
        ),
    )  # fmt: skip


def _answer(choices: Choices) -> Section:
    return Section(
        "answer",
        say("The answer"),
        (
            Control(
                "may_lack_grounds", "yes_no", say("“Not enough grounds” is an answer too"),
                say("Where something is examined, and the outcome may be that nothing is found."),
            ),
            Control(
                "second_person", "yes_no", say("A second person confirms the answer"),
                say("Until then it does not count. For findings with grave consequences."),
            ),
            Control(
                "declines", "choices", say("For which reasons it may be declined"),
                say("None ticked: for all of them."), chosen_of(DECLINES_IN_WORDS),
            ),
            STATUS,
            Control(
                "dated_by", "choice", say("The day from which that holds"),
                say("A date in this step's own form."), choices.own_fields("date"),
                say("The day of the answer"),
            ),
        ),
    )  # fmt: skip
