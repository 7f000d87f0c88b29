from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from domain.days.deadlines import Limit
from domain.policy.province_policy import (
    Policy,
    Rung,
    chase,
    default_policy,
    limit_for,
    policy_for,
    read_policy,
)
from domain.texts import Label

ASKED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THREE_DAYS = Limit(amount=3, unit="calendar_days")

HAI_PHONG = """
schema: 1
key: hai_phong_2026
title: {vi: Thiết lập của Hải Phòng, en: Settings of Hải Phòng}
area: hai_phong
valid_from: 2026-01-01
valid_to: 2026-12-31
leads: {hai_phong: so_ldtbxh}
limits:
  hai_phong:
    xac_minh:
      limit: {amount: 3, unit: calendar_days}
      source: Luật 53/2024/QH15, Điều 27 khoản 2
      origin: law
    chi_dao:
      limit: {unit: at_once}
      source: Công văn của Sở
      origin: province
with_limit:
  - {tell: agency, at: 80%}
  - {tell: agency, at: 100%}
  - {tell: above, at: 100%}
"""


def policy(
    key: str = "p",
    area: str | None = None,
    since: date = date(2026, 1, 1),
    until: date | None = None,
    **ladders: tuple[Rung, ...],
) -> Policy:
    return Policy.model_validate(
        {
            "schema": 1,
            "key": key,
            "title": Label(vi="Mẫu", en="Sample"),
            "area": area,
            "valid_from": since,
            "valid_to": until,
            **ladders,
        }
    )


def test_policy_says_what_the_province_wrote() -> None:
    read = read_policy(HAI_PHONG)

    assert read.area == "hai_phong"
    assert read.leads == {"hai_phong": "so_ldtbxh"}
    assert read.time_zone == "Asia/Ho_Chi_Minh"
    assert [rung.at for rung in read.with_limit] == ["80%", "100%", "100%"]


def test_policy_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(HAI_PHONG, encoding="utf-8")

    assert read_policy(file) == read_policy(HAI_PHONG)


def test_ladder_that_the_province_leaves_out_is_that_of_the_design() -> None:
    assert read_policy(HAI_PHONG).without_limit == default_policy().without_limit


@pytest.mark.parametrize(
    ("pathway", "step", "source"),
    [
        # a step that the law limits
        ("hai_phong", "xac_minh", "Luật 53/2024/QH15, Điều 27 khoản 2"),
        # a step without a limit
        ("hai_phong", "ho_tro", None),
        # a pathway of which the policy says nothing
        ("lai_chau", "xac_minh", None),
    ],
)
def test_limit_of_a_step_comes_with_its_source(pathway: str, step: str, source: str | None) -> None:
    found = limit_for(read_policy(HAI_PHONG), pathway, step)

    assert (found.source if found else None) == source


def test_step_is_limited_as_written() -> None:
    found = limit_for(read_policy(HAI_PHONG), "hai_phong", "xac_minh")

    assert found is not None
    assert (found.limit, found.origin) == (THREE_DAYS, "law")


@pytest.mark.parametrize(
    ("limit", "due", "expected"),
    [
        # shares of three days
        (
            THREE_DAYS,
            ASKED + 3 * DAY,
            [
                (ASKED + 1.5 * DAY, "agency", 1),
                (ASKED + 3 * DAY, "agency", 2),
                (ASKED + 4.5 * DAY, "above", 1),
                (ASKED + 6 * DAY, "lead", 2),
            ],
        ),
        # shares of what is left of the day of asking
        (
            Limit(amount=0, unit="calendar_days"),
            ASKED + 2 * HOUR,
            [
                (ASKED + 1 * HOUR, "agency", 1),
                (ASKED + 2 * HOUR, "agency", 2),
                (ASKED + 3 * HOUR, "above", 1),
                (ASKED + 4 * HOUR, "lead", 2),
            ],
        ),
        # without a limit, silence is noticed all the same
        (
            None,
            None,
            [
                (ASKED + 7 * DAY, "agency", 1),
                (ASKED + 14 * DAY, "agency", 2),
                (ASKED + 21 * DAY, "above", 1),
                (ASKED + 28 * DAY, "lead", 2),
            ],
        ),
        # at once: by the clock
        (
            Limit(amount=0, unit="at_once"),
            ASKED,
            [
                (ASKED + HOUR / 4, "agency", 1),
                (ASKED + HOUR / 2, "agency", 2),
                (ASKED + HOUR, "above", 1),
                (ASKED + 2 * HOUR, "lead", 2),
            ],
        ),
        # a request without a limit that the coordinator gave a day
        (
            None,
            ASKED + 2 * DAY,
            [
                (ASKED + 1 * DAY, "agency", 1),
                (ASKED + 2 * DAY, "agency", 2),
                (ASKED + 3 * DAY, "above", 1),
                (ASKED + 4 * DAY, "lead", 2),
            ],
        ),
    ],
)
def test_silence_is_chased_by_design(
    limit: Limit | None, due: datetime | None, expected: list[tuple[datetime, str, int]]
) -> None:
    points = chase(default_policy(), limit, ASKED, due)

    assert [(point.at, point.tell, point.ordinal) for point in points] == expected


