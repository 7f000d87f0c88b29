from __future__ import annotations

import asyncio
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import RRuleSchedule

from domain.casework.duties import Standing
from domain.duties import Frequency, Place
from domain.pathway import Period
from tasks.scheduling_duties import how_often, rrule
from tests.domain.casework.test_duties import pathway_with_duties

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("often", "days"),
    [
        pytest.param(
            Frequency(Period(months=1), date(2027, 1, 1)),
            [date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)],
            id="each month",
        ),
        pytest.param(
            Frequency(Period(months=1), date(2027, 1, 31)),
            [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)],
            id="each month's last day",
        ),
        pytest.param(
            Frequency(Period(months=12), date(2028, 2, 29)),
            [date(2028, 2, 29), date(2029, 2, 28), date(2030, 2, 28)],
            id="a leap day each year",
        ),
        pytest.param(
            Frequency(Period(days=10), date(2027, 2, 25)),
            [date(2027, 2, 25), date(2027, 3, 7), date(2027, 3, 17)],
            id="each ten days",
        ),
    ],
)
def test_prefects_calendar_is_ours_at_eight_in_the_morning(
    often: Frequency, days: list[date]
) -> None:
    schedule = RRuleSchedule(rrule=rrule(often), timezone=str(ZONE))

    dates = asyncio.run(schedule.get_dates(3, start=datetime(2026, 11, 22, tzinfo=ZONE)))

    local = [moment.astimezone(ZONE) for moment in dates]
    assert [moment.date() for moment in local] == days
    assert {(moment.hour, moment.minute) for moment in local} == {(8, 0)}
    assert [often.after(day) for day in days[:2]] == days[1:]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        pytest.param((), "Nobody holds the role “police” here.", id="nobody"),
        pytest.param(((Place(None, None), None),), "Not set", id="no frequency"),
        pytest.param(
            ((Place(None, None), Frequency(Period(days=3), date(2027, 1, 1))),),
            "Asked by itself.",
            id="a calendar",
        ),
    ],
)
def test_its_page_says_whether_it_is_asked_by_itself(
    places: tuple[tuple[Place, Frequency | None], ...], said: str
) -> None:
    pathway = pathway_with_duties()
    standing = Standing(pathway, 1, pathway.duty("meeting"), places)

    assert how_often(standing).in_("en").startswith(said)
