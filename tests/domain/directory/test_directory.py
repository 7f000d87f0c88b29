from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from domain.directory.addresses import Address
from domain.directory.agencies import Directory
from domain.directory.files import read_directory
from domain.faults import faults_of

ON = date(2026, 3, 2)
OPEN = "A message holds a link, which others could read on the way."
NO_ADDRESS = "This is not a web address that messages can be sent to."

HAI_PHONG = """
agencies:
  - id: so_y_te
    title: {vi: Sở Y tế, en: Department of Health}
    contacts:
      - id: lan
        name: Nguyễn Thị Lan
        channels: [{channel: email, target: lan@soyte.example.vn}]
  - id: cong_an_tp
    title: {vi: Công an thành phố, en: City Police}
    above: so_y_te
    valid_from: 2025-07-01
    contacts:
      - id: minh
        name: Trần Văn Minh
        language: en
        channels:
          - {channel: sms, target: "0912345678"}
          - {channel: mailbox, target: minh@demo.invalid}
assignments:
  - {role: so_ldtbxh, area: hai_phong, agency: so_y_te, valid_from: 2025-07-01}
  - role: cong_an_tp
    area: hai_phong
    agency: cong_an_tp
    valid_from: 2025-07-01
    legal_basis: Luật 86/2025/QH15
"""


def directory(*assignments: dict[str, object], ended: str = "") -> Directory:
    """Agencies a to e, of which `ended` was closed in 2025."""
    return Directory.model_validate(
        {
            "agencies": [
                {
                    "id": name,
                    "title": {"vi": name, "en": name},
                    "valid_to": date(2025, 12, 31) if name == ended else None,
                    "contacts": [
                        {
                            "id": f"contact_{name}",
                            "name": name,
                            "channels": [
                                {"channel": "mailbox", "target": f"{name}@demo.invalid"},
                            ],
                        }
                    ],
                }
                for name in "abcde"
            ],
            "assignments": [
                {"role": "police", "valid_from": date(2026, 1, 1), **assignment}
                for assignment in assignments
            ],
        }
    )


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        # nobody has the role
        ([{"agency": "a", "role": "health"}], []),
        # the smallest area first, the province behind it, everywhere last
        (
            [
                {"agency": "a", "area": None},
                {"agency": "b", "area": "hai_phong"},
                {"agency": "c", "area": "hai_phong_kien_thuy"},
            ],
            ["c", "b", "a"],
        ),
        # within one area by rank, whatever the order in the file
        (
            [
                {"agency": "a", "area": "hai_phong", "rank": 2},
                {"agency": "b", "area": "hai_phong", "rank": 1},
                {"agency": "c", "area": "hai_phong", "rank": 3},
            ],
            ["b", "a", "c"],
        ),
        # of the same rank: as written
        ([{"agency": "b", "area": None}, {"agency": "a", "area": None}], ["b", "a"]),
        # the rank does not reach over areas
        (
            [
                {"agency": "a", "area": "hai_phong", "rank": 1},
                {"agency": "b", "area": "hai_phong_kien_thuy", "rank": 9},
            ],
            ["b", "a"],
        ),
        # nobody twice: where it stands first, counts
        (
            [
                {"agency": "a", "area": "hai_phong_kien_thuy"},
                {"agency": "a", "area": "hai_phong"},
                {"agency": "b", "area": "hai_phong"},
            ],
            ["a", "b"],
        ),
        # another area's
        ([{"agency": "a", "area": "lai_chau"}], []),
        # another district's
        ([{"agency": "a", "area": "hai_phong_an_lao"}], []),
        # not yet
        ([{"agency": "a", "valid_from": date(2026, 3, 3)}], []),
        # from today
        ([{"agency": "a", "valid_from": date(2026, 3, 2)}], ["a"]),
        # until yesterday
        ([{"agency": "a", "valid_to": date(2026, 3, 1)}], []),
        # until today
        ([{"agency": "a", "valid_to": date(2026, 3, 2)}], ["a"]),
        # an assignment that outlived its agency: the next one
        ([{"agency": "e", "rank": 1}, {"agency": "a", "rank": 2}], ["a"]),
    ],
)
def test_role_is_held_by(assignments: list[dict[str, object]], expected: list[str]) -> None:
    known = directory(*assignments, ended="e")

    found = known.holders("police", ["hai_phong_kien_thuy", "hai_phong"], ON)

    assert [agency.id for agency in found] == expected


