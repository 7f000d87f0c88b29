from __future__ import annotations

from datetime import date

import pytest

from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.files import read_directory
from domain.directory.succession import Passing, Succession


def _agency(name: str) -> str:
    return (
        f"  - {{id: {name}, title: {{vi: {name}, en: {name}}}, contacts: [{{id: {name}_1,"
        f" name: {name}, channels: [{{channel: mailbox, target: {name}@demo.invalid}}]}}]}}"
    )


REORGANISED = "\n".join(
    [
        "agencies:",
        *map(_agency, ("labour", "health", "home_affairs", "commune")),
        "assignments:",
        "  - {role: support, agency: labour, valid_from: 2020-01-01, valid_to: 2025-02-28}",
        "  - {role: support, agency: health, valid_from: 2025-03-01, valid_to: 2025-06-30}",
        "  - {role: support, agency: commune, valid_from: 2025-07-01}",
        "successions:",
        "  - agency: labour",
        "    on: 2025-03-01",
        "    to: [health, home_affairs]",
        "    legal_basis: Nghị quyết 176/2025/QH15",
        "  - {agency: health, on: 2025-07-01, to: [commune], legal_basis: Luật mẫu}",
        "",
    ]
)


def read(text: str = REORGANISED) -> Directory:
    return read_directory(text)


def test_a_directory_says_who_succeeds_an_agency_on_which_day() -> None:
    assert read().succession_of("labour") == Succession(
        agency="labour",
        on=date(2025, 3, 1),
        to=("health", "home_affairs"),
        legal_basis="Nghị quyết 176/2025/QH15",
    )
    assert read().succession_of("commune") is None


def test_a_directory_needs_no_successions() -> None:
    text = REORGANISED.partition("successions:")[0]

    assert read(text).successions == ()


@pytest.mark.parametrize(
    ("holders", "to", "choices"),
    [
        # one of those who succeed
        (["health"], "health", ("health",)),
        # and somebody who always had it too
        (["police", "health"], "health", ("health",)),
        # several: in the order in which they would be asked
        (["home_affairs", "health"], None, ("home_affairs", "health")),
        # none of them: a person may think of each
        (["police"], None, ("health", "home_affairs")),
    ],
)
def test_what_passes_on_goes_to_the_one_successor_that_holds_the_role(
    holders: list[str], to: str | None, choices: tuple[str, ...]
) -> None:
    succession = read().succession_of("labour")
    assert succession is not None

    passing = Passing.by(succession, holders)

    assert (passing.to, passing.choices) == (to, choices)


