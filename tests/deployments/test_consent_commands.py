"""What a coordinator does for the person from a terminal: consent, codes, who read what."""

from __future__ import annotations

import re

import pytest

from domain.casework.journeys.opening import open_journey
from domain.casework.person.reading import read_person
from domain.casework.person.the_person import take_identity
from tests.deployments.commanding import Site

ROLE = "so_ldtbxh"
GIVE = ("--to", ROLE, "--field", "full_name", "--how", "spoken")


@pytest.fixture
def code(demo: Site) -> str:
    """Of a case whose person is known."""
    found = demo.open().partition("/")[0]
    take_identity(demo.office, found, {"full_name": ["Lò Thị Mây"]}, "lan")
    return found


def test_what_the_person_agreed_to_is_listed(demo: Site, code: str) -> None:
    said = demo.done("case", "consent", "give", code, *GIVE, "--until", "2030-12-31",
                     "--giver", "guardian", "--witness", "Bà Lụa")  # fmt: skip
    (entry,) = re.findall(r"written down as (\S+)\.", said.out)

    listed = demo.done("case", "consent", "list", code).out

    assert listed.splitlines() == [
        f"{entry}  agreed  {ROLE}: Full name",
        "    spoken, by a guardian",
        "    Until: 31 December 2030",
    ]
    assert demo.done("case", "consent", "show", entry).out == "witness: Bà Lụa\n"


def test_of_what_was_agreed_to_before_the_case_was_handed_over_it_is_said_that_it_ended(
    demo: Site, code: str
) -> None:
    demo.done("case", "consent", "give", code, *GIVE)
    before = demo.done("case", "consent", "list", code).out
    with demo.office.store.writing() as books:
        open_journey(demo.office, books, code, "mau_chung", "tu_tro_ve", None, "plan")

    after = demo.done("case", "consent", "list", code).out

    ended = "    It has run out, or the case was handed over since.\n"
    assert (ended in before, ended in after) == (False, True)


def test_taking_it_back_is_listed_and_acts(demo: Site, code: str) -> None:
    demo.done("case", "consent", "give", code, *GIVE)

    demo.done("case", "consent", "withdraw", code)

    assert "    Withdrawn: " in demo.done("case", "consent", "list", code).out
    again = demo.referral("case", "consent", "withdraw", code)
    assert (again.code, again.err) == (1, "Nothing stands that could be withdrawn.\n")


def test_what_is_shown_without_consent_stands_out_in_the_case(demo: Site, code: str) -> None:
    demo.done("case", "consent", "override", code, "--to", ROLE, "--field", "phone",
              "--basis", "danger_to_life", "--reason", "đang bị đe dọa")  # fmt: skip

    shown = demo.done("case", "show", code).out

    assert f"SHOWN WITHOUT CONSENT  {ROLE}: Telephone number\n    Ground: danger to life" in shown


def test_as_data_entries_and_readings_are_apart(demo: Site, code: str) -> None:
    demo.done("case", "consent", "refuse", code, "--to", ROLE, "--field", "phone")

    data = demo.done("case", "consent", "list", code, "--json").data

    assert [entry["said"]["kind"] for entry in data["entries"]] == ["consent_refused"]
    assert data["readings"] == []


def test_a_field_that_there_is_not_is_wrong_usage(demo: Site, code: str) -> None:
    said = demo.referral("case", "consent", "refuse", code, "--to", ROLE, "--field", "religion")

    assert said.code == 2
    assert "safe_contact" in said.err


def test_a_code_is_told_once_and_who_read_by_it_is_listed(demo: Site) -> None:
    journey, contact, token = asked_to_verify(demo)

    said = demo.done("request", "code", f"{journey}:xac_minh", contact)
    (digits,) = re.findall(r"\b\d{6}\b", said.out)
    read_person(demo.office, token, digits)

    listed = demo.done("case", "consent", "list", journey[:9]).out.splitlines()
    assert f"({contact})" in listed[-1]
    assert listed[-1].endswith(": Full name")
    withdrawn = demo.done("case", "consent", "withdraw", journey[:9]).out
    assert "Please ask these agencies not to use it:" in withdrawn


def test_without_consent_no_code_is_made(demo: Site) -> None:
    journey = demo.open()

    said = demo.referral("request", "code", f"{journey}/2", "ai_do")

    assert (said.code, said.out) == (1, "")


def asked_to_verify(demo: Site) -> tuple[str, str, str]:
    """A journey at the police's verification, their contact, and the token of its link."""
    journey = demo.open("mau_chung", "tu_tro_ve")
    phoned = ("--given-by", "ông Minh", "--how", "phone", "--verdict", "done")
    answers = {
        "trinh_bao": ("--field", "ngay=2026-11-20"),
        "tiep_can": ("--field", "ngay=2026-11-20", "--field", "dong_y=yes", "--field",
                     "duoi_18=no", "--field", "can_noi_o=no", "--field", "co_giay_to=no"),
    }  # fmt: skip
    take_identity(demo.office, journey[:9], {"full_name": ["Lò Thị Mây"]}, "lan")
    demo.done("case", "consent", "give", journey[:9], "--to", "cong_an", "--field", "full_name",
              "--how", "written")  # fmt: skip
    for step, fields in answers.items():
        demo.done("request", "answer", f"{journey}:{step}", *phoned, *fields)
        demo.go_on(journey)
    demo.send()
    (request,) = [one["id"] for one in demo.requests(journey) if one["step"] == "xac_minh"]
    with demo.office.store.reading() as books:
        links = books.requests.links_of_key(journey, "0001")
        (link, *_) = [each for each in links if each.request == request]
        return journey, link.contact, demo.office.links.token(link.id, link.key_id)
