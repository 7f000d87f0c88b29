from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from domain.days.day_table import (
    DayTable,
    DayTableFaults,
    check_years,
    needless_lines,
    read_day_table,
    special_days,
)
from domain.days.working_days import vietnam_calendar
from domain.reading import NotYaml

TODAY = date(2026, 3, 2)
TABLE = """
days:
  - day: 2026-03-07
    worked: true
    title: {vi: Làm bù cho ngày 2/3, en: Worked for 2 March}
    source: Công văn 12/UBND-NC
  - day: 2026-03-02
    worked: false
    title: Ngày truyền thống của tỉnh
    source: Công văn 12/UBND-NC
"""


def test_table_goes_over_the_public_holidays() -> None:
    calendar = vietnam_calendar(read_day_table(TABLE).exceptions)

    worked = [calendar.is_working(date(2026, 3, day)) for day in (2, 3, 7)]

    assert worked == [False, True, True]


@pytest.mark.parametrize(
    ("title", "vi", "en"),
    [
        # both languages
        ("{vi: Nghỉ, en: Off}", "Nghỉ", "Off"),
        # one of them stands for both
        ("{vi: Nghỉ}", "Nghỉ", "Nghỉ"),
        ("{en: Off}", "Off", "Off"),
        # without saying which
        ("Nghỉ", "Nghỉ", "Nghỉ"),
    ],
)
def test_title_may_be_in_one_language(title: str, vi: str, en: str) -> None:
    table = read_day_table(TABLE.replace("Ngày truyền thống của tỉnh", title))

    assert (table.days[1].title.vi, table.days[1].title.en) == (vi, en)


def test_table_without_days_leaves_the_public_holidays() -> None:
    table = read_day_table("days: []")

    assert vietnam_calendar(table.exceptions) == vietnam_calendar()


def test_year_is_shown_with_the_source_of_each_day() -> None:
    library = f"holidays {version('holidays')}"
    table = read_day_table(
        TABLE.replace("2026-03-02", "2026-02-16").replace("2026-03-07", "2026-08-22")
    )

    days = special_days(table, 2026)

    shown = {(day.day.month, day.day.day): (day.worked, day.origin, day.source) for day in days}
    assert list(shown) == sorted(shown)
    # the table speaks of what the library knows as well: the table's line is shown
    assert shown[2, 16] == (False, "table", "Công văn 12/UBND-NC")
    assert shown[8, 22] == (True, "table", "Công văn 12/UBND-NC")
    # the library's own
    assert shown[2, 17] == (False, "library", library)
    assert shown[8, 31] == (False, "library", library)
    # nobody says anything of a day like any other
    assert (3, 2) not in shown


def test_swapped_saturday_is_shown_beside_its_day_off() -> None:
    days = special_days(DayTable(days=()), 2026)

    swapped = [day.day for day in days if day.worked]

    assert swapped == [date(2026, 8, 22)]


def test_other_years_of_the_table_are_not_shown() -> None:
    days = special_days(read_day_table(TABLE), 2027)

    assert {day.origin for day in days} == {"library"}


def test_line_that_changes_nothing_is_noted_and_not_refused() -> None:
    table = read_day_table(TABLE.replace("2026-03-02", "2026-02-17"))

    check_years(table, TODAY)
    (note,) = needless_lines(table)

    assert note.in_("en") == (
        "days › 2: 17 February 2026 is so without this line as well. It may stay."
    )
    assert note.in_("vi") == (
        "days › 2: ngày 17 tháng 2 năm 2026 vốn đã như vậy dù không có dòng này. Có thể giữ nguyên."
    )


