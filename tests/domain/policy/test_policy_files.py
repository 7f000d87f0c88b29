from __future__ import annotations

import pytest

from domain.policy.province_policy import (
    PolicyFaults,
    read_policy,
)
from domain.reading import NotYaml
from tests.domain.policy.test_policy import HAI_PHONG


@pytest.mark.parametrize(
    ("line", "mended", "said"),
    [
        # a share that is none
        (
            "at: 80%",
            "at: soon",
            "with_limit › 1 › at: “soon” is neither a share of the limit nor a time. "
            "Write for example: 50%, 15 minutes, 2 hours or 7 days.",
        ),
        # a bare number
        (
            "at: 80%",
            "at: 80",
            "with_limit › 1 › at: “80” is neither a share of the limit nor a time. "
            "Write for example: 50%, 15 minutes, 2 hours or 7 days.",
        ),
        # at the moment of asking there is nothing to chase
        (
            "at: 80%",
            "at: 0%",
            "with_limit › 1 › at: “0%” is neither a share of the limit nor a time. "
            "Write for example: 50%, 15 minutes, 2 hours or 7 days.",
        ),
        # a time among shares
        (
            "at: 80%",
            "at: 2 days",
            "with_limit: Shares of the limit and times stand side by side here. "
            "Write only shares (50%) or only times (7 days), so that their order is known.",
        ),
        # backwards
        (
            "at: 80%",
            "at: 120%",
            "with_limit: “100%” stands behind “120%”. "
            "Put the lines in the order of time, the earliest first.",
        ),
        # the same twice
        (
            "at: 80%",
            "at: 100%",
            "with_limit: “100%” stands here twice for “agency”. Take one of the two lines out.",
        ),
        # a share where there is no limit
        (
            "with_limit:",
            "at_once:",
            "at_once: There is no limit here that “80%” could be a share of. "
            "Write a time, for example: 30 minutes, 2 hours or 7 days.",
        ),
        # nobody is told at all
        (
            "leads:",
            "without_limit: []\nleads:",
            "without_limit: There is too little here. Give at least 1.",
        ),
        # somebody whom the ladder does not know
        (
            "tell: above",
            "tell: police",
            "with_limit › 3 › tell: “police” is not one of the choices here. "
            "Choose one of these: “agency”, “above”, “lead”.",
        ),
        # the last day before the first
        (
            "2026-12-31",
            "2025-12-31",
            "valid_to: The last day, 31 December 2025, is before the first, 1 January 2026. "
            "Check both dates; the last day is still in force.",
        ),
        # a limit without a source
        (
            "source: Công văn của Sở",
            'source: ""',
            "limits › hai_phong › chi_dao › source: This is empty. "
            "Write something here, or take the line out.",
        ),
        # a limit said to come from an article: no article gives one
        (
            "origin: law",
            "origin: article",
            "limits › hai_phong › xac_minh › origin: “article” is not one of the choices here. "
            "Choose one of these: “law”, “design”, “province”.",
        ),
        # a unit that is not counted in
        (
            "unit: calendar_days",
            "unit: days",
            "limits › hai_phong › xac_minh › limit › unit: “days” is not one of the choices here. "
            "Choose one of these: “calendar_days”, “working_days”, “hours”, “at_once”.",
        ),
        # a zone that does not exist
        (
            "leads:",
            "time_zone: Hà Nội\nleads:",
            "time_zone: “Hà Nội” is not a time zone. "
            "Write one as in the time zone database; for Vietnam: Asia/Ho_Chi_Minh.",
        ),
        # a later form of the file
        (
            "schema: 1",
            "schema: 3",
            "schema: “3” is not one of the choices here. Choose one of these: “1”, “2”.",
        ),
        # how long a link may stay unopened is no share of anything
        (
            "leads:",
            "next_channel_after: 50%\nleads:",
            "next_channel_after: “50%” is not a time. "
            "Write for example: 15 minutes, 2 hours or 7 days.",
        ),
        # a source for lines that do not exist
        (
            "with_limit:",
            "sources: {with_limits: Công văn}\nwith_limit:",
            "sources › with_limits: “with_limits” is not one of the choices here. "
            "Choose one of these: “with_limit”, “without_limit”, “at_once”, “next_channel_after”,"
            " “promises_within”.",
        ),
        # office hours as they are spoken
        (
            "leads:",
            "standby: {opens: 7h30, closes: '17:00', asks: {a: b}, source: x, origin: law}\nleads:",
            "standby › opens: “7h30” is not a time of day. "
            "Write hours and minutes, from 00:00 to 23:59, for example: 07:30.",
        ),
    ],
)
def test_fault_in_a_policy_is_explained(line: str, mended: str, said: str) -> None:
    assert line in HAI_PHONG

    with pytest.raises(PolicyFaults) as refused:
        read_policy(HAI_PHONG.replace(line, mended, 1))

    assert refused.value.message.in_("en") == said


def test_all_faults_in_a_policy_are_told_at_once() -> None:
    wrong = (
        HAI_PHONG.replace("schema: 1\n", "")
        .replace("valid_from: 2026-01-01", "valid_from: hôm nay")
        .replace("at: 80%", "at: soon")
        .replace("amount: 3", "amount: ba")
    )

    with pytest.raises(PolicyFaults) as refused:
        read_policy(wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "valid_from",
        "schema",
        "limits › hai_phong › xac_minh › limit › amount",
        "with_limit › 1 › at",
    ]


def test_file_without_any_settings_is_no_policy() -> None:
    with pytest.raises(PolicyFaults) as refused:
        read_policy("- key: a\n")

    assert refused.value.message.in_("vi").startswith("Ở đây cần một nhóm dòng có tên.")


def test_broken_yaml_is_told_with_its_line() -> None:
    with pytest.raises(NotYaml, match="Line 2"):
        read_policy("schema: 1\n\tkey: a\n")