def test_without_an_area_only_those_for_everywhere_hold_the_role() -> None:
    known = directory({"agency": "a", "area": None}, {"agency": "b", "area": "hai_phong"})

    assert [agency.id for agency in known.holders("police", [], ON)] == ["a"]


def test_role_passes_to_its_successor_on_the_day() -> None:
    known = directory(
        {"agency": "a", "valid_to": date(2026, 6, 30)},
        {"agency": "b", "valid_from": date(2026, 7, 1)},
    )

    days = [date(2026, 6, 30), date(2026, 7, 1)]

    assert [known.holders("police", [], day)[0].id for day in days] == ["a", "b"]


def test_directory_knows_agencies_contacts_and_who_stands_above() -> None:
    known = read_directory(HAI_PHONG)

    police = known.agency("cong_an_tp")
    minh = known.contact("minh")

    assert police is not None
    assert minh is not None
    assert known.above(police) == known.agency("so_y_te")
    assert known.agency_of("minh") == police
    assert minh.language == "en"
    assert [address.channel for address in minh.channels] == ["sms", "mailbox"]
    assert police.contacts == (minh,)


def test_contact_is_written_to_in_vietnamese_unless_said_otherwise() -> None:
    lan = read_directory(HAI_PHONG).contact("lan")

    assert lan is not None
    assert lan.language == "vi"


def test_what_the_directory_does_not_have_is_none() -> None:
    known = read_directory(HAI_PHONG)
    top = known.agency("so_y_te")

    assert top is not None
    assert known.above(top) is None
    assert known.agency("x") is None
    assert known.contact("x") is None
    assert known.agency_of("x") is None


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("https://congan.example.vn/thong-bao/3f9a?sig=a%2Fb", None),
        ("https://congan.example.vn", None),
        ("https://10.0.0.7:8443/x", None),
        # within this machine nobody reads along
        ("http://127.0.0.1:5678/webhook/3f9a", None),
        ("http://localhost/x", None),
        ("http://[::1]:8080/x", None),
        # on the way to another one somebody could, also within an office
        ("http://congan.example.vn/x", OPEN),
        ("http://10.0.0.7/x", OPEN),
        ("http://127.0.0.1.example.vn/x", OPEN),
        # a password would be shown wherever the host is
        ("https://lan:bimat@congan.example.vn/x", NO_ADDRESS),
        ("https://127.0.0.1@congan.example.vn/x", NO_ADDRESS),
        # not written in full, or not as browsers would send it
        ("congan.example.vn/x", NO_ADDRESS),
        ("https:///x", NO_ADDRESS),
        ("https://congan.example.vn:0/x", NO_ADDRESS),
        ("https://congan.example.vn:99999/x", NO_ADDRESS),
        ("https://congan.example.vn/thông-báo", NO_ADDRESS),
        ("https://congan.example.vn/x y", NO_ADDRESS),
        ("https://congan.example.vn/x#y", NO_ADDRESS),
        ("jsons://congan.example.vn/x", NO_ADDRESS),
        ("lan@congan.example.vn", NO_ADDRESS),
    ],
)
def test_a_webhook_is_a_web_address_that_others_cannot_read_along(
    target: str, problem: str | None
) -> None:
    found = None
    try:
        Address(channel="webhook", target=target)
    except ValidationError as error:
        (fault,) = faults_of(error)
        found = fault.problem.in_("en")

    assert found == problem
