from __future__ import annotations

from datetime import date

import pytest

from domain.areas.area_faults import area_faults
from domain.areas.area_map import Area, Areas, UnknownArea, shipped_areas
from domain.texts import Label

AREAS = shipped_areas()
LAST_DAY, DAY_AFTER = date(2025, 6, 30), date(2025, 7, 1)


def _area(area_id: str, **known: object) -> Area:
    title = Label(vi=area_id, en=area_id)
    return Area.model_validate(
        {"id": area_id, "title": title, "kind": "commune", "source": "article", **known}
    )


@pytest.mark.parametrize(
    "area_id",
    [
        # merged into their neighbours
        "hai_duong",
        "quang_nam",
        # the district level ended
        "hai_phong_thuy_nguyen",
        "hai_phong_kien_thuy",
        "hai_phong_vinh_bao",
        "hai_phong_an_lao",
    ],
)
def test_what_the_reorganisation_of_2025_ended_was_in_force_to_the_last_of_june(
    area_id: str,
) -> None:
    (area, *_) = AREAS.within(area_id)

    assert area in AREAS.on(LAST_DAY)
    assert area not in AREAS.on(DAY_AFTER)


@pytest.mark.parametrize("area_id", ["hai_phong", "da_nang", "lai_chau", "ca_mau"])
def test_what_the_reorganisation_of_2025_left_is_in_force_throughout(area_id: str) -> None:
    (area, *_) = AREAS.within(area_id)

    assert area in AREAS.on(LAST_DAY)
    assert area in AREAS.on(DAY_AFTER)


def test_the_map_holds_what_the_sources_say_and_no_more() -> None:
    assert len(AREAS.areas) == 10


@pytest.mark.parametrize(("ended", "heir"), [("hai_duong", "hai_phong"), ("quang_nam", "da_nang")])
def test_a_merged_province_names_its_heir(ended: str, heir: str) -> None:
    (area, *_) = AREAS.within(ended)

    assert area.became == heir


def test_a_former_district_lies_in_its_province() -> None:
    chain = AREAS.within("hai_phong_thuy_nguyen")

    assert [area.id for area in chain] == ["hai_phong_thuy_nguyen", "hai_phong"]


def test_a_province_lies_in_itself_alone() -> None:
    assert AREAS.within("lai_chau") == (AREAS.get("lai_chau"),)


@pytest.mark.parametrize("area_id", ["atlantis", "", "Hải Phòng"])
def test_an_unknown_area_is_named(area_id: str) -> None:
    with pytest.raises(UnknownArea, match=f"There is no area “{area_id}”"):
        AREAS.within(area_id)
    assert AREAS.get(area_id) is None


def _with_odd_ones() -> Areas:
    return AREAS.with_(
        [
            _area("xa_a", parent="hai_phong"),
            _area("thon_a", parent="xa_a"),
            _area("round_a", parent="round_b"),
            _area("round_b", parent="round_a"),
            _area("stray", parent="atlantis"),
        ]
    )


@pytest.mark.parametrize(
    ("area_id", "whole"),
    [
        # itself
        ("hai_phong", "hai_phong"),
        # what it is part of, at one remove and at two
        ("thon_a", "xa_a"),
        ("thon_a", "hai_phong"),
        # what is on no map lies in itself, and what names it lies in it
        ("atlantis", "atlantis"),
        ("stray", "atlantis"),
        # a map that comes back to itself can be read too
        ("round_a", "round_b"),
    ],
)
def test_an_area_lies_in_itself_and_in_all_that_it_is_part_of(area_id: str, whole: str) -> None:
    assert _with_odd_ones().lies_in(area_id, whole)


@pytest.mark.parametrize(
    ("area_id", "whole"),
    [
        # the larger in the smaller
        ("hai_phong", "xa_a"),
        # next door
        ("thon_a", "da_nang"),
        # what is on no map
        ("atlantis", "hai_phong"),
        ("hai_phong", "atlantis"),
        # a map that comes back to itself
        ("round_a", "hai_phong"),
    ],
)
def test_an_area_lies_in_no_other(area_id: str, whole: str) -> None:
    assert not _with_odd_ones().lies_in(area_id, whole)


def test_an_area_on_no_map_stands_alone() -> None:
    areas = _with_odd_ones()

    assert areas.chain("atlantis", DAY_AFTER) == ("atlantis",)
    assert areas.chain("stray", DAY_AFTER) == ("stray", "atlantis")


def test_choices_mark_what_has_ended_and_put_it_last() -> None:
    choices = [(area_id, title.vi, title.en) for area_id, title in AREAS.choices()]

    assert choices[0] == ("hai_phong", "Hải Phòng", "Hải Phòng")
    assert choices[4] == (
        "hai_duong",
        "Hải Dương (đến 30/6/2025)",
        "Hải Dương (until 30 June 2025)",
    )
    assert ["(đến" in vi for _, vi, _ in choices] == [False] * 4 + [True] * 6


def test_an_area_is_in_force_from_its_first_day_to_its_last() -> None:
    area = _area("a", valid_from="2025-07-01", valid_to="2025-07-02")
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2), date(2025, 7, 3)]

    assert [area.in_force(day) for day in days] == [False, True, True, False]


def test_the_shipped_map_hangs_together() -> None:
    assert list(area_faults(AREAS, {area.id for area in AREAS.areas})) == []


@pytest.mark.parametrize(
    ("area_id", "on", "chain"),
    [
        # what goes on
        ("lai_chau", DAY_AFTER, ("lai_chau",)),
        # a merged province: its heir answers from the day after
        ("hai_duong", LAST_DAY, ("hai_duong",)),
        ("hai_duong", DAY_AFTER, ("hai_duong", "hai_phong")),
        # a former district lies in its province still
        ("hai_phong_an_lao", DAY_AFTER, ("hai_phong_an_lao", "hai_phong")),
        # a former district of a merged province
        ("cam_giang", LAST_DAY, ("cam_giang", "hai_duong")),
        ("cam_giang", DAY_AFTER, ("cam_giang", "hai_duong", "hai_phong")),
        # what became a commune, which comes before the province of both
        ("kien_hai", DAY_AFTER, ("kien_hai", "xa_moi", "hai_phong")),
    ],
)
def test_who_is_responsible_is_looked_for_in_what_took_over(
    area_id: str, on: date, chain: tuple[str, ...]
) -> None:
    own = [
        _area("cam_giang", parent="hai_duong", valid_to="2025-06-30"),
        _area("kien_hai", parent="hai_phong", valid_to="2025-06-30", became="xa_moi"),
        _area("xa_moi", parent="hai_phong", valid_from="2025-07-01"),
    ]

    assert AREAS.with_(own).chain(area_id, on) == chain


def test_a_provinces_own_area_takes_the_place_of_the_shipped_one() -> None:
    ours = _area("ca_mau", valid_to="2030-12-31")

    areas = AREAS.with_([ours])

    assert areas.get("ca_mau") is ours
    assert len(areas.areas) == len(AREAS.areas)
