"""What recurs is asked, answered and chased as steps are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from domain.areas import UnknownArea
from domain.casework.duties import NoSuchDuty, ask_today, open_due_rounds
from domain.casework.looking import every_case, lead_list
from domain.casework.looking_at_duties import every_duty, rounds_of
from domain.casework.publishing import publish_directory, publish_pathway, publish_policy
from domain.pathway import Pathway
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import number, pathway, step
from tests.strategies import label, named

COUNT = number("count") | {"required": True}
MEETING = named("meeting") | {
    "title": {"vi": "Họp hằng tháng", "en": "Monthly meeting"},
    "ask": {"vi": "Xin tổ chức họp.", "en": "Please meet."},
    "role": "police",
    "per": "agency",
    "every": {"months": 1},
    "form": [COUNT],
}
REVIEW = named("review") | {"role": "labour", "form": [COUNT]}
DECEMBER = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)  # 8:30 in Việt Nam
SETS = """
schema: 1
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
duties:
  small:
    review: {every: {days: 10}, first: 2026-11-01, source: 12/QĐ-UBND, origin: province}
"""


def pathway_with_duties(**more: object) -> Pathway:
    whole = pathway(step("go"))
    return whole.model_validate(
        whole.model_dump(by_alias=True) | {"duties": [MEETING, REVIEW]} | more
    )


def test_a_round_is_asked_once_when_its_day_has_come(anywhere: Bureau) -> None:
    anywhere.publish(pathway_with_duties())
    anywhere.clock.moment = DECEMBER

    opened = open_due_rounds(anywhere.office)
    again = open_due_rounds(anywhere.office)

    assert len(opened) == 1
    assert again == ()
    anywhere.carry(opened[0])
    assert "Xin tổ chức họp. Kỳ bắt đầu từ ngày 1 tháng 12 năm 2026." in (
        anywhere.pile[0].letter.text
    )


@pytest.mark.parametrize(
    "too_early",
    [
        pytest.param(datetime(2026, 11, 30, 12, 0, tzinfo=UTC), id="the day before"),
        pytest.param(datetime(2026, 12, 1, 0, 59, tzinfo=UTC), id="before eight in the morning"),
    ],
)
def test_a_round_is_not_asked_before_its_day_or_at_night(here: Bureau, too_early: datetime) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = too_early

    assert open_due_rounds(here.office) == ()


def test_its_answer_ends_the_round_and_the_next_is_the_same_files_next(anywhere: Bureau) -> None:
    anywhere.publish(pathway_with_duties())
    anywhere.clock.moment = DECEMBER
    (first,) = open_due_rounds(anywhere.office)
    anywhere.carry(first)

    anywhere.answer(anywhere.waiting(first)[0], {"count": ["12"]})
    anywhere.carry(first)
    anywhere.clock.moment = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    (second,) = open_due_rounds(anywhere.office)

    rounds = rounds_of(anywhere.office, "small", "meeting", "en")
    assert [(one.begins, one.status) for one in rounds] == [
        (date(2026, 12, 1), "ended"),
        (date(2027, 1, 1), "open"),
    ]
    assert (first, second) == (rounds[0].journey, rounds[1].journey)
    assert second == first.replace("/1", "/2")


def test_of_rounds_that_were_missed_only_the_last_is_asked(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = datetime(2027, 4, 20, 2, 0, tzinfo=UTC)

    opened = open_due_rounds(here.office)

    assert [one.begins for one in rounds_of(here.office, "small", "meeting", "vi")] == [
        date(2027, 4, 1)
    ]
    assert len(opened) == 1


def test_silence_is_chased_and_ends_on_the_leads_list(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    (journey,) = open_due_rounds(here.office)
    here.carry(journey)

    for _ in range(28):
        here.later(days=1)
        here.sweep()

    kinds = [notice.kind for notice in here.requests(journey)[0].notices]
    assert kinds.count("reminder") == 2 * 2  # twice, each of two contacts
    assert [line.reference for line in lead_list(here.office, "en")] == [f"{journey}:meeting"]


def test_without_a_frequency_it_is_shown_as_not_set_and_not_asked(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER

    open_due_rounds(here.office)

    review = {line.duty: line for line in every_duty(here.office, "en")}["review"]
    assert (review.months, review.days, review.next_on) == (None, None, None)
    assert rounds_of(here.office, "small", "review", "en") == ()


def test_a_policy_that_says_how_often_has_it_asked(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    publish_policy(here.office, SETS, "user:lan")

    open_due_rounds(here.office)

    assert [one.begins for one in rounds_of(here.office, "small", "review", "en")] == [
        date(2026, 11, 21)
    ]


def test_somebody_may_ask_today_and_only_once_a_day(anywhere: Bureau) -> None:
    anywhere.publish(pathway_with_duties())

    first = ask_today(anywhere.office, "small", "review", "user:lan")
    again = ask_today(anywhere.office, "small", "review", "user:lan")

    assert len(first) == 1
    assert again == ()


def test_each_agency_that_holds_the_role_is_asked_and_no_other_in_its_place(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    second = "  - {role: police, agency: labour, valid_from: 2020-01-01, rank: 2}\n"
    publish_directory(here.office, directory_for(pathway_with_duties()) + second, "user:lan")
    here.clock.moment = DECEMBER
    opened = open_due_rounds(here.office)
    for journey in opened:
        here.carry(journey)

    here.decline(here.waiting(opened[0])[0])
    here.carry(opened[0])

    asked = [[line.agency for line in here.requests(journey)] for journey in opened]
    assert asked == [["Cơ quan police"], ["Cơ quan labour"]]
    assert [line.reference for line in lead_list(here.office, "en")] == [f"{opened[0]}:meeting"]


def test_rounds_are_no_cases(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER

    open_due_rounds(here.office)

    assert every_case(here.office) == ()


def test_two_who_look_at_once_ask_once(anywhere: Bureau) -> None:
    anywhere.publish(pathway_with_duties())
    anywhere.clock.moment = DECEMBER

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: open_due_rounds(anywhere.office), range(4)))

    assert sorted(map(len, found)) == [0, 0, 0, 1]


def test_a_round_keeps_the_version_that_it_was_opened_with(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    (journey,) = open_due_rounds(here.office)
    here.carry(journey)

    publish_pathway(here.office, pathway_with_duties(duties=[], title=label("Later")), "user:lan")
    here.answer(here.waiting(journey)[0], {"count": ["3"]})

    assert here.carry(journey).status == "ended"


def test_a_pathway_that_takes_no_journeys_any_more_has_no_duties_either(here: Bureau) -> None:
    here.publish(pathway_with_duties(no_new_after="2026-11-30"))
    here.clock.moment = DECEMBER

    assert open_due_rounds(here.office) == ()


def test_a_pathway_of_an_area_that_there_is_not_is_not_published(here: Bureau) -> None:
    with pytest.raises(UnknownArea, match="no area “atlantis”"):
        here.publish(pathway_with_duties(area="atlantis"))

    assert every_duty(here.office, "en") == ()


def test_an_unknown_duty_is_told(here: Bureau) -> None:
    here.publish(pathway_with_duties())

    with pytest.raises(NoSuchDuty, match="no duty “dance”"):
        ask_today(here.office, "small", "dance", "user:lan")
