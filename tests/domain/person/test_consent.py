"""What a ledger says may be known: by whom, at which step, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from domain.pathway.template import PersonField
from domain.person.consent import (
    AS_GIVEN,
    Entered,
    Given,
    Ledger,
    Line,
    Overridden,
    Refused,
    Withdrawn,
    ledger,
)
from tests.domain.world import START

TODAY = date(2026, 11, 23)
ALL: Sequence[PersonField] = ("full_name", "papers", "phone")


def given(*fields: PersonField, **more: object) -> Given:
    return Given.model_validate(
        {"roles": ("police",), "fields": fields, "how": "spoken", "giver": "person"} | more
    )


def refused(*fields: PersonField, **more: object) -> Refused:
    return Refused.model_validate({"roles": ("police",), "fields": fields} | more)


def overridden(*fields: PersonField, **more: object) -> Overridden:
    return Overridden.model_validate(
        {"roles": ("police",), "fields": fields, "basis": "danger_to_life"} | more
    )


def gone(*lines: int) -> Withdrawn:
    return Withdrawn(entries=tuple(map(str, lines)))


def of(*said: Entered | Withdrawn) -> Ledger:
    return ledger(
        Line(str(n), "7K3Q-9MXD/1", START + timedelta(hours=n), "user:lan", one)
        for n, one in enumerate(said, start=1)
    )


@pytest.mark.parametrize(
    ("known", "may_be_shown"),
    [
        # nothing was ever said
        (of(), ()),
        # two of three
        (of(given("phone", "full_name")), ("full_name", "phone")),
        # said twice, in parts
        (of(given("phone"), given("papers")), ("papers", "phone")),
        # to somebody else
        (of(given("phone", roles=("shelter",))), ()),
        # to several
        (of(given("phone", roles=("shelter", "police"))), ("phone",)),
        # for this step, for another one
        (of(given("phone", steps=("verify",))), ("phone",)),
        (of(given("phone", steps=("care",))), ()),
        # its last day is today, was yesterday
        (of(given("phone", until=TODAY)), ("phone",)),
        (of(given("phone", until=TODAY - timedelta(days=1))), ()),
        # taken back
        (of(given("phone"), given("papers"), gone(1)), ("papers",)),
        # taken back and given anew
        (of(given("phone"), gone(1), given("phone")), ("phone",)),
        # refused afterwards, in part
        (of(given("phone", "papers"), refused("papers")), ("phone",)),
        # agreed to after a refusal
        (of(refused("papers"), given("papers")), ("papers",)),
        # refused for another step
        (of(given("phone"), refused("phone", steps=("care",))), ("phone",)),
        # shown without consent, whatever was refused
        (of(overridden("papers"), refused("papers")), ("papers",)),
        # an override that was ended, and one that ran out
        (of(overridden("papers"), gone(1)), ()),
        (of(overridden("papers", until=TODAY - timedelta(days=1))), ()),
        # a simulation
        (AS_GIVEN, ALL),
    ],
)
def test_what_may_be_shown(known: Ledger, may_be_shown: tuple[PersonField, ...]) -> None:
    assert known.standing("police", "verify", ALL, TODAY) == may_be_shown


def test_an_entry_keeps_the_moment_of_its_first_end() -> None:
    (entry,) = of(given("phone"), gone(1), gone(1)).entries

    assert entry.ended_at == START + timedelta(hours=2)


def test_nobody_of_another_journey_is_meant() -> None:
    known = of(given("phone", steps=("verify",)), given("papers"), overridden("full_name"))

    assert known.within("7K3Q-9MXD/1").standing("police", "verify", ALL, TODAY) == ALL
    assert known.within("7K3Q-9MXD/2").standing("police", "verify", ALL, TODAY) == ()


def test_it_tells_the_days_on_which_something_runs_out() -> None:
    known = of(given("phone", until=TODAY), given("papers", until=TODAY), given("papers"), gone(2))

    assert known.days_of_change == (TODAY + timedelta(days=1),)
