from __future__ import annotations

from datetime import date

import pytest

from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.changes import Change, changes
from domain.directory.editing import (
    AddEntry,
    DirectoryEdit,
    PutEntry,
    RemoveEntry,
    Replace,
    Succeed,
    after,
    place_of_edit,
    rests_on,
    roles_passing,
    tree_of,
)
from domain.directory.files import directory_from, read_directory
from domain.editing.tree import NoSuchPlace, Tree
from tests.domain.directory.test_directory import HAI_PHONG
from tests.domain.workbooks import DIRECTORY as WHOLE

BEFORE = read_directory(HAI_PHONG)
HEALTH: Tree = {"title": {"vi": "Sở Y tế Hải Phòng"}}
CHANNELS = [{"channel": "sms", "target": "0912345678"}]
LAN = ("agencies", "so_y_te", "contacts", "lan")
ON = date(2026, 3, 1)


def made(*edits: DirectoryEdit, directory: Directory = BEFORE) -> Directory:
    """Sound after each of them."""
    for edit in edits:
        directory = directory_from(after(tree_of(directory), edit))
    return directory


def held(directory: Directory) -> list[tuple[str, str, date, date | None, int]]:
    return [
        (one.role, one.agency, one.valid_from, one.valid_to, one.rank)
        for one in directory.assignments
    ]


@pytest.mark.parametrize("directory", [BEFORE, WHOLE], ids=["small", "with all there is"])
def test_a_tree_reads_back_as_its_directory(directory: Directory) -> None:
    assert directory_from(tree_of(directory)) == directory
    assert made(Replace(WHOLE), directory=directory) == WHOLE


def test_an_agency_that_is_changed_keeps_its_id_and_its_contacts() -> None:
    changed = made(PutEntry(("agencies", "so_y_te"), {**HEALTH, "id": "another"}))

    found = changed.agency("so_y_te")
    before = BEFORE.agency("so_y_te")
    assert found is not None
    assert before is not None
    assert found.title.vi == found.title.en == "Sở Y tế Hải Phòng"
    assert found.contacts == before.contacts


def test_what_is_added_is_called_after_its_name_and_never_as_another() -> None:
    doctor: Tree = {"name": "Minh", "channels": CHANNELS}
    agency: Tree = {"title": {"vi": "Bệnh viện Đa khoa"}, "contacts": [doctor, doctor]}

    changed = made(
        AddEntry(("agencies",), agency),
        AddEntry(("agencies",), agency),
        AddEntry(("agencies", "so_y_te", "contacts"), doctor),
    )

    added = changed.agencies[2:]
    assert [one.id for one in added] == ["benh_vien_da_khoa", "benh_vien_da_khoa_2"]
    contacts = [contact.id for one in added for contact in one.contacts]
    assert contacts == ["minh_2", "minh_3", "minh_4", "minh_5"]
    assert changed.agencies[0].contacts[1].id == "minh_6"


def test_a_contact_is_changed_and_taken_out_at_its_own_place() -> None:
    place = ("agencies", "cong_an_tp", "contacts", "minh")
    changed = made(PutEntry(place, {"name": "Minh", "channels": CHANNELS}))

    (minh,) = changed.agencies[1].contacts
    assert (minh.id, minh.name, minh.target_on("sms")) == ("minh", "Minh", "0912345678")
    with pytest.raises(DirectoryFaults, match="Nobody can be written to"):
        made(RemoveEntry(place))


def test_an_assignment_is_found_by_its_number() -> None:
    first, second = BEFORE.assignments
    entry: Tree = {"role": "police", "agency": "so_y_te", "valid_from": "2026-01-01"}

    assert made(RemoveEntry(("assignments", "1"))).assignments == (second,)
    added = made(AddEntry(("assignments",), entry))
    assert added.assignments[:2] == (first, second)
    assert held(added)[2] == ("police", "so_y_te", date(2026, 1, 1), None, 1)
    with pytest.raises(NoSuchPlace):
        made(RemoveEntry(("assignments", "3")))


def test_a_fault_is_at_the_place_that_an_edit_names() -> None:
    tree = tree_of(BEFORE)
    wrong: Tree = {"role": "police", "agency": "nobody", "valid_from": "2026-01-01"}
    edits: list[DirectoryEdit] = [
        AddEntry(("assignments",), wrong),
        PutEntry(("assignments", "2"), wrong),
        AddEntry(("agencies",), {"title": {"vi": "Sở Y tế"}, "above": "nobody"}),
        AddEntry(("agencies", "so_y_te", "contacts"), {"name": "Hoa"}),
        Succeed("so_y_te", ON, ("nobody",), "Nghị quyết 190", {}),
    ]

    for edit in edits:
        with pytest.raises(DirectoryFaults) as refused:
            made(edit)
        place = " › ".join(place_of_edit(tree, edit))
        assert all(fault.place.startswith(f"{place} › ") for fault in refused.value.faults)


