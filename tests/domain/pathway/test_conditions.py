from __future__ import annotations

import pytest

from domain.pathway.conditions import (
    LONGEST,
    BadCondition,
    ConditionFails,
    holds,
    read_condition,
)
from domain.values import Value

ANSWERS: dict[str, dict[str, Value]] = {
    "reception": {
        "ill": True,
        "route": "home",
        "needs": ("health", "job"),
        "day": "2026-03-01",
        "children": 2,
        "sum": 1_500_000,
        "nothing": None,
    }
}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("entry == 'rescue'", True),
        ("entry in ['list', 'rescue']", True),
        ("entry != 'rescue'", False),
        ("reception.ill == true", True),
        ("reception.ill", True),
        ("!reception.ill", False),
        ("reception.route == 'home' && entry == 'list'", False),
        ("reception.route == 'home' || entry == 'list'", True),
        ("!(reception.route == 'home' || entry == 'list')", False),
        # one of several choices, and how many
        ("'job' in reception.needs", True),
        ("'school' in reception.needs", False),
        ("size(reception.needs) == 2", True),
        ("size(reception.needs) > 2", False),
        # whole numbers and money
        ("reception.children >= 2", True),
        ("reception.sum < 2000000", True),
        # days are ISO texts, which stand in the order of time
        ("reception.day < '2026-03-02'", True),
        ("reception.day > '2026-03-02'", False),
        # double quotes
        ('reception.route == "home"', True),
        # a text that looks like a field is a text
        ("reception.route == 'reception.ill'", False),
    ],
)
def test_a_condition_says_yes_or_no(text: str, outcome: bool) -> None:  # noqa: FBT001 - the table's
    assert holds(read_condition(text), "rescue", ANSWERS) is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # null equals nothing but null
        ("{} == true", False),
        ("{} == false", False),
        ("{} == 'home'", False),
        ("{} in ['home', 'shelter']", False),
        ("{} == null", True),
        ("{} != true", True),
        ("{} != 'home'", True),
        # guarded, the rest need not have an answer
        ("{0} != null && 'job' in {0}", False),
        ("{0} != null && {0} > 2", False),
        ("{0} != null && size({0}) > 1", False),
        ("{0} == null || {0} < '2026-03-01'", True),
        # whichever side it stands on
        ("'job' in {0} && {0} != null", False),
        # a yes on the other side is enough
        ("{0} > 2 || entry == 'rescue'", True),
    ],
)
@pytest.mark.parametrize(
    "field",
    [
        # not filled in
        "reception.nothing",
        # of a step that was skipped
        "lodging.anything",
    ],
)
def test_null_is_compared_as_null(text: str, outcome: bool, field: str) -> None:  # noqa: FBT001
    assert holds(read_condition(text.format(field)), "rescue", ANSWERS) is outcome


@pytest.mark.parametrize(
    "text",
    [
        # null is neither more nor less, holds nothing, and is neither true nor false
        "lodging.children > 2",
        "'job' in lodging.needs",
        "size(lodging.needs) > 0",
        "lodging.ill",
        "!lodging.ill",
        # guarded the wrong way round
        "lodging.children == null && lodging.children > 2",
        # a text with a number
        "reception.route > 2",
        # not a yes or no
        "reception.route",
        "reception.children",
        "size(reception.needs)",
    ],
)
def test_a_condition_without_an_answer_says_so(text: str) -> None:
    with pytest.raises(ConditionFails):
        holds(read_condition(text), "rescue", ANSWERS)


@pytest.mark.parametrize(
    "text",
    [
        # nothing, and what is no expression
        "",
        "   ",
        "reception.ill ==",
        "reception.ill = true",
        "(reception.ill",
        "reception.ill and reception.well",
        # a name that is no field
        "ill == true",
        "rescue",
        "reception == 'x'",
        # an address is step.field, no deeper and not by another way
        "reception['ill'] == true",
        # other functions than size
        "reception.route.startsWith('h')",
        "matches(reception.route, 'h.*')",
        "has(reception.ill)",
        "has (reception.ill)",
        "type(reception.children) == int",
        "timestamp(reception.day) < timestamp('2026-01-01T00:00:00Z')",
        # reckoning
        "reception.children + 1 > 2",
        "reception.children * 2 > 2",
        # a choice between two
        "reception.ill ? true : false",
        # loops
        "reception.needs.exists(need, need == 'job')",
        "reception.needs.all(need, need == 'job')",
        # a place in a list
        "reception.needs[0] == 'job'",
        # too long to be read
        pytest.param(f"reception.route == '{'x' * LONGEST}'", id="too long"),
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(BadCondition):
        read_condition(text)


def test_a_condition_knows_the_fields_that_it_looks_at() -> None:
    condition = read_condition("entry == 'a' && b.c == 'd.e' || !(f.g in ['h'])")

    assert condition.fields == {"b.c", "f.g"}


def test_a_condition_knows_the_texts_that_it_compares_with() -> None:
    condition = read_condition("""entry == 'a' && 'b' != c.d || "e" in f.g || h.i in ['j', 'k']""")

    assert set(condition.literals) == {
        ("entry", "a"),
        ("c.d", "b"),
        ("f.g", "e"),
        ("h.i", "j"),
        ("h.i", "k"),
    }
