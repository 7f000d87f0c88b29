from __future__ import annotations

import pytest

from tests.domain.bad_pathways import (
    WHEN,
    Change,
    faults_after,
    field,
    form,
    more_steps,
    step,
    trip,
)
from tests.strategies import named

BAD = {
    # conditions: what they look at
    "a step that does not exist": (trip("shelter.full == true"), WHEN, "no step “shelter”"),
    "a field that does not exist": (trip("reception.ok == true"), WHEN, "has no field “ok”"),
    "a step without a form": (trip("trip.ok == true"), WHEN, "Add the field to the form"),
    "its own answer": (
        lambda parts: [form("trip", field("ok", "yes_no"))(parts), trip("trip.ok == true")(parts)],
        WHEN,
        "“trip.ok” is answered only later. Name a field of a step that this one comes after.",
    ),
    "a later answer": (trip("visit.over == true"), WHEN, "“visit.over” is answered only later."),
    "a parallel answer": (trip("papers.ok == true"), WHEN, "“papers.ok” may not be answered yet"),
    "a file": (
        lambda parts: [
            form("reception", field("paper", "file", required=False))(parts),
            trip("reception.paper != null")(parts),
        ],
        WHEN,
        "“reception.paper” is a file; it is sealed, and nothing can depend on it.",
    ),
    "free text": (trip("reception.note == 'x'"), WHEN, "nothing can depend on it"),
    "an answer by item": (
        step("trip", after=["services"], when="services.given == true"),
        WHEN,
        "“services.given” is answered once for each item.",
    ),
    # conditions: what they say
    "no condition": (trip("entry = 'rescue'"), WHEN, "Check its quotes and brackets"),
    "an empty condition": (trip(""), WHEN, "Check its quotes and brackets"),
    "a function": (trip("reception.stay.startsWith('s')"), WHEN, "Use only ==, !="),
    "a macro": (trip("has(reception.stay)"), WHEN, "Use only ==, !="),
    "no field at all": (trip("stay == 'home'"), WHEN, "“stay” is no field."),
    "too long": (trip("entry == 'rescue' || " * 30 + "true"), WHEN, "at most 500 characters"),
    "an unknown entry": (
        trip("entry == 'police_list'"),
        WHEN,
        "no entry “police_list”. Choose one of these: “rescue”, “self_return”.",
    ),
    "an unknown entry in a list": (trip("entry in ['rescue', 'list']"), WHEN, "no entry “list”"),
    "an unknown option": (
        trip("reception.stay == 'hotel'"),
        WHEN,
        "“reception.stay” has no option “hotel”. Choose one of these: “shelter”, “home”.",
    ),
    "an unknown item": (
        trip("reception.needs != null && 'food' in reception.needs"),
        WHEN,
        "“reception.needs” has no option “food”.",
    ),
    "a number in quotes": (trip("reception.children == '2'"), WHEN, "reception.children > 3"),
    "a day that does not exist": (trip("reception.day == '2026-02-30'"), WHEN, "never says"),
    # conditions: when they have no answer
    "yes or no, bare": (
        trip("reception.agrees"),
        WHEN,
        "no answer when “reception.agrees” is empty or was skipped. "
        "Write for example: reception.agrees == true",
    ),
    "not, bare": (trip("!reception.agrees"), WHEN, "Write for example: reception.agrees == true"),
    "items of nothing": (
        trip("'law' in reception.needs"),
        WHEN,
        "Write for example: reception.needs != null && 'health' in reception.needs",
    ),
    "more than nothing": (
        trip("reception.children > 2"),
        WHEN,
        "Write for example: reception.children != null && reception.children > 3",
    ),
    "before nothing": (
        trip("reception.day < '2026-06-01'"),
        WHEN,
        "Write for example: reception.day != null && reception.day < '2026-11-23'",
    ),
    "a text with a number": (
        trip("reception.stay != null && reception.stay > 3"),
        WHEN,
        "compares what cannot be compared. Write for example: reception.stay == 'shelter'",
    ),
    "neither true nor false": (trip("entry"), WHEN, "neither true nor false"),
}


@pytest.mark.parametrize(("change", "place", "said"), BAD.values(), ids=BAD)
def test_a_fault_is_told_once_with_its_place_and_its_mend(
    change: Change, place: str, said: str
) -> None:
    found = faults_after(change)

    assert [fault.place for fault in found] == [place]
    assert said in found[0].message.in_("en")


@pytest.mark.parametrize("change", [change for change, _, _ in BAD.values()], ids=BAD)
def test_a_fault_is_told_in_vietnamese_too(change: Change) -> None:
    for fault in faults_after(change):
        assert fault.problem.in_("vi") != fault.problem.in_("en")
        assert fault.mend.in_("vi") != fault.mend.in_("en")


@pytest.mark.parametrize(
    "condition",
    [
        "reception.agrees == true",
        "reception.agrees != true",
        "entry == 'rescue' || reception.stay == 'home'",
        "entry in ['rescue', 'self_return']",
        "!(reception.stay == 'home')",
        "reception.stay in ['home', 'shelter']",
        "reception.needs != null && 'law' in reception.needs",
        "reception.needs != null && size(reception.needs) == 2",
        "reception.needs == null || size(reception.needs) == 0",
        "reception.children != null && reception.children > 3 && reception.children < 5",
        "reception.day != null && reception.day >= '2026-06-01' && reception.day < '2026-06-02'",
        "reception.commune == 'hai_phong'",
        "reception.day == null",
        'reception.stay == "home"',
        "'home' == reception.stay",
        "reception.stay != 'home'  && reception.agrees==true",
    ],
)
def test_a_condition_that_has_an_answer_and_may_hold_is_no_fault(condition: str) -> None:
    assert faults_after(trip(condition)) == ()


def test_a_condition_on_very_many_choices_is_not_tried_for_ever() -> None:
    fields = [field(f"f{n}", "choices", *(f"o{m}" for m in range(30))) for n in range(8)]
    named_all = " && ".join(f"f.f{n} != null && 'o1' in f.f{n}" for n in range(8))

    found = faults_after(
        more_steps(
            named("f") | {"role": "police", "form": fields},
            named("g") | {"role": "police", "after": ["f"], "when": named_all},
        )
    )

    assert found == ()