BAD = [
    # a successor that nobody knows
    (
        "to: [commune]",
        "to: [comune]",
        "successions › 2 › to: No agency here has the id “comune”. "
        "Check how it is spelt, or add the agency.",
        "successions › 2 › to: Ở đây không có cơ quan nào mang mã “comune”. "
        "Hãy kiểm tra lại cách viết, hoặc bổ sung cơ quan đó.",
    ),
    # one who is succeeded and that nobody knows
    (
        "agency: health, on",
        "agency: helth, on",
        "successions › 2 › agency: No agency here has the id “helth”. "
        "Check how it is spelt, or add the agency.",
        "successions › 2 › agency: Ở đây không có cơ quan nào mang mã “helth”. "
        "Hãy kiểm tra lại cách viết, hoặc bổ sung cơ quan đó.",
    ),
    # a succession to itself
    (
        "to: [commune]",
        "to: [commune, health]",
        "successions › 2 › to: “health” would take over from itself. "
        "Name those that take over, or take the line out.",
        "successions › 2 › to: “health” không thể tiếp nhận từ chính mình. "
        "Hãy ghi các cơ quan tiếp nhận, hoặc bỏ dòng này.",
    ),
    # an agency that keeps what it passes on
    (
        ", valid_to: 2025-06-30",
        "",
        "assignments › 2 › valid_to: “health” passes on what it has on 1 July 2025, and would keep"
        " this role. Let the assignment end on 30 June 2025 at the latest.",
        "assignments › 2 › valid_to: “health” bàn giao nhiệm vụ ngày 1 tháng 7 năm 2025 mà vẫn còn"
        " giữ vai trò này. Hãy cho phân công này kết thúc chậm nhất ngày 30 tháng 6 năm 2025.",
    ),
    # or keeps it for one more day
    (
        "2025-02-28",
        "2025-03-01",
        "assignments › 1 › valid_to: “labour” passes on what it has on 1 March 2025, and would keep"
        " this role. Let the assignment end on 28 February 2025 at the latest.",
        "assignments › 1 › valid_to: “labour” bàn giao nhiệm vụ ngày 1 tháng 3 năm 2025 mà vẫn còn"
        " giữ vai trò này. Hãy cho phân công này kết thúc chậm nhất ngày 28 tháng 2 năm 2025.",
    ),
    # nobody to take over
    (
        "to: [commune]",
        "to: []",
        "successions › 2 › to: There is too little here. Give at least 1.",
        "successions › 2 › to: Ở đây còn thiếu. Hãy ghi ít nhất 1 mục.",
    ),
    # somebody twice
    (
        "to: [commune]",
        "to: [commune, commune]",
        "successions › 2 › to: “commune” stands here twice. Name each agency once.",
        "successions › 2 › to: “commune” được ghi hai lần ở đây. Hãy ghi mỗi cơ quan một lần.",
    ),
    # a circle: what came from the one goes back to it
    (
        "to: [commune]",
        "to: [commune, labour]",
        "successions › 2 › to: “labour” takes over nothing on 1 July 2025: it passes on what it has"
        " on 1 March 2025. Name who has it from then on. One set up anew needs an id of its own.",
        "successions › 2 › to: “labour” không thể tiếp nhận ngày 1 tháng 7 năm 2025: cơ quan này"
        " bàn giao nhiệm vụ ngày 1 tháng 3 năm 2025. Hãy ghi cơ quan có nhiệm vụ từ ngày đó."
        " Cơ quan được lập lại cần một mã riêng.",
    ),
    # no day
    (
        "    on: 2025-03-01\n",
        "",
        "successions › 1 › on: This is missing. Add it.",
        "successions › 1 › on: Thiếu mục này. Hãy bổ sung.",
    ),
    # on no grounds
    (
        ", legal_basis: Luật mẫu",
        "",
        "successions › 2 › legal_basis: This is missing. Add it.",
        "successions › 2 › legal_basis: Thiếu mục này. Hãy bổ sung.",
    ),
]


@pytest.mark.parametrize(("written", "instead", "english", "vietnamese"), BAD)
def test_a_succession_that_cannot_be_is_refused_with_its_place_and_mend(
    written: str, instead: str, english: str, vietnamese: str
) -> None:
    assert written in REORGANISED

    with pytest.raises(DirectoryFaults) as refused:
        read(REORGANISED.replace(written, instead, 1))

    assert refused.value.message.in_("en") == english
    assert refused.value.message.in_("vi") == vietnamese


def test_what_ends_with_its_agency_needs_no_last_day_of_its_own() -> None:
    ended = REORGANISED.replace(", valid_to: 2025-02-28", "", 1).replace(
        "{id: labour,", "{id: labour, valid_to: 2025-02-28,", 1
    )

    assert read(ended).succession_of("labour") is not None


def test_an_agency_is_succeeded_once() -> None:
    again = "  - {agency: labour, on: 2025-03-01, to: [health], legal_basis: Luật mẫu}\n"

    with pytest.raises(DirectoryFaults) as refused:
        read(REORGANISED + again)

    assert [(fault.place, fault.problem.in_("en")) for fault in refused.value.faults] == [
        (
            "successions › 3 › agency",
            "Another line says already to whom “labour” passes on what it has.",
        )
    ]


def test_who_passes_everything_on_that_day_takes_over_nothing_on_it() -> None:
    with pytest.raises(DirectoryFaults, match="“health” takes over nothing on 1 July 2025"):
        read(REORGANISED.replace("on: 2025-03-01", "on: 2025-07-01"))


@pytest.mark.parametrize(
    "successions",
    [
        # no list
        "successions: labour",
        # no entries
        "successions: [labour, 1, null]",
        # nothing as it should be
        "successions: [{agency: [labour], on: tomorrow, to: health, legal_basis: 1}]",
        "successions: [{agency: labour, on: 2025-03-01, to: [[health], null, 1]}]",
    ],
)
def test_anything_else_is_refused_kindly(successions: str) -> None:
    with pytest.raises(DirectoryFaults) as refused:
        read(REORGANISED.partition("successions:")[0] + successions)

    assert all(fault.mend.in_("vi") for fault in refused.value.faults)
