"""Deadlines worked out by hand, day by day, against the calendar of 2026, in three time zones.

The days off: 14 to 22 February (Tết, two weekends among them), Monday 31 August, which Saturday
22 August is worked for, and Tuesday and Wednesday 1 and 2 September. Việt Nam is 7 hours ahead of
UTC and Japan 9; Germany is 1 in winter, 2 from 29 March to 24 October.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.days.day_table import read_day_table
from domain.days.deadlines import Limit, due_at
from domain.days.working_days import vietnam_calendar

HANOI, TOKYO, BERLIN = "Asia/Ho_Chi_Minh", "Asia/Tokyo", "Europe/Berlin"
THREE_WORKING_DAYS = Limit(amount=3, unit="working_days")
TWELVE_HOURS = Limit(amount=12, unit="hours")
PUBLIC = "days: []"
PROVINCE = """
days:
  - {day: 2026-02-13, worked: false, title: Nghỉ thêm trước Tết, source: Công văn 12}
  - {day: 2026-02-28, worked: true, title: Làm bù, source: Công văn 12}
  - {day: 2026-02-23, worked: false, title: Nghỉ thêm sau Tết, source: Công văn 12}
  - {day: 2026-08-22, worked: false, title: Không làm bù tại tỉnh, source: Công văn 90}
"""


@pytest.mark.parametrize(
    ("table", "asked", "zone", "limit", "due"),
    [
        # Thursday 12 February, before Tết: Fri 13, Mon 23, Tue 24 count
        (PUBLIC, "2026-02-12T09:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-02-24T23:59:59+07:00"),
        # the last second of that Thursday, and the first of the Friday: Mon 23, Tue 24, Wed 25
        (
            PUBLIC,
            "2026-02-12T23:59:59+07:00",
            HANOI,
            THREE_WORKING_DAYS,
            "2026-02-24T23:59:59+07:00",
        ),
        (PUBLIC, "2026-02-13T00:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-02-25T23:59:59+07:00"),
        # an agency in Japan, where at the same moment it is Thursday 11:00: its day ends 2 h sooner
        (PUBLIC, "2026-02-12T09:00+07:00", TOKYO, THREE_WORKING_DAYS, "2026-02-24T21:59:59+07:00"),
        # Thursday 22:30 in Việt Nam is Friday 00:30 in Japan: Mon 23, Tue 24, Wed 25
        (PUBLIC, "2026-02-12T22:30+07:00", TOKYO, THREE_WORKING_DAYS, "2026-02-25T23:59:59+09:00"),
        # Friday 02:00 in Việt Nam is still Thursday 20:00 in Germany: Fri 13, Mon 23, Tue 24
        (PUBLIC, "2026-02-13T02:00+07:00", BERLIN, THREE_WORKING_DAYS, "2026-02-24T23:59:59+01:00"),
        # the province's own days: Friday 13 and Monday 23 are off, so Tue 24, Wed 25, Thu 26
        (
            PROVINCE,
            "2026-02-12T09:00+07:00",
            HANOI,
            THREE_WORKING_DAYS,
            "2026-02-26T23:59:59+07:00",
        ),
        # and Saturday 28 is worked: from Wednesday 25 it is Thu 26, Fri 27, Sat 28
        (
            PROVINCE,
            "2026-02-25T09:00+07:00",
            HANOI,
            THREE_WORKING_DAYS,
            "2026-02-28T23:59:59+07:00",
        ),
        (
            PROVINCE,
            "2026-02-25T09:00+07:00",
            TOKYO,
            THREE_WORKING_DAYS,
            "2026-02-28T23:59:59+09:00",
        ),
        # which the public calendar does not know: Thu 26, Fri 27, Mon 2 March
        (PUBLIC, "2026-02-25T09:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-03-02T23:59:59+07:00"),
        # Thursday 20 August, in the week of the swapped Saturday: Fri 21, Sat 22, Mon 24
        (PUBLIC, "2026-08-20T15:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-08-24T23:59:59+07:00"),
        (PUBLIC, "2026-08-20T15:00+07:00", TOKYO, THREE_WORKING_DAYS, "2026-08-24T23:59:59+09:00"),
        # in Germany it is summer time: 23:59:59 there is 4:59:59 of the next day in Việt Nam
        (PUBLIC, "2026-08-20T15:00+07:00", BERLIN, THREE_WORKING_DAYS, "2026-08-25T04:59:59+07:00"),
        # a province that does not swap: Fri 21, Mon 24, Tue 25
        (
            PROVINCE,
            "2026-08-20T15:00+07:00",
            HANOI,
            THREE_WORKING_DAYS,
            "2026-08-25T23:59:59+07:00",
        ),
        # Thursday 27 August: Fri 28, then from Monday to Wednesday all off, Thu 3, Fri 4 September
        (PUBLIC, "2026-08-27T15:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-09-04T23:59:59+07:00"),
        # asked on the swapped Saturday itself: Mon 24, Tue 25, Wed 26
        (PUBLIC, "2026-08-22T08:00+07:00", HANOI, THREE_WORKING_DAYS, "2026-08-26T23:59:59+07:00"),
        # 12 hours over midnight, to the minute, also into Tết and whatever the table says
        (PUBLIC, "2026-02-12T20:17+07:00", HANOI, TWELVE_HOURS, "2026-02-13T08:17+07:00"),
        (PROVINCE, "2026-02-12T20:17+07:00", HANOI, TWELVE_HOURS, "2026-02-13T08:17+07:00"),
        (PUBLIC, "2026-02-16T20:17+07:00", TOKYO, TWELVE_HOURS, "2026-02-17T10:17+09:00"),
        # over the night in which the clocks in Germany go forward: 12 hours are 12 hours
        (PUBLIC, "2026-03-28T20:17+01:00", BERLIN, TWELVE_HOURS, "2026-03-29T09:17+02:00"),
    ],
)
def test_deadline_is_right_to_the_minute(
    table: str, asked: str, zone: str, limit: Limit, due: str
) -> None:
    calendar = vietnam_calendar(read_day_table(table).exceptions)

    end = due_at(limit, datetime.fromisoformat(asked), ZoneInfo(zone), calendar)

    assert end == datetime.fromisoformat(due)


def test_the_days_off_of_tet_2026_are_nine_in_a_row() -> None:
    calendar = vietnam_calendar()

    off = [day for day in range(1, 29) if not calendar.is_working(date(2026, 2, day))]

    # the weekends of 1, 7 and 8, and 28 February stand around them
    assert off == [1, 7, 8, *range(14, 23), 28]
