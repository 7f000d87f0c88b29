from __future__ import annotations

import pytest

from domain.days.deadlines import Limit, LimitUnit
from domain.pathway.template import Period
from domain.pathway.wording import limit_words, period_words


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [
        (0, "at_once", "ngay", "immediately"),
        (1, "hours", "1 giờ", "1 hour"),
        (12, "hours", "12 giờ", "12 hours"),
        (0, "calendar_days", "trong ngày", "the same day"),
        (0, "working_days", "trong ngày", "the same day"),
        (1, "calendar_days", "1 ngày", "1 calendar day"),
        (3, "calendar_days", "3 ngày", "3 calendar days"),
        (1, "working_days", "1 ngày làm việc", "1 working day"),
        (9, "working_days", "9 ngày làm việc", "9 working days"),
    ],
)
def test_a_limit_reads_as_a_law_writes_it(amount: int, unit: LimitUnit, vi: str, en: str) -> None:
    said = limit_words(Limit(amount=amount, unit=unit))

    assert (said.in_("vi"), said.in_("en")) == (vi, en)


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period(days=1), "hằng ngày", "every day"),
        (Period(days=10), "10 ngày một lần", "every 10 days"),
        (Period(months=1), "hằng tháng", "every month"),
        (Period(months=3), "3 tháng một lần", "every 3 months"),
        (Period(months=12), "hằng năm", "every year"),
        (Period(months=36), "3 năm một lần", "every 3 years"),
        (Period(months=18), "18 tháng một lần", "every 18 months"),
    ],
)
def test_a_period_reads_in_the_largest_whole_unit(period: Period, vi: str, en: str) -> None:
    said = period_words(period)

    assert (said.in_("vi"), said.in_("en")) == (vi, en)
