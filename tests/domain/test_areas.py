from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from domain.areas import Area, Areas, UnknownArea, load_areas
from domain.texts import Label

AREAS = load_areas()
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


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        # the same id for two areas
        ([_area("a"), _area("a")], "a is listed twice"),
        # a parent that is missing, comes later, or is the area itself
        ([_area("a", parent="b")], "b, the parent of a, is not listed before it"),
        ([_area("a", parent="b"), _area("b")], "b, the parent of a, is not listed before it"),
        ([_area("a", parent="a")], "a, the parent of a, is not listed before it"),
        # an heir that is missing
        ([_area("a", valid_to="2025-06-30", became="b")], "b, which a became, is not listed"),
    ],
)
def test_a_map_that_does_not_hang_together_is_refused(areas: list[Area], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Areas(areas=tuple(areas))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        # an heir of what never ended
        ({"became": "b"}, "a became b on no known day"),
        # days the wrong way round
        ({"valid_from": "2025-07-01", "valid_to": "2025-06-30"}, "a ends before it begins"),
    ],
)
def test_an_area_whose_days_do_not_fit_is_refused(known: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        _area("a", **known)
