from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from domain.days.deadlines import Limit
from domain.days.working_days import vietnam_calendar
from domain.faults import faults_of
from domain.policy.standby import Standby

HANOI, TOKYO = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Asia/Tokyo")
# The administrator's table: Saturday 7 March 2026 is worked for Monday 2 March.
CALENDAR = vietnam_calendar({date(2026, 3, 7): True, date(2026, 3, 2): False})
AT_ONCE = Limit(amount=0, unit="at_once")
WRITTEN = {
    "opens": "07:30",
    "closes": "17:00",
    "asks": {"cong_an": "truc_ban"},
    "source": "Quyết định 12/QĐ-UBND",
    "origin": "province",
}
STANDBY = Standby.model_validate(WRITTEN)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        # Tuesday 3 March 2026, to the minute
        ("2026-03-03T07:29:59+07:00", False),
        ("2026-03-03T07:30:00+07:00", True),
        ("2026-03-03T16:59:59+07:00", True),
        ("2026-03-03T17:00:00+07:00", False),
        # the night after it, on both sides of midnight
        ("2026-03-03T23:59:59+07:00", False),
        ("2026-03-04T00:00:00+07:00", False),
        ("2026-03-04T02:00:00+07:00", False),
        # at 02:00 in UTC it is 09:00 in Việt Nam
        ("2026-03-03T02:00:00+00:00", True),
        # at 23:00 in UTC on Monday it is 06:00 on Tuesday
        ("2026-03-02T23:00:00+00:00", False),
        # a Saturday and a Sunday at noon
        ("2026-03-14T12:00:00+07:00", False),
        ("2026-03-15T12:00:00+07:00", False),
        # Tết 2026 at noon
        ("2026-02-17T12:00:00+07:00", False),
        # Saturday 22 August 2026 is worked for Monday 31 August
        ("2026-08-22T12:00:00+07:00", True),
        ("2026-08-31T12:00:00+07:00", False),
        # the same in the administrator's own table
        ("2026-03-07T12:00:00+07:00", True),
        ("2026-03-02T12:00:00+07:00", False),
    ],
)
def test_offices_are_open_in_their_hours_on_working_days(now: str, *, is_open: bool) -> None:
    assert STANDBY.is_open(moment(now), HANOI, CALENDAR) is is_open


def test_offices_go_by_their_own_clocks() -> None:
    half_past_five_in_hanoi = moment("2026-03-03T05:30:00+07:00")

    in_hanoi = STANDBY.is_open(half_past_five_in_hanoi, HANOI, CALENDAR)
    in_tokyo = STANDBY.is_open(half_past_five_in_hanoi, TOKYO, CALENDAR)

    assert (in_hanoi, in_tokyo) == (False, True)


@pytest.mark.parametrize(
    ("role", "limit", "asked"),
    [
        # at once
        ("cong_an", AT_ONCE, "truc_ban"),
        # what the law counts in hours goes on through the night
        ("cong_an", Limit(amount=12, unit="hours"), "truc_ban"),
        # days can wait for the morning
        ("cong_an", Limit(amount=0, unit="calendar_days"), None),
        ("cong_an", Limit(amount=1, unit="working_days"), None),
        # so can what has no limit
        ("cong_an", None, None),
        # nobody stands by for this role
        ("y_te", AT_ONCE, None),
    ],
)
def test_at_night_another_role_is_asked_what_cannot_wait(
    role: str, limit: Limit | None, asked: str | None
) -> None:
    two_at_night = moment("2026-03-04T02:00:00+07:00")

    assert STANDBY.in_place_of(role, limit, two_at_night, HANOI, CALENDAR) == asked


def test_by_day_nobody_is_asked_in_the_place_of_another() -> None:
    noon = moment("2026-03-03T12:00:00+07:00")

    assert STANDBY.in_place_of("cong_an", AT_ONCE, noon, HANOI, CALENDAR) is None


def test_hour_of_one_digit_is_read() -> None:
    assert Standby.model_validate(WRITTEN | {"opens": "7:30"}).opens == "07:30"


@pytest.mark.parametrize(
    ("line", "place", "problem", "mend"),
    [
        # as it is spoken
        (
            {"opens": "7h30"},
            "opens",
            "“7h30” không phải là giờ trong ngày.",
            "Hãy ghi giờ và phút, từ 00:00 đến 23:59, ví dụ: 07:30.",
        ),
        # an hour that no clock shows
        (
            {"closes": "24:00"},
            "closes",
            "“24:00” không phải là giờ trong ngày.",
            "Hãy ghi giờ và phút, từ 00:00 đến 23:59, ví dụ: 07:30.",
        ),
        # the night in the place of the day
        (
            {"opens": "17:00", "closes": "07:30"},
            "",
            "Ở đây giờ đóng cửa (07:30) lại trước giờ mở cửa.",
            "Hãy ghi giờ làm việc trong một ngày. Ngoài giờ đó, kể cả ban đêm, là giờ trực.",
        ),
        # nobody is asked for anybody
        ({"asks": {}}, "asks", "Ở đây còn thiếu.", "Hãy ghi ít nhất 1 mục."),
        # who is to stand by is who is at home
        (
            {"asks": {"cong_an": "cong_an"}},
            "",
            "“cong_an” không thể trực thay cho chính mình.",
            "Hãy ghi vai trò trực ban đêm, hoặc bỏ dòng này.",
        ),
        # a person in the place of a role
        (
            {"asks": {"cong_an": "Nguyễn Văn A"}},
            "asks › cong_an",
            "“Nguyễn Văn A” chưa được viết đúng dạng.",
            "Chỉ dùng chữ thường không dấu",
        ),
        # nobody who decided it
        ({"source": " "}, "source", "Mục này đang để trống.", "Hãy điền"),
    ],
)
def test_fault_in_the_standby_is_explained(
    line: dict[str, object], place: str, problem: str, mend: str
) -> None:
    data = WRITTEN | line

    with pytest.raises(ValidationError) as refused:
        Standby.model_validate(data)

    (fault,) = faults_of(refused.value, data)
    assert (fault.place, fault.problem.in_("vi")) == (place, problem)
    assert fault.mend.in_("vi").startswith(mend)
    assert fault.message.in_("en") != fault.message.in_("vi")
