from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.commanding import Site

TABLE = """
days:
  - day: 2026-03-07
    worked: true
    title: {vi: Làm bù, en: Made up for}
    source: Công văn 12/UBND-NC
  - day: 2026-02-17
    worked: false
    title: Mùng một Tết
    source: Công văn 12/UBND-NC
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "days.yaml"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_a_table_is_loaded_and_shown_with_its_sources(empty: Site, table: Path) -> None:
    said = empty.done("calendar", "load", table, "--by", "Lan")

    shown = [
        line.split("  ")
        for line in empty.done("calendar", "show", "--year", "2026").out.splitlines()
    ]
    rows = {row[0]: [cell.strip() for cell in row[1:] if cell] for row in shown}
    assert said.out.splitlines() == [
        "The table of days is in use, with 2 days.",
        "days › 2: 17 February 2026 is so without this line as well. It may stay.",
    ]
    assert rows["2026-03-07"] == ["worked", "Made up for", "Công văn 12/UBND-NC"]
    assert rows["2026-02-17"] == ["off", "Mùng một Tết", "Công văn 12/UBND-NC"]
    assert rows["2026-08-22"][:2] == ["worked", "Worked in place of a day off"]
    assert rows["2026-02-18"][2].startswith("holidays ")


def test_a_year_as_data_says_what_comes_from_where(empty: Site, table: Path) -> None:
    empty.done("calendar", "load", table)

    days = empty.done("calendar", "show", "--year", "2026", "--json").data

    assert {"day", "worked", "title", "origin", "source"} == set(days[0])
    assert [day["day"] for day in days if day["origin"] == "table"] == ["2026-02-17", "2026-03-07"]


def test_without_a_year_this_one_is_shown(empty: Site) -> None:
    days = empty.done("calendar", "show", "--json").data

    (year,) = {day["day"][:4] for day in days}
    assert int(year) == empty.office.clock.now().astimezone(empty.office.zone).year


def test_a_table_is_checked_without_being_loaded(empty: Site, table: Path) -> None:
    said = empty.done("calendar", "check", table)

    assert said.out.startswith("days.yaml is sound, with 2 days.\n")
    assert {d["origin"] for d in empty.done("calendar", "show", "--json").data} == {"library"}


@pytest.mark.parametrize("verb", ["check", "load"])
def test_a_wrong_table_is_told_with_place_and_mend(empty: Site, table: Path, verb: str) -> None:
    table.write_text(TABLE.replace("2026-02-17", "2026-03-07"), encoding="utf-8")

    said = empty.referral("calendar", verb, table)

    assert said.code == 1
    assert "days › 2 › day: 7 March 2026 stands in entry 1 already." in said.err


def test_a_year_that_nobody_can_work_out_is_wrong_usage(empty: Site) -> None:
    said = empty.referral("calendar", "show", "--year", "20260")

    assert said.code == 2
    assert "“20260” does not fit --year." in said.err
