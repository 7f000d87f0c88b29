"""What recurs is asked, answered and chased as steps are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from domain.areas.area_map import UnknownArea
from domain.casework.administration.publishing import (
    publish_directory,
    publish_pathway,
    publish_policy,
)
from domain.casework.desk.looking import every_case, lead_list
from domain.casework.duties.asking import NoSuchDuty, ask_today, open_due_rounds
from domain.casework.duties.looking_at_duties import every_duty, rounds_of
from domain.journey.entering import CannotOpen
from domain.pathway.template import Pathway
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
    assert "Xin tổ chức họp. Kỳ: từ 1 tháng 12 năm 2026 đến 31 tháng 12 năm 2026." in (
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

    for _ in range(62):
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


def test_what_is_to_be_done_in_a_period_is_due_on_its_last_day(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    (journey,) = open_due_rounds(here.office)
    here.carry(journey)

    (asked,) = here.requests(journey)

    assert asked.due_at == datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)


def test_what_looks_back_names_the_period_that_is_over_and_has_no_limit(here: Bureau) -> None:
    here.publish(pathway_with_duties(duties=[MEETING | {"looks": "back"}]))
    here.clock.moment = DECEMBER
    (journey,) = open_due_rounds(here.office)
    here.carry(journey)

    (asked,) = here.requests(journey)

    assert asked.due_at is None
    assert "từ 1 tháng 11 năm 2026 đến 30 tháng 11 năm 2026" in here.pile[0].letter.text


YEARLY = MEETING | {"every": {"months": 12}}
JULY = datetime(2027, 7, 5, 2, 0, tzinfo=UTC)


def test_an_agency_that_takes_over_is_not_asked_what_its_predecessor_answered(
    here: Bureau,
) -> None:
    here.publish(pathway_with_duties(duties=[YEARLY]))
    here.clock.moment = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
    (first,) = open_due_rounds(here.office)
    here.carry(first)
    here.answer(here.waiting(first)[0], {"count": ["12"]})
    here.carry(first)
    taken_over = directory_for(pathway_with_duties()).replace(
        "{role: police, agency: police, valid_from: 2020-01-01}",
        "{role: police, agency: labour, valid_from: 2027-07-01}",
    )

    publish_directory(here.office, taken_over, "user:lan")
    here.clock.moment = JULY
    in_july = open_due_rounds(here.office)
    here.clock.moment = datetime(2028, 1, 3, 2, 0, tzinfo=UTC)
    next_year = open_due_rounds(here.office)

    assert (len(in_july), len(next_year)) == (0, 1)


COMMUNE = """areas:
  - id: xa_moi
    title: {vi: Xã Mới, en: Xã Mới}
    kind: commune
    parent: hai_phong
"""
ENDED = COMMUNE + "    valid_to: 2026-12-10\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", COMMUNE, id="communes are drawn in"),
        pytest.param(COMMUNE, ENDED, id="a province does what its communes did"),
    ],
)
def test_a_map_that_changes_within_a_period_does_not_have_it_asked_again(
    here: Bureau, before: str, after: str
) -> None:
    here.publish(pathway_with_duties(duties=[MEETING | {"per": "commune"}], area="hai_phong"))
    held = directory_for(pathway_with_duties())
    publish_directory(here.office, held + before, "user:lan")
    here.clock.moment = DECEMBER
    (first,) = open_due_rounds(here.office)

    publish_directory(here.office, held + after, "user:lan")
    here.later(days=19)
    again = open_due_rounds(here.office)

    assert rounds_of(here.office, "small", "meeting", "vi")[0].journey == first
    assert again == ()


def test_a_frequency_that_is_set_during_a_period_begins_with_the_next(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = datetime(2027, 11, 20, 2, 0, tzinfo=UTC)
    sets = SETS.replace("{days: 10}, first: 2026-11-01", "{months: 12}")
    publish_policy(here.office, sets, "user:lan")

    opened = open_due_rounds(here.office)

    assert rounds_of(here.office, "small", "review", "en") == ()
    assert len(opened) == 1  # the meeting's
    assert _next_on(here, "review") == date(2028, 1, 1)


def test_a_duty_of_a_later_version_begins_after_that_was_published(here: Bureau) -> None:
    here.publish(pathway_with_duties(duties=[]))
    here.clock.moment = datetime(2028, 6, 10, 2, 0, tzinfo=UTC)

    publish_pathway(here.office, pathway_with_duties(duties=[YEARLY]), "user:lan")

    assert open_due_rounds(here.office) == ()
    assert _next_on(here, "meeting") == date(2029, 1, 1)


def test_a_day_that_is_moved_does_not_have_a_period_asked_twice(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    open_due_rounds(here.office)
    moved = SETS.replace(
        "review: {every: {days: 10}, first: 2026-11-01", "meeting: {first: 2026-11-05"
    )

    publish_policy(here.office, moved, "user:lan")
    here.later(days=6)
    in_december = open_due_rounds(here.office)
    here.later(days=31)
    in_january = open_due_rounds(here.office)

    assert (len(in_december), len(in_january)) == (0, 1)


def test_what_still_waits_is_not_asked_besides(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    open_due_rounds(here.office)
    here.later(days=3)

    assert ask_today(here.office, "small", "meeting", "user:lan") == ()


def test_what_was_asked_besides_does_not_hold_up_the_next_round(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    (besides,) = ask_today(here.office, "small", "meeting", "user:lan")
    here.clock.moment = DECEMBER

    (regular,) = open_due_rounds(here.office)

    assert besides.partition("/")[0] == regular.partition("/")[0]


def test_nothing_is_asked_besides_for_a_pathway_that_takes_no_journeys(here: Bureau) -> None:
    here.publish(pathway_with_duties(no_new_after="2026-11-01"))

    with pytest.raises(CannotOpen, match="takes no new journeys after"):
        ask_today(here.office, "small", "meeting", "user:lan")


def test_an_open_round_is_seen_also_when_its_duty_is_no_more(here: Bureau) -> None:
    here.publish(pathway_with_duties())
    here.clock.moment = DECEMBER
    (journey,) = open_due_rounds(here.office)

    publish_pathway(here.office, pathway_with_duties(duties=[]), "user:lan")

    (line,) = every_duty(here.office, "en")
    assert (line.duty, line.title, line.open_rounds) == ("meeting", "Monthly meeting", 1)
    assert [one.journey for one in rounds_of(here.office, "small", "meeting", "en")] == [journey]


def _next_on(place: Bureau, duty: str) -> date | None:
    return {line.duty: line.next_on for line in every_duty(place.office, "en")}[duty]


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
