from __future__ import annotations

from datetime import date

import pytest

from domain.days.days_off import days_off
from domain.days.working_days import vietnam_calendar

TET = (date(2027, 2, 4), date(2027, 2, 10), 5)


def found(first: date, last: date) -> list[tuple[date, date, int]]:
    return [(one.first, one.last, one.lost) for one in days_off(vietnam_calendar(), first, last)]


def test_tet_is_one_time_off_with_the_weekend_that_lies_in_it() -> None:
    assert found(date(2027, 1, 15), date(2027, 3, 1)) == [TET]


def test_weekends_alone_are_no_days_off() -> None:
    assert found(date(2027, 1, 15), date(2027, 2, 3)) == []


def test_of_what_is_only_touched_the_days_within_count() -> None:
    assert found(date(2027, 1, 15), date(2027, 2, 5)) == [(date(2027, 2, 4), date(2027, 2, 5), 2)]


WORDS = [
    (date(2027, 2, 1), date(2027, 2, 12), "nghỉ Tết Nguyên Đán 5 ngày"),
    # two holidays in a row have both their names
    (
        date(2026, 4, 29),
        date(2026, 5, 4),
        "nghỉ Ngày Chiến thắng, Ngày Quốc tế Lao động 2 ngày",
    ),
]


@pytest.mark.parametrize(("first", "last", "words"), WORDS, ids=["tet", "april"])
def test_they_are_called_by_the_name_that_most_of_the_days_bear(
    first: date, last: date, words: str
) -> None:
    [off] = days_off(vietnam_calendar(), first, last)

    assert off.in_words.in_("vi") == words


def test_a_day_off_by_the_sites_own_table_is_told_as_that() -> None:
    own = vietnam_calendar({date(2027, 3, 9): False, date(2027, 2, 4): True})

    [tet, table] = days_off(own, date(2027, 2, 1), date(2027, 3, 20))

    assert (tet.first, tet.lost) == (date(2027, 2, 5), 4)
    assert table.in_words.in_("en") == "the table of days, days off: 1"