def test_day_that_ends_as_it_is_asked_is_chased_as_at_once() -> None:
    same_day = Limit(amount=0, unit="calendar_days")

    points = chase(default_policy(), same_day, ASKED, ASKED - timedelta(seconds=1))

    assert points[0].at == ASKED + HOUR / 4


def test_extended_request_is_chased_by_its_new_day() -> None:
    at_once = Limit(amount=0, unit="at_once")

    points = chase(default_policy(), at_once, ASKED, ASKED + 4 * DAY)

    assert points[0].at == ASKED + 2 * DAY


def test_province_may_tell_the_one_above_before_the_agency_is_late() -> None:
    ladder = (
        Rung(tell="above", at="1 day"),
        Rung(tell="agency", at="2 days"),
        Rung(tell="lead", at="4 days"),
    )

    points = chase(policy(with_limit=ladder), THREE_DAYS, ASKED, ASKED + 3 * DAY)

    assert [(point.at, point.tell, point.ordinal) for point in points] == [
        (ASKED + DAY, "above", 1),
        (ASKED + 2 * DAY, "agency", 1),
        (ASKED + 4 * DAY, "lead", 2),
    ]


def test_a_ladder_that_ends_with_a_reminder_is_refused() -> None:
    with pytest.raises(ValidationError, match="nobody would notice the silence"):
        policy(with_limit=(Rung(tell="agency", at="50%"),))


def test_default_calls_itself_design() -> None:
    assert default_policy().key == "design"
    assert default_policy().title.in_("vi").startswith("Mặc định do thiết kế")


COUNTRY = policy("country")
PROVINCE = policy("province", "hai_phong", until=date(2026, 6, 30))
PROVINCE_SINCE_JULY = policy("province_july", "hai_phong", since=date(2026, 7, 1))
PROVINCE_SINCE_AUGUST = policy("province_august", "hai_phong", since=date(2026, 8, 1))
DISTRICT = policy("district", "kien_thuy", until=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("areas", "on", "key"),
    [
        # the smallest area first
        (["kien_thuy", "hai_phong"], date(2026, 2, 1), "district"),
        # its last day is still in force
        (["kien_thuy", "hai_phong"], date(2026, 3, 31), "district"),
        # then the province
        (["kien_thuy", "hai_phong"], date(2026, 4, 1), "province"),
        # from the first day of the next one
        (["hai_phong"], date(2026, 7, 1), "province_july"),
        # two in force: the later one
        (["hai_phong"], date(2026, 9, 1), "province_august"),
        # another province
        (["lai_chau"], date(2026, 2, 1), "country"),
        # no area at all
        ([], date(2026, 2, 1), "country"),
        # before any of them
        (["hai_phong"], date(2025, 12, 31), "design"),
    ],
)
def test_policy_is_that_of_the_smallest_area_on_that_day(
    areas: list[str], on: date, key: str
) -> None:
    known = [DISTRICT, PROVINCE_SINCE_AUGUST, PROVINCE, COUNTRY, PROVINCE_SINCE_JULY]

    assert policy_for(known, areas, on).key == key
