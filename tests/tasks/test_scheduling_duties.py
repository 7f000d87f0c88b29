from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import RRuleSchedule

from domain.casework.duties.asking import Spot, Standing, standing_duties
from domain.duties.frequency import Frequency
from domain.duties.recurring import Place
from domain.pathway.template import Period
from tasks.scheduling_duties import how_often, of_duties, rrule
from tests.domain.casework.bureau import bureau
from tests.domain.casework.duties.test_duties import pathway_with_duties

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ANYWHERE = Place(None, None)


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


def test_a_duty_without_a_calendar_is_found_by_its_tag(tmp_path: Path) -> None:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        place.publish(pathway_with_duties())
        with place.office.store.reading() as books:
            duties = standing_duties(place.office, books)

        found = of_duties(duties, place.office)

    assert "not-set" in found["duties/small.review"].tags
    assert found["duties/small.review"].rrules == ()
    assert "not-set" not in found["duties/small.meeting"].tags
    assert len(found["duties/small.meeting"].rrules) == 1


@pytest.mark.parametrize(
    ("spots", "said"),
    [
        pytest.param((), "Nobody holds the role “police” here.", id="nobody"),
        pytest.param((Spot(ANYWHERE, date.min, None),), "Not set", id="no frequency"),
        pytest.param(
            (Spot(ANYWHERE, date.min, Frequency(Period(days=3), date(2027, 1, 1))),),
            "Asked by itself.",
            id="a calendar",
        ),
    ],
)
def test_its_page_says_whether_it_is_asked_by_itself(spots: tuple[Spot, ...], said: str) -> None:
    pathway = pathway_with_duties()
    standing = Standing(pathway, 1, pathway.duty("meeting"), spots)

    assert how_often(standing).in_("en").startswith(said)
