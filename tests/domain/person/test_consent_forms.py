from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, strategies as st

from domain.pathway.forms import LONGEST_LONG_TEXT, FormFaults, Raw
from domain.pathway.template import Field, Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent import Given, Overridden, Refused
from domain.person.consent_forms import (
    Told,
    agreement_form,
    read_agreement,
    read_override,
    read_refusal,
)
from tests.domain.small import pathway, step
from tests.strategies import ROLES, Part, label

TODAY = date(2026, 11, 23)
NAME: Sequence[Part] = [{"field": "full_name", "why": label("To verify")}]
CALL: Sequence[Part] = [{"field": "safe_contact", "why": label("To call")}]
SHARING = pathway(
    step("verify", shares=NAME),
    step("house", "verify", role="shelter", shares=CALL),
    step("report", "house", role="union"),
)
AGREED = {"roles": ["police"], "fields": ["full_name"], "how": ["spoken"], "giver": ["guardian"]}


def named(form: Sequence[Field], name: str) -> Field:
    return next(one for one in form if one.id == name)


def faults(shared: Pathway, raw: Raw) -> set[str]:
    with pytest.raises(FormFaults) as wrong:
        read_agreement(shared, raw, TODAY)
    return set(wrong.value.faults)


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        # the union reads nothing
        ("roles", ["police", "shelter"]),
        ("fields", ["full_name", "safe_contact"]),
        ("steps", ["verify", "house"]),
    ],
)
def test_the_form_offers_what_some_step_shares(name: str, offered: Sequence[str]) -> None:
    asked = named(agreement_form(SHARING), name)

    assert [option.id for option in asked.options] == offered


def test_whoever_is_asked_for_an_item_may_be_ticked_too() -> None:
    options = [{"id": "school", "label": label("School")}]
    asked: Part = {"id": "needs", "label": label("Needs"), "kind": "choices", "options": options}
    shared = pathway(
        step("plan", form=[asked]),
        step(
            "help", "plan",
            foreach="plan.needs", role_by_item={"school": "health"}, shares=NAME, role="labour",
        ),
    )  # fmt: skip

    asked_roles = named(agreement_form(shared), "roles").options

    assert [option.id for option in asked_roles] == ["health", "labour"]


def test_who_stands_by_for_whoever_is_asked_may_be_ticked_too() -> None:
    standing_by = {"police": "labour", "health": "shelter"}
    shared = pathway(step("verify", shares=NAME))

    asked_roles = named(agreement_form(shared, standing_by), "roles").options
    told = read_agreement(shared, {**AGREED, "roles": ["labour"], "steps": []}, TODAY, standing_by)

    assert {option.id for option in asked_roles} == {"police", "labour"}
    assert told.said.roles == ("labour",)


def test_what_was_agreed_to_is_read_and_free_texts_stand_apart() -> None:
    typed = {**AGREED, "until": ["2026-12-31"], "steps": ["verify"], "witness": [" Bà Lụa "]}

    told = read_agreement(SHARING, typed, TODAY)

    assert told.said == Given(
        roles=("police",), fields=("full_name",), steps=("verify",),
        until=date(2026, 12, 31), how="spoken", giver="guardian",
    )  # fmt: skip
    assert told.texts == {"witness": "Bà Lụa"}


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        # nobody, nothing, and blanks for them
        ({"roles": []}, "roles"),
        ({"fields": []}, "fields"),
        ({"roles": ["", " "]}, "roles"),
        # not on the form
        ({"roles": ["union"]}, "roles"),
        ({"fields": ["phone"]}, "fields"),
        ({"steps": ["report"]}, "steps"),
        # not said
        ({"how": []}, "how"),
        ({"giver": ["a friend"]}, "giver"),
        # yesterday, and a day that is none
        ({"until": ["2026-11-22"]}, "until"),
        ({"until": ["31/02/2027"]}, "until"),
        # too long
        ({"note": ["x" * (LONGEST_LONG_TEXT + 1)]}, "note"),
    ],
)
def test_a_fault_is_told_beside_its_field(changed: Raw, name: str) -> None:
    assert faults(SHARING, {**AGREED, **changed}) == {name}


def test_all_faults_are_told_at_once() -> None:
    assert faults(SHARING, {}) == {"roles", "fields", "how", "giver"}


def test_a_refusal_without_ticks_is_about_everybody_and_everything() -> None:
    told = read_refusal(SHARING, {}, TODAY)

    assert told.said == Refused(roles=ROLES, fields=tuple(PERSON_FIELDS))


def test_a_refusal_may_be_about_some_of_it() -> None:
    told = read_refusal(SHARING, {"roles": ["shelter"], "fields": ["safe_contact"]}, TODAY)

    assert told.said == Refused(roles=("shelter",), fields=("safe_contact",))


def test_what_is_shown_without_consent_has_a_ground_and_a_reason() -> None:
    scope = {"roles": ["police"], "fields": ["full_name"]}

    told = read_override(SHARING, {**scope, "basis": ["court_order"], "reason": ["QĐ 12"]}, TODAY)
    with pytest.raises(FormFaults) as wrong:
        read_override(SHARING, scope, TODAY)

    assert told.said == Overridden.model_validate({**scope, "basis": "court_order"})
    assert told.texts == {"reason": "QĐ 12"}
    assert set(wrong.value.faults) == {"basis", "reason"}


ANY_TEXT = st.text(max_size=20) | st.sampled_from(
    ["police", "verify", "full_name", "spoken", "person", "court_order", "2026-12-31", "0000-01-01"]
)
NAMES = (
    "roles", "fields", "steps", "until", "how", "giver", "basis", "reason", "note", "witness",
)  # fmt: skip


@pytest.mark.parametrize("read", [read_agreement, read_refusal, read_override])
@given(raw=st.dictionaries(st.sampled_from(NAMES), st.lists(ANY_TEXT, max_size=3)))
def test_whatever_is_typed_is_taken_whole_or_told_of(
    read: Callable[[Pathway, Raw, date], Told], raw: Raw
) -> None:
    with suppress(FormFaults):
        said = read(SHARING, raw, TODAY).said

        assert set(said.roles) <= set(ROLES)
        assert said.fields