@pytest.mark.parametrize(
    ("written", "instead", "en", "vi"),
    [
        # a day twice
        (
            "2026-03-02",
            "2026-03-07",
            "days › 2 › day: 7 March 2026 stands in entry 1 already. Keep one of the two.",
            "days › 2 › day: Ngày 7 tháng 3 năm 2026 đã có ở mục 1. Chỉ giữ lại một trong hai mục.",
        ),
        # a year that was mistyped
        (
            "2026-03-02",
            "2062-03-02",
            "days › 2 › day: 2 March 2062 is more than 10 years away. Check the year.",
            "days › 2 › day: Ngày 2 tháng 3 năm 2062 cách hiện nay hơn 10 năm. "
            "Vui lòng kiểm tra lại năm.",
        ),
        # a date as it is spoken
        (
            "2026-03-02",
            "2/3/2026",
            "days › 2 › day: “2/3/2026” is not a date. "
            "Write the year, the month and the day, for example: 2026-09-02.",
            "days › 2 › day: “2/3/2026” không phải là ngày tháng. "
            "Hãy ghi theo thứ tự năm, tháng, ngày, ví dụ: 2026-09-02.",
        ),
        # a number that could be taken for a moment
        (
            "2026-03-02",
            "20260302",
            "days › 2 › day: “20260302” is not a date. "
            "Write the year, the month and the day, for example: 2026-09-02.",
            "days › 2 › day: “20260302” không phải là ngày tháng. "
            "Hãy ghi theo thứ tự năm, tháng, ngày, ví dụ: 2026-09-02.",
        ),
        # yes in a spreadsheet's words
        (
            "worked: false",
            "worked: nghỉ",
            "days › 2 › worked: “nghỉ” says neither yes nor no. "
            "Write true or false, without quotes.",
            "days › 2 › worked: “nghỉ” không cho biết là có hay không. "
            "Hãy ghi true (có) hoặc false (không), không đặt trong ngoặc kép.",
        ),
        # nobody who decided it
        (
            "    source: Công văn 12/UBND-NC\n  - day",
            "  - day",
            "days › 1 › source: This is missing. Add it.",
            "days › 1 › source: Thiếu mục này. Hãy bổ sung.",
        ),
        # a language that nobody reads here
        (
            "Ngày truyền thống của tỉnh",
            "{fr: Fête}",
            "days › 2 › title › fr: This name means nothing here. "
            "Check how it is spelt, or take it out.",
            "days › 2 › title › fr: Tên này không có ý nghĩa ở đây. "
            "Hãy kiểm tra lại cách viết, hoặc bỏ đi.",
        ),
        # a mapping of days in the place of the list
        (
            TABLE,
            "days: {2026-03-02: false}",
            "days: A list belongs here. "
            "Write each entry on a line of its own, beginning with “- ”.",
            "days: Ở đây cần một danh sách. "
            "Hãy ghi mỗi mục trên một dòng riêng, bắt đầu bằng “- ”.",
        ),
        # something else altogether
        (
            TABLE,
            "2026-03-02",
            "Several named lines belong here. "
            "Write them under this line, further to the right, each as “name: value”.",
            "Ở đây cần một nhóm dòng có tên. "
            "Hãy ghi bên dưới dòng này, lùi vào trong, mỗi dòng theo dạng “tên: giá trị”.",
        ),
    ],
)
def test_fault_in_a_table_is_explained(written: str, instead: str, en: str, vi: str) -> None:
    assert written in TABLE

    with pytest.raises(DayTableFaults) as refused:
        check_years(read_day_table(TABLE.replace(written, instead, 1)), TODAY)

    assert refused.value.message.in_("en") == en
    assert refused.value.message.in_("vi") == vi


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        # a day that no calendar has
        ("2026-02-30", "Line 3, column 10: There is no such date or number as 2026-02-30."),
        # a colon too many
        ("2026-03-07: ngày", "Line 3, column 20: A colon too many."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(day: str, problem: str) -> None:
    with pytest.raises(NotYaml) as refused:
        read_day_table(TABLE.replace("2026-03-07", day))

    assert refused.value.message.in_("en").startswith(problem)


def test_table_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text(TABLE, encoding="utf-8")

    assert read_day_table(file) == read_day_table(TABLE)


def test_table_in_use_is_not_refused_as_the_years_go_by() -> None:
    much_later = date(2040, 1, 1)

    with pytest.raises(DayTableFaults):
        check_years(read_day_table(TABLE), much_later)
    assert len(read_day_table(TABLE).days) == 2
