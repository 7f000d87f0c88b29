from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from domain.pathway.template import Pathway
from domain.simulation.examples import Example, Run, check, play_run
from domain.simulation.records import record_of, what_became_different
from domain.simulation.scripts import Script
from domain.texts import Label
from tests.domain.simulation.test_simulating import world_for
from tests.domain.small import ENTRY, choices, pathway, step, yes_no
from tests.strategies import Part, label

DAYS_5: Part = {"amount": 5, "unit": "working_days", "source": "thử"}
SHOWN: Sequence[Part] = [{"field": "full_name", "why": label("To verify")}]
VERIFY = step("verify", form=[yes_no("is_victim"), choices("needs", "health", "school")])
HELP = step("help", "verify", foreach="verify.needs", role="labour")
VISIT = step("visit", "help")
BEFORE = pathway(VERIFY, HELP, VISIT)
SCRIPT = {
    "schema": 1,
    "steps": {
        "verify": {"after": "3 hours", "answer": {"needs": ["health"]}},
        "help[health]": {"says": "silent"},
    },
    "lead": "2 days",
}


def kept(of: Pathway, script: object = SCRIPT) -> Example:
    run = Run(entry=ENTRY, start=date(2026, 11, 23), script=Script.model_validate(script))
    gave = record_of(play_run(run, of, world_for(of)))
    return Example(name="Tự trở về", run=run, gave=gave)


def told(example: Example, of: Pathway, language: str = "en") -> list[str]:
    words = check(example, of, world_for(of)).differs
    return [message.in_("vi" if language == "vi" else "en") for message in words]


def test_the_version_of_which_an_example_was_kept_fits_it() -> None:
    assert check(kept(BEFORE), BEFORE, world_for(BEFORE)).fits


def test_an_example_is_the_same_once_it_was_written_and_read() -> None:
    example = kept(BEFORE)

    assert Example.model_validate_json(example.model_dump_json(by_alias=True)) == example


DIFFERENCES = [
    # a step less: it is asked no more, and what was said of it says nothing
    (
        pathway(VERIFY, HELP),
        ["The step “visit” is asked no more.", "It takes 23 days now; before: 24."],
    ),
    # a step more
    (
        pathway(VERIFY, HELP, VISIT, step("papers", "verify")),
        ["The step “papers” is asked as well now."],
    ),
    # less time, and so other days for reminders
    (
        pathway(VERIFY, {**HELP, "limit": DAYS_5}, VISIT),
        [
            "The deadline of the step “help (health)”: 8 days on the calendar now; before: none.",
            "The step “visit” is asked on day 15 now; before: day 23.",
            "It takes 15 days now; before: 24.",
        ],
    ),
    # as soon as it can be
    (
        pathway(VERIFY, {**HELP, "limit": {"unit": "at_once", "source": "thử"}}, VISIT),
        [
            "The deadline of the step “help (health)”: the same day now; before: none.",
            "The step “visit” is asked on day 2 now; before: day 23.",
            "It takes 3 days now; before: 24.",
        ],
    ),
    # another role
    (
        pathway(VERIFY, HELP, {**VISIT, "role": "labour"}),
        ["The step “visit” goes to labour now; before: police."],
    ),
    # more of the person
    (
        pathway({**VERIFY, "shares": SHOWN}, HELP, VISIT),
        ["The step “verify” now shows of the person: Full name."],
    ),
]


@pytest.mark.parametrize(
    ("after", "differs"), DIFFERENCES, ids=["less", "more", "time", "at_once", "role", "shares"]
)
def test_what_became_different_is_told_in_words(after: Pathway, differs: list[str]) -> None:
    assert told(kept(BEFORE), after) == differs


def test_it_is_told_in_vietnamese_as_well() -> None:
    (first, *_) = told(kept(BEFORE), pathway(VERIFY, HELP), "vi")

    assert first == "Bước “visit” không còn được hỏi."


GAVE = kept(BEFORE).gave
FIRST = GAVE.asked[0]
CHANGES: Mapping[str, Mapping[str, object]] = {
    "a request less": {"asked": GAVE.asked[1:]},
    "a request more": {"asked": (*GAVE.asked, FIRST)},
    "its role": {"asked": (FIRST.model_copy(update={"role": "court"}), *GAVE.asked[1:])},
    "its deadline": {"asked": (FIRST.model_copy(update={"within": 3}), *GAVE.asked[1:])},
    "its day": {"asked": (FIRST.model_copy(update={"on_day": 3}), *GAVE.asked[1:])},
    "its round": {"asked": (FIRST.model_copy(update={"occurrence": 3}), *GAVE.asked[1:])},
    "its attempt": {"asked": (FIRST.model_copy(update={"attempt": 3}), *GAVE.asked[1:])},
    "its answer": {"asked": (FIRST.model_copy(update={"verdict": "failed"}), *GAVE.asked[1:])},
    "what it shows": {"asked": (FIRST.model_copy(update={"shares": ("phone",)}), *GAVE.asked[1:])},
    "its messages": {"told": GAVE.told[1:]},
    "the lead's list": {"listed": ()},
    "why on the lead's list": {"listed": (GAVE.listed[0].model_copy(update={"reason": "split"}),)},
    "the end": {"end": None},
    "how long it takes": {"days": 1},
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_becomes_different_is_told(what: str) -> None:
    after = GAVE.model_copy(update=dict(CHANGES[what]))

    assert what_became_different(GAVE, after)
    assert what_became_different(after, GAVE)


def test_other_titles_are_no_difference() -> None:
    renamed = FIRST.model_copy(update={"title": Label(vi="Khác", en="Another")})

    after = GAVE.model_copy(update={"asked": (renamed, *GAVE.asked[1:])})

    assert what_became_different(GAVE, after) == ()


def test_an_entry_that_is_no_more_is_told() -> None:
    example = kept(BEFORE)
    gone = example.model_copy(update={"run": example.run.model_copy(update={"entry": "by_air"})})

    [said] = told(gone, BEFORE)

    assert "is no entry of" in said
