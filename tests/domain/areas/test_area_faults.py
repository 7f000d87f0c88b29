from __future__ import annotations

from datetime import date

import pytest

from domain.directory.agencies import DirectoryFaults
from domain.directory.files import read_directory

AREAS = """
areas:
  - {id: xa_a, title: {vi: Xã A, en: A commune}, kind: commune, parent: hai_phong}
  - {id: xa_b, title: {vi: Xã B, en: B commune}, kind: commune, parent: hai_phong, became: xa_a,
     valid_to: 2027-12-31}
agencies: []
assignments: []
"""


def test_a_directory_brings_areas_of_its_own() -> None:
    areas = read_directory(AREAS).map

    assert [area.id for area in areas.within("xa_a")] == ["xa_a", "hai_phong"]
    assert areas.chain("xa_b", date(2028, 1, 1)) == ("xa_b", "xa_a", "hai_phong")


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        # part of what is on no map
        (
            "parent: hai_phong}",
            "parent: hai_fong}",
            "areas › xa_a › parent: There is no area “hai_fong” in the list of areas. "
            "Check how it is spelt, or add it to the areas.",
        ),
        # taken over by what is on no map
        (
            "became: xa_a",
            "became: xa_c",
            "areas › xa_b › became: There is no area “xa_c” in the list of areas. "
            "Check how it is spelt, or add it to the areas.",
        ),
        # going on in a province that has ended
        (
            "parent: hai_phong}",
            "parent: hai_duong}",
            "areas › xa_a › parent: xa_a is in force on days on which hai_duong, which it is part "
            "of, is not. Give it days within those of the other; what goes on in another area is "
            "a new entry with an id of its own.",
        ),
        # taken over by what comes later
        (
            "parent: hai_phong}",
            "parent: hai_phong, valid_from: 2028-02-01}",
            "areas › xa_b › became: xa_a is not in force on the day after 31 December 2027, when "
            "it should take over. Check the days of both, or name the area that took over.",
        ),
        # becoming another on no known day
        (
            "valid_to: 2027-12-31",
            "valid_to: null",
            "areas › xa_b: xa_b became xa_a, but no last day is given. "
            "Add its last day under “valid_to”, or take “became” out.",
        ),
        # part of itself
        (
            "parent: hai_phong}",
            "parent: xa_a}",
            "areas › xa_a › parent: From area to area this comes back to itself: xa_a → xa_a. "
            "Take “parent” out of the area that has none.",
        ),
        # over before it begins
        (
            "valid_to: 2027-12-31",
            "valid_from: 2028-01-01, valid_to: 2027-12-31",
            "areas › xa_b › valid_to: "
            "The last day, 31 December 2027, is before the first, 1 January 2028. "
            "Check both dates; the last day is still in force.",
        ),
        # a kind that is none
        (
            "kind: commune, parent: hai_phong}",
            "kind: village, parent: hai_phong}",
            "areas › xa_a › kind: “village” is not one of the choices here. "
            "Choose one of these: “province”, “district”, “commune”.",
        ),
    ],
)
def test_fault_in_a_map_is_explained(written: str, instead: str, said: str) -> None:
    assert written in AREAS

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(AREAS.replace(written, instead, 1))

    assert refused.value.message.in_("en") == said


def test_area_that_is_listed_twice_is_named() -> None:
    with pytest.raises(DirectoryFaults, match="areas › xa_a: The id “xa_a” is given twice"):
        read_directory(AREAS.replace("id: xa_b", "id: xa_a"))


def test_areas_that_took_over_from_each_other_are_told_once() -> None:
    circle = AREAS.replace("}\n  -", ", became: xa_b, valid_to: 2027-12-31}\n  -", 1)

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(circle)

    assert "comes back to itself: xa_a → xa_b → xa_a" in str(refused.value)
    assert str(refused.value).count("comes back to itself") == 1


def test_a_province_that_the_directory_ends_no_longer_holds_what_goes_on() -> None:
    ended = AREAS.replace(
        "areas:",
        "areas:\n"
        "  - {id: hai_phong, title: {vi: HP, en: HP}, kind: province, valid_to: 2026-12-31}",
    )

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(ended)

    assert [fault.place for fault in refused.value.faults] == [
        "areas › xa_a › parent",
        "areas › xa_b › parent",
    ]
