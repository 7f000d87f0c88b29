from __future__ import annotations

from pathlib import Path

import pytest

from domain.directory.agencies import DirectoryFaults
from domain.directory.files import read_directory
from domain.reading import NotYaml
from tests.domain.directory.test_directory import HAI_PHONG


def test_directory_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "directory.yaml"
    file.write_text(HAI_PHONG, encoding="utf-8")

    assert read_directory(file) == read_directory(HAI_PHONG)


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        # a role given to nobody that is listed
        (
            "agency: so_y_te",
            "agency: so_y",
            "assignments › 1 › agency: No agency here has the id “so_y”. "
            "Check how it is spelt, or add the agency.",
        ),
        # above whom nobody stands
        (
            "above: so_y_te",
            "above: bo_y_te",
            "agencies › cong_an_tp › above: No agency here has the id “bo_y_te”. "
            "Check how it is spelt, or add the agency.",
        ),
        # an area that is on no list
        (
            "area: hai_phong,",
            "area: hai_fong,",
            "assignments › 1 › area: There is no area “hai_fong” in the list of areas. "
            "Choose one from the list, or leave the area out for everywhere.",
        ),
        # two people of one id, in two agencies
        (
            "id: minh",
            "id: lan",
            "agencies › cong_an_tp › contacts: The id “lan” is given twice. "
            "Give each area, each agency and each contact an id of its own.",
        ),
        # an address with a space
        (
            "lan@soyte.example.vn",
            "lan @soyte.example.vn",
            "agencies › so_y_te › contacts › lan › channels › 1 › target: "
            "“lan @soyte.example.vn” is not a mail address. "
            "Write it in the form name@agency.gov.vn, without spaces or accents.",
        ),
        # a mailbox is written like a mail address
        (
            "minh@demo.invalid",
            "minh",
            "agencies › cong_an_tp › contacts › minh › channels › 2 › target: "
            "“minh” is not a mail address. "
            "Write it in the form name@agency.gov.vn, without spaces or accents.",
        ),
        # a phone number in words
        (
            '"0912345678"',
            "gọi Minh",
            "agencies › cong_an_tp › contacts › minh › channels › 1 › target: "
            "“gọi Minh” is not a phone number. "
            "Write digits alone, for example: 0912345678 or +84912345678.",
        ),
        # a channel that nobody sends on
        (
            "channel: sms",
            "channel: fax",
            "agencies › cong_an_tp › contacts › minh › channels › 1 › channel: "
            "“fax” is not one of the choices here. "
            "Choose one of these: “email”, “sms”, “zalo”, “telegram”, “viber”, “whatsapp”, "
            "“webhook”, “mailbox”.",
        ),
        # a web address that others could read along with
        (
            'sms, target: "0912345678"',
            'webhook, target: "http://congan.example.vn/thu?khoa=bi-mat"',
            "agencies › cong_an_tp › contacts › minh › channels › 1 › target: "
            "A message holds a link, which others could read on the way. "
            "Write https. Plain http is for this machine alone, such as http://127.0.0.1:8080/.",
        ),
        # an agency above itself
        (
            "above: so_y_te",
            "above: cong_an_tp",
            "agencies › cong_an_tp › above: "
            "From agency to agency above this comes back to itself: cong_an_tp → cong_an_tp. "
            "Take “above” out of the agency that has none above it.",
        ),
        # two agencies above each other
        (
            "title: {vi: Sở Y tế, en: Department of Health}",
            "title: {vi: Sở Y tế, en: Department of Health}\n    above: cong_an_tp",
            "agencies › so_y_te › above: From agency to agency above this comes back to itself: "
            "so_y_te → cong_an_tp → so_y_te. "
            "Take “above” out of the agency that has none above it.",
        ),
        # the last day before the first, of an agency
        (
            "valid_from: 2025-07-01\n    contacts",
            "valid_from: 2025-07-01\n    valid_to: 2025-06-30\n    contacts",
            "agencies › cong_an_tp › valid_to: "
            "The last day, 30 June 2025, is before the first, 1 July 2025. "
            "Check both dates; the last day is still in force.",
        ),
        # and of an assignment
        (
            "valid_from: 2025-07-01}",
            "valid_from: 2025-07-01, valid_to: 2024-07-01}",
            "assignments › 1 › valid_to: "
            "The last day, 1 July 2024, is before the first, 1 July 2025. "
            "Check both dates; the last day is still in force.",
        ),
        # the role of another, in the same place, with the same rank, on the same days
        (
            "role: cong_an_tp",
            "role: so_ldtbxh",
            "assignments › 2: so_y_te and cong_an_tp both have the role so_ldtbxh (hai_phong) "
            "with rank 1 on the same days, from 1 July 2025. "
            "Give one of them a last day, or say with “rank” who is asked first.",
        ),
        # the same role twice
        (
            "assignments:",
            "assignments:\n"
            "  - {role: so_ldtbxh, area: hai_phong, agency: so_y_te, valid_from: 2020-01-01}",
            "assignments › 2: so_y_te has the role so_ldtbxh (hai_phong) twice on the same days, "
            "from 1 July 2025. Keep one of the two.",
        ),
        # a role before the agency was there
        (
            "agency: cong_an_tp\n    valid_from: 2025-07-01",
            "agency: cong_an_tp\n    valid_from: 2025-06-30",
            "assignments › 2: This assignment goes beyond the days of cong_an_tp. Give it days "
            "within those of the agency; without a last day it ends with it.",
        ),
        # nobody below rank one
        (
            "valid_from: 2025-07-01}",
            "valid_from: 2025-07-01, rank: 0}",
            "assignments › 1 › rank: 0 is too small. Write 1 or more.",
        ),
        # a list in the place of a name
        (
            "name: Nguyễn Thị Lan",
            "name: [Lan]",
            "agencies › so_y_te › contacts › lan › name: A single text belongs here. "
            "Write it on one line.",
        ),
    ],
)
def test_fault_in_a_directory_is_explained(written: str, instead: str, said: str) -> None:
    assert written in HAI_PHONG

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(HAI_PHONG.replace(written, instead, 1))

    assert refused.value.message.in_("en") == said


