from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from domain.clock import FileClock, SystemClock, utc

HANOI = timezone(timedelta(hours=7))


def test_the_system_clock_is_aware_and_in_utc() -> None:
    before = datetime.now(UTC)

    now = SystemClock().now()

    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_a_file_clock_stands_at_the_moment_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-11-23T16:30:00+07:00\n")

    now = FileClock(file).now()

    assert now == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert now.utcoffset() == timedelta(0)


def test_moving_a_file_clock_moves_every_clock_of_that_file(tmp_path: Path) -> None:
    one, other = FileClock(tmp_path / "clock"), FileClock(tmp_path / "clock")
    one.move_to(datetime(2026, 11, 23, 16, 30, tzinfo=HANOI))
    assert other.now() == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    one.move_to(datetime(2026, 11, 30, 16, 30, 0, 5, tzinfo=HANOI))

    assert other.now() == datetime(2026, 11, 30, 9, 30, 0, 5, tzinfo=UTC)
    assert [path.name for path in tmp_path.iterdir()] == ["clock"]


def test_a_file_clock_refuses_a_moment_without_a_zone(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-11-23T16:30:00")

    with pytest.raises(ValueError, match="has no time zone"):
        FileClock(file).now()


def test_utc_turns_any_zone_into_utc() -> None:
    moment = utc(datetime(2026, 11, 24, 1, 0, tzinfo=HANOI))

    assert moment.isoformat() == "2026-11-23T18:00:00+00:00"


def test_utc_refuses_a_moment_without_a_zone() -> None:
    naive = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - the mistake that is to be refused

    with pytest.raises(ValueError, match="has no time zone"):
        utc(naive)
