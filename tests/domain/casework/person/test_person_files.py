from __future__ import annotations

from datetime import date

import pytest

from domain.casework.desk.looking import NoSuchCase
from domain.casework.person.consents import enter
from domain.casework.person.person_files import PersonFile, check_leads, person_file
from domain.person.consent import Given, Overridden, Refused
from domain.users.user import User
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import (
    ASKING,
    NAME,
    SAFE,
    agree,
    code_of,
    kinds,
    take_back,
    taken_down,
)

LAN = User("lan", "Trần Thị Lan", "coordinator")
MINH = User("minh", "Minh", "coordinator", ("lai_chau",))


def seen(place: Bureau, journey: str) -> PersonFile:
    found = person_file(place.office, LAN, code_of(journey))
    assert found is not None
    return found


def test_it_says_what_is_known_and_opens_nothing(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, ASKING)
    before = kinds(anywhere, journey)

    found = seen(anywhere, journey)

    assert [label.en.partition(":")[0] for label in found.known] == [
        "Full name",
        "Telephone number",
        "Safe contact",
    ]
    assert (NAME in repr(found), SAFE in repr(found)) == (False, False)
    assert kinds(anywhere, journey) == before


def test_entries_say_whether_they_hold(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    agree(here, journey)
    take_back(here, journey)
    agree(here, journey, until=date(2026, 11, 24))
    agree(here, journey)
    here.later(days=2)

    lines = seen(here, journey).entries

    assert [(one.in_force, one.ended_at is not None) for one in lines] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert {one.sealed for one in lines} == {True}


def test_what_can_be_taken_back_is_what_holds_and_was_given_or_overridden(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    police = {"roles": ("police",), "fields": ("full_name",)}
    for said in (
        Given.model_validate(police | {"how": "written", "giver": "guardian"}),
        Overridden.model_validate(police | {"basis": "court_order"}),
        Refused.model_validate(police),
    ):
        enter(here.office, code_of(journey), said, {"reason": "QĐ 12"}, "lan")

    found = seen(here, journey)

    assert [one.kind for one in found.to_withdraw] == ["consent_overridden", "consent_given"]
    assert [one.kind for one in found.overridden] == ["consent_overridden"]


def test_of_anothers_case_there_is_nothing(here: Bureau) -> None:
    code = code_of(taken_down(here, ASKING, "hai_phong"))

    assert person_file(here.office, MINH, code) is None
    with pytest.raises(NoSuchCase):
        check_leads(here.office, MINH, code)
