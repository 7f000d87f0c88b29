"""Keys are made and never deleted; what still needs an old one is told."""

from __future__ import annotations

import pytest

from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.person.the_person import look_at_person, take_identity
from tasks.key_folder import add_key
from tests.deployments.commanding import Site
from tests.deployments.test_doctor import found, wrong


def test_a_new_key_for_identities_takes_over_what_the_old_one_sealed(demo: Site) -> None:
    code = demo.open().partition("/")[0]
    take_identity(demo.office, code, {"full_name": ["Lò Thị Mây"]}, "lan")

    said = demo.done("keys", "rotate", "identity")

    assert "The new key is identity/0002." in said.out
    assert "Sealed anew under it: 1." in said.out
    assert "identity/0001  nothing in the database needs it" in demo.done("keys", "list").out
    (demo.folder / "keys/identity/0001.key").unlink()
    assert look_at_person(demo.office, code, "lan") == {"full_name": "Lò Thị Mây"}
    assert "keys_in_use" not in wrong(demo)


def test_a_new_key_for_what_agencies_say_leaves_the_old_one_needed(demo: Site) -> None:
    journey = demo.open()
    phoned = ("--given-by", "ông Minh", "--how", "phone")
    demo.done("request", "answer", f"{journey}/2", "--verdict", "declined", "--because", "no_place",
              *phoned)  # fmt: skip

    said = demo.done("keys", "rotate", "fields")
    (demo.folder / "keys/fields/0001.key").unlink()

    assert "The new key is fields/0002." in said.out
    assert found(demo)["keys_in_use"]["mend"] == "Put back from a backup of the keys: fields/0001."


def test_the_links_of_a_key_that_got_out_are_revoked_and_sent_anew(demo: Site) -> None:
    demo.open()
    sent = demo.send()

    said = demo.done("keys", "rotate", "links", "--compromised", "0001", "--by", "lan")

    assert f"Links that were revoked: {sent}." in said.out
    assert f"Contacts who are written to anew: {sent}." in said.out
    assert len(unsent_notices(demo.office)) == sent
    listed = demo.done("keys", "list", "--json").data
    assert listed[:2] == [
        {"purpose": "links", "key": "0002", "newest": True, "needed_by": 0},
        {"purpose": "links", "key": "0001", "newest": False, "needed_by": 0},
    ]


def test_a_key_can_be_made_and_copied_before_the_old_one_is_given_up(demo: Site) -> None:
    demo.open()
    sent = demo.send()
    demo.done("keys", "rotate", "links")

    said = demo.done("keys", "rotate", "links", "--compromised", "0001", "--by", "lan")

    assert f"Links that were revoked: {sent}." in said.out
    known = [line["key"] for line in demo.done("keys", "list", "--json").data]
    assert known[:2] == ["0002", "0001"]
    assert "0003" not in known


def test_a_rotation_that_was_broken_off_is_ended_under_the_key_that_it_made(demo: Site) -> None:
    code = demo.open().partition("/")[0]
    take_identity(demo.office, code, {"full_name": ["Lò Thị Mây"]}, "lan")
    add_key(demo.folder / "keys/identity")
    before = demo.done("keys", "list").out

    said = [demo.done("keys", "seal-anew").out for _ in range(2)]

    assert "identity/0001  1 still need it: `referral keys seal-anew` ends that" in before
    assert "identity/0002  in use: it seals who persons are, and 0 need it" in before
    assert said == ["Sealed anew under it: 1.\n", "Sealed anew under it: 0.\n"]
    (demo.folder / "keys/identity/0001.key").unlink()
    assert look_at_person(demo.office, code, "lan") == {"full_name": "Lò Thị Mây"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # no such key
        (["links", "--compromised", "0009"], "There is no such key. There are: 0001."),
        # what was sealed cannot be made unread
        (["identity", "--compromised", "0001"], "Only links can be revoked by their key."),
    ],
)
def test_what_cannot_be_rotated_makes_no_key(demo: Site, words: list[str], problem: str) -> None:
    said = demo.referral("keys", "rotate", *words)

    assert said.code == 1
    assert problem in said.err
    assert [line["key"] for line in demo.done("keys", "list", "--json").data] == ["0001"] * 4


def test_the_list_says_what_needs_each_key(demo: Site) -> None:
    demo.open()
    sent = demo.send()

    said = demo.done("keys", "list").out

    assert said.splitlines() == [
        f"links/0001  in use: it signs links, and {sent} need it",
        "fields/0001  in use: it seals what agencies say, and what it sealed needs it",
        "identity/0001  in use: it seals who persons are, and 0 need it",
        "sessions/0001  in use: whoever is signed in at the desk needs it",
    ]