def test_whoever_is_succeeded_ends_and_others_have_its_roles_from_that_day_on() -> None:
    edit = Succeed("so_y_te", ON, ("cong_an_tp",), "Nghị quyết 190", {"1": ("cong_an_tp",)})

    changed = made(edit)

    health = changed.agency("so_y_te")
    assert health is not None
    assert health.valid_to == date(2026, 2, 28)
    assert held(changed) == [
        ("so_ldtbxh", "so_y_te", date(2025, 7, 1), date(2026, 2, 28), 1),
        ("cong_an_tp", "cong_an_tp", date(2025, 7, 1), None, 1),
        ("so_ldtbxh", "cong_an_tp", ON, None, 1),
    ]
    (line,) = changed.successions
    assert (line.agency, line.on, line.to) == ("so_y_te", ON, ("cong_an_tp",))
    assert changed.assignments[2].legal_basis == line.legal_basis == "Nghị quyết 190"


def test_a_role_may_go_to_several_who_are_asked_one_after_the_other() -> None:
    three = made(AddEntry(("agencies",), {"title": {"vi": "Ba"}, "contacts": [
        {"name": "Ba", "channels": CHANNELS}]}))  # fmt: skip
    heirs = ("ba", "cong_an_tp")

    changed = made(Succeed("so_y_te", ON, heirs, "190", {"1": heirs}), directory=three)

    assert held(changed)[2:] == [
        ("so_ldtbxh", "ba", ON, None, 1),
        ("so_ldtbxh", "cong_an_tp", ON, None, 2),
    ]


def test_what_begins_only_later_begins_with_the_heir_and_ended_assignments_stay() -> None:
    ended: Tree = {"role": "one", "agency": "so_y_te", "valid_from": "2025-07-01",
                   "valid_to": "2025-12-31"}  # fmt: skip
    later: Tree = {"role": "two", "agency": "so_y_te", "valid_from": "2027-01-01"}
    directory = made(AddEntry(("assignments",), ended), AddEntry(("assignments",), later))
    passing = roles_passing(directory, "so_y_te", ON)

    edit = Succeed("so_y_te", ON, ("cong_an_tp",), "190", dict.fromkeys(passing, ("cong_an_tp",)))
    changed = made(edit, directory=directory)

    assert list(passing) == ["1", "4"]
    assert ("one", "so_y_te", date(2025, 7, 1), date(2025, 12, 31), 1) in held(changed)
    assert ("two", "cong_an_tp", date(2027, 1, 1), None, 1) in held(changed)
    assert ("two", "so_y_te") not in [(one.role, one.agency) for one in changed.assignments]


def test_who_holds_the_role_already_does_not_get_it_twice() -> None:
    both = made(AddEntry(("assignments",), {"role": "so_ldtbxh", "area": "hai_phong",
                "agency": "cong_an_tp", "valid_from": "2025-07-01", "rank": 2}))  # fmt: skip

    changed = made(
        Succeed("so_y_te", ON, ("cong_an_tp",), "190", {"1": ("cong_an_tp",)}), directory=both
    )

    assert [one.agency for one in changed.assignments if one.role == "so_ldtbxh"] == [
        "so_y_te", "cong_an_tp",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "meanwhile", "rests"),
    [
        # two change one agency
        (
            PutEntry(("agencies", "so_y_te"), HEALTH),
            PutEntry(("agencies", "so_y_te"), HEALTH),
            True,
        ),
        # one its title, the other who works there
        (
            PutEntry(("agencies", "so_y_te"), HEALTH),
            PutEntry(LAN, {"name": "Lan", "channels": CHANNELS}),
            False,
        ),
        # what stands at this number is another one now
        (
            RemoveEntry(("assignments", "2")),
            RemoveEntry(("assignments", "1")),
            True,
        ),
        # two add, each its own
        (AddEntry(("agencies",), HEALTH), RemoveEntry(("assignments", "1")), False),
        # its assignments were changed while its succession was thought out
        (
            Succeed("so_y_te", ON, ("cong_an_tp",), "190", {}),
            RemoveEntry(("assignments", "1")),
            True,
        ),
        # another agency's were
        (
            Succeed("so_y_te", ON, ("cong_an_tp",), "190", {}),
            RemoveEntry(("assignments", "2")),
            False,
        ),
        # a file takes the place of all
        (Replace(BEFORE), RemoveEntry(("assignments", "1")), True),
    ],
    ids=range(7),
)
def test_an_edit_rests_on_what_it_changes_alone(
    edit: DirectoryEdit, meanwhile: DirectoryEdit, *, rests: bool
) -> None:
    tree = tree_of(BEFORE)

    assert (rests_on(after(tree, meanwhile), edit) != rests_on(tree, edit)) == rests


def test_each_edit_is_told_as_what_it_changes() -> None:
    edit = PutEntry(("agencies", "so_y_te"), HEALTH)

    assert changes(BEFORE, made(edit)) == (Change("changed", "agency", "so_y_te"),)
