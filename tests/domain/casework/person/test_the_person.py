"""Who the person is: kept under seal field by field, and looked at by nobody unseen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import NoSuchCase
from domain.casework.office import Office
from domain.casework.person.the_person import (
    fields_known,
    look_at_person,
    seal_anew,
    take_identity,
)
from domain.db.session import Store
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from domain.seals.sealing import CannotUnseal, KeyRing, Sealer
from tests.domain.casework.bureau import KEYS, Bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step

MAY = {"full_name": ["Lò Thị Mây"], "phone": ["0912345678"]}
NEW_KEY = b"n" * 32


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"))


def test_what_was_taken_down_can_be_looked_at(anywhere: Bureau, small: Pathway) -> None:
    code = opened(anywhere, small)

    changed = take_identity(anywhere.office, code, MAY, "lan")

    assert changed == ("full_name", "phone")
    assert fields_known(anywhere.office, code) == changed
    assert look_at_person(anywhere.office, code, "lan") == {
        "full_name": "Lò Thị Mây",
        "phone": "0912345678",
    }


def test_a_change_leaves_the_rest_as_it_is(anywhere: Bureau, small: Pathway) -> None:
    code = opened(anywhere, small)
    take_identity(anywhere.office, code, MAY, "lan")

    take_identity(anywhere.office, code, {"phone": [""], "address": ["Bản Nậm Cản"]}, "lan")

    assert look_at_person(anywhere.office, code, "lan") == {
        "full_name": "Lò Thị Mây",
        "address": "Bản Nậm Cản",
    }


def test_the_trail_names_fields_and_who_looked_and_never_what_stands_there(
    anywhere: Bureau, small: Pathway
) -> None:
    code = opened(anywhere, small)
    take_identity(anywhere.office, code, MAY | {"address": []}, "lan")
    look_at_person(anywhere.office, code, "minh")

    with anywhere.office.store.reading() as books:
        lines = books.trails.lines(f"{code}/1")[-2:]
        bodies = [books.trails.payload(line.journey, line.seq) for line in lines]
    assert [(line.kind, line.actor) for line in lines] == [
        ("took_identity", "user:lan"),
        ("read_identity", "user:minh"),
    ]
    assert [json.loads(body.body) for body in bodies if body] == [
        {"fields": ["full_name", "phone"], "taken_away": ["address"]},
        {"fields": ["full_name", "phone"]},
    ]


def test_the_database_alone_shows_nothing_of_it(anywhere: Bureau, small: Pathway) -> None:
    code = opened(anywhere, small)
    take_identity(anywhere.office, code, MAY, "lan")

    whole = repr(dump_of(anywhere.office.store))

    assert "Mây" not in whole
    assert "0912345678" not in whole


def test_a_sealed_field_opens_in_no_other_place(anywhere: Bureau, small: Pathway) -> None:
    code, other = opened(anywhere, small), anywhere.open(small).partition("/")[0]
    take_identity(anywhere.office, code, MAY, "lan")
    with anywhere.office.store.writing() as books:
        (name,) = [row for row in books.identities.of_case(code) if row.field == "full_name"]
        books.identities.keep(other, "full_name", name.sealed, name.key_id)

    with pytest.raises(CannotUnseal):
        look_at_person(anywhere.office, other, "lan")


def test_what_cannot_be_taken_changes_nothing(here: Bureau, small: Pathway) -> None:
    code = opened(here, small)

    with pytest.raises(FormFaults):
        take_identity(here.office, code, MAY | {"birth_date": ["31/02/2004"]}, "lan")

    assert fields_known(here.office, code) == ()


def test_a_case_that_there_is_not_is_told(here: Bureau) -> None:
    with pytest.raises(NoSuchCase):
        take_identity(here.office, "0000-000V", MAY, "lan")


def test_a_place_has_no_identity(here: Bureau, small: Pathway) -> None:
    site = small.model_copy(update={"subject": "site"})
    here.publish(site)
    code = here.open(site, area="hai_phong").partition("/")[0]

    with pytest.raises(CannotDo, match="about no person"):
        take_identity(here.office, code, MAY, "lan")


def test_after_a_change_of_keys_the_old_one_may_go(anywhere: Bureau, small: Pathway) -> None:
    codes = [opened(anywhere, small), *(anywhere.open(small)[:9] for _ in range(60))]
    for code in codes:
        take_identity(anywhere.office, code, MAY, "lan")
    both = with_keys(anywhere.office, KeyRing({"0002": NEW_KEY, **KEYS["i"].keys}))

    sealed = seal_anew(both)
    again = seal_anew(both)

    assert (sealed, again) == (2 * len(codes), 0)
    only_new = with_keys(anywhere.office, KeyRing({"0002": NEW_KEY}))
    assert {look_at_person(only_new, code, "lan")["full_name"] for code in codes} == {"Lò Thị Mây"}
    assert count_by_key(anywhere.office.store) == {"0002": 2 * len(codes)}


def opened(place: Bureau, small: Pathway) -> str:
    place.publish(small)
    return place.open(small).partition("/")[0]


def with_keys(office: Office, ring: KeyRing) -> Office:
    return replace(office, identity=Sealer(ring))


def count_by_key(store: Store) -> dict[str, int]:
    with store.reading() as books:
        return books.identities.count_by_key()
