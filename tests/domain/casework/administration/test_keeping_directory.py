"""What administrators change in the directory is kept one edit at a time, and nobody's is lost."""

from __future__ import annotations

import os

import pytest

from domain.casework.administration.keeping_directory import (
    ChangedByAnother,
    change_directory,
    changed_directory,
    directory_kept,
)
from domain.directory.agencies import DirectoryFaults
from domain.directory.changes import Change
from domain.directory.editing import AddEntry, DirectoryEdit, PutEntry, RemoveEntry
from domain.editing.tree import Tree
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.two_processes import in_two_processes
from tests.domain.small import pathway, step

ASKING = pathway(step("verify"))
POLICE: Tree = {"title": {"vi": "Công an phường"}, "above": "tren"}
CONTACT: Tree = {"name": "Hoa", "channels": [{"channel": "sms", "target": "0912345678"}]}
HOSPITAL: Tree = {"title": {"vi": "Bệnh viện"}, "contacts": [CONTACT]}
TO_POLICE = PutEntry(("agencies", "police"), POLICE)


def title(place: Bureau, agency: str) -> str | None:
    found = directory_kept(place.office).directory.agency(agency)
    return found.title.vi if found is not None else None


def change(place: Bureau, edit: DirectoryEdit, made_from: int, by: str = "lan") -> int:
    return change_directory(place.office, edit, made_from, f"user:{by}").version


def test_before_there_is_any_it_begins_with_what_is_added(here: Bureau) -> None:
    empty = directory_kept(here.office)
    assert (empty.version, empty.by, empty.directory.agencies) == (0, None, ())

    assert change(here, AddEntry(("agencies",), HOSPITAL), 0) == 1

    kept = directory_kept(here.office)
    assert (kept.version, title(here, "benh_vien")) == (1, "Bệnh viện")
    assert kept.at == here.clock.moment


def test_an_edit_is_a_version_and_one_that_changes_nothing_is_none(here: Bureau) -> None:
    here.publish(ASKING)

    assert [change(here, TO_POLICE, 1), change(here, TO_POLICE, 2)] == [2, 2]
    assert title(here, "police") == "Công an phường"


def test_what_is_wrong_is_told_and_nothing_is_kept(here: Bureau) -> None:
    here.publish(ASKING)
    here.open(ASKING)
    away = RemoveEntry(("agencies", "police"))

    for edit in (away, PutEntry(("agencies", "police"), {"title": {"vi": "A"}, "above": "x"})):
        with pytest.raises(DirectoryFaults):
            change(here, edit, 1)
        with pytest.raises(DirectoryFaults):
            changed_directory(here.office, edit)

    assert directory_kept(here.office).version == 1


def test_two_who_change_different_things_keep_both(here: Bureau) -> None:
    here.publish(ASKING)

    change(here, TO_POLICE, 1, "lan")
    assert change(here, AddEntry(("agencies",), HOSPITAL), 1, "minh") == 3

    assert title(here, "police") == "Công an phường"
    assert title(here, "benh_vien") == "Bệnh viện"


def test_two_who_change_the_same_are_told_what_the_first_did(here: Bureau) -> None:
    here.publish(ASKING)
    change(here, TO_POLICE, 1, "lan")

    with pytest.raises(ChangedByAnother) as told:
        change(here, PutEntry(("agencies", "police"), {"title": {"vi": "Khác"}}), 1, "minh")

    assert told.value.changes == (Change("changed", "agency", "police"),)
    assert "lan has changed this meanwhile" in told.value.message.in_("en")
    assert title(here, "police") == "Công an phường"


def test_a_version_that_never_was_is_no_ground_to_change_anything(here: Bureau) -> None:
    here.publish(ASKING)

    with pytest.raises(ChangedByAnother):
        change(here, TO_POLICE, 99)


def add_one(place: Bureau, name: str) -> int:
    named = f"{name} {os.getpid()}"
    return change(place, AddEntry(("agencies",), {**HOSPITAL, "title": {"vi": named}}), 1)


def test_of_two_at_the_same_instant_none_is_lost(database_url: str, anywhere: Bureau) -> None:
    anywhere.publish(ASKING)

    versions = in_two_processes(database_url, add_one, "Trạm y tế")

    assert sorted(versions) == [2, 3]
    agencies = directory_kept(anywhere.office).directory.agencies
    assert len([one for one in agencies if one.title.vi.startswith("Trạm y tế")]) == 2