def test_agency_that_is_listed_twice_is_named() -> None:
    twice = HAI_PHONG.replace("id: cong_an_tp", "id: so_y_te", 1).replace(
        "agency: cong_an_tp", "agency: so_y_te"
    )

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(twice)

    assert "agencies › so_y_te: The id “so_y_te” is given twice." in str(refused.value)


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        # an agency without anybody
        ("contacts: []", "Nobody can be written to here."),
        # somebody without an address
        ("contacts: [{id: a, name: A, channels: []}]", "There is too little here."),
        # left out altogether
        ("valid_to: null", "This is missing."),
    ],
)
def test_agency_that_cannot_be_written_to_is_refused(contacts: str, said: str) -> None:
    text = f"agencies: [{{id: so, title: {{vi: Sở, en: Department}}, {contacts}}}]\nassignments: []"

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(text)

    (fault,) = refused.value.faults
    assert fault.problem.in_("en") == said


@pytest.mark.parametrize(
    "target",
    [
        "a@b",
        "@demo.invalid",
        "a@demo.invalid\n",
        "a@demo..invalid",
        "a@-demo.invalid",
        "a,b@demo.invalid",
        "Lan <lan@demo.invalid>",
        "lân@demo.invalid",
        "a@b@demo.invalid",
        "a" * 65 + "@demo.invalid",
    ],
)
def test_bad_mail_address_is_refused(target: str) -> None:
    with pytest.raises(DirectoryFaults, match="is not a mail address"):
        read_directory(HAI_PHONG.replace("lan@soyte.example.vn", repr(target)))


def test_all_faults_in_a_directory_are_told_at_once() -> None:
    wrong = (
        HAI_PHONG.replace("lan@soyte.example.vn", "lan")
        .replace("area: hai_phong,", "area: hai_fong,")
        .replace("above: so_y_te", "above: bo_y_te")
        .replace("role: cong_an_tp", "role: Công an")
    )

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "agencies › so_y_te › contacts › lan › channels › 1 › target",
        "assignments › 2 › role",
        "agencies › cong_an_tp › above",
        "assignments › 1 › area",
    ]


def test_faults_of_a_directory_speak_vietnamese() -> None:
    with pytest.raises(DirectoryFaults) as refused:
        read_directory(HAI_PHONG.replace("above: so_y_te", "above: bo_y_te"))

    assert refused.value.message.in_("vi") == (
        "agencies › cong_an_tp › above: Ở đây không có cơ quan nào mang mã “bo_y_te”. "
        "Hãy kiểm tra lại cách viết, hoặc bổ sung cơ quan đó."
    )


@pytest.mark.parametrize(
    "text",
    [
        # nothing
        "",
        # not even a group of names
        "- so_y_te",
        # lists that are none, and entries that are none
        "agencies: so_y_te\nassignments: {role: a}",
        "agencies: [so_y_te]\nassignments: [1]",
        # ids that can be none
        "agencies: [{id: [a], above: {}}]\nassignments: [{agency: [], area: 1}]",
    ],
)
def test_anything_else_is_refused_kindly(text: str) -> None:
    with pytest.raises(DirectoryFaults) as refused:
        read_directory(text)

    assert all(fault.mend.in_("vi") for fault in refused.value.faults)


def test_broken_yaml_is_told_with_its_line() -> None:
    with pytest.raises(NotYaml, match="Line 2"):
        read_directory("agencies: []\n\tassignments: []\n")
