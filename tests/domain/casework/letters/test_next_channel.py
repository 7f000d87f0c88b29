"""Who cannot be reached on one channel is told the same on the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.casework.administration.publishing import publish_policy
from domain.casework.answers.seeing import seen
from domain.casework.desk import coordinating
from domain.casework.desk.looking import lead_list
from domain.casework.journeys import halting
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.db.tables import Notice
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import TOKEN, Bureau
from tests.domain.casework.reached import BUSY, NEVER, SMS, Reached, urgent
from tests.domain.small import ENTRY, pathway, step

NOT_DELIVERED = "A message could not be delivered. Please reach the agency another way."
TWICE = "Thư này có thể đến hai lần."
POLICY = """
schema: 2
key: tinh
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
next_channel_after: 1 day
sources: {next_channel_after: Công văn 12/UBND}
"""


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"))


@pytest.fixture
def place(here: Bureau) -> Reached:
    return Reached(here)


def opened(place: Reached, small: Pathway, *channels: str) -> str:
    """A journey whose one request was made and sent, as far as the channels take it."""
    place.publish(small, channels or ("email", "sms"))
    journey = open_case(place.here.office, small.key, ENTRY, None, by="user:lan")
    advance(place.here.office, journey)
    place.send()
    return journey


def test_refused_for_good_it_goes_on_the_next_channel_with_the_same_link(
    place: Reached, small: Pathway
) -> None:
    place.refuses["email"] = NEVER

    journey = opened(place, small)
    place.send()

    assert place.statuses(journey) == {"email": "refused", "sms": "handed_over"}
    (sms,) = place.sent
    (link,) = sms.letter.apart
    assert sms.target == SMS
    found = TOKEN.search(link)
    assert found is not None
    assert found[1] == place.here.office.links.token(*_link_of(place, journey))
    advance(place.here.office, journey)
    assert lead_list(place.here.office, "en") == ()


def test_what_may_pass_is_tried_again_before_another_channel_is_paid_for(
    place: Reached, small: Pathway
) -> None:
    place.refuses["email"] = BUSY
    journey = opened(place, small)

    tried_again = place.statuses(journey)
    place.here.later(hours=4)
    place.let_pauses_between_tries_end()
    for _ in range(2):
        place.send()

    assert tried_again == {"email": "queued"}
    assert place.statuses(journey) == {"email": "refused", "sms": "handed_over"}


def test_refused_everywhere_it_is_left_to_the_lead_and_is_no_silence(
    place: Reached, small: Pathway
) -> None:
    place.refuses |= {"email": NEVER, "zalo": NEVER, "sms": BUSY}
    journey = opened(place, small, "email", "zalo", "sms")

    for _ in range(8):
        place.let_pauses_between_tries_end()
        place.send()
    advance(place.here.office, journey)

    request = place.request(journey)
    assert place.statuses(journey) == {"email": "refused", "zalo": "refused", "sms": "refused"}
    assert request.undelivered
    assert [line.why for line in lead_list(place.here.office, "en")] == [NOT_DELIVERED]


def test_before_the_last_channel_has_refused_nothing_is_undelivered(
    place: Reached, small: Pathway
) -> None:
    place.refuses["email"] = NEVER

    journey = opened(place, small)
    advance(place.here.office, journey)

    assert place.statuses(journey) == {"email": "refused", "sms": "queued"}
    assert not place.request(journey).undelivered
    assert lead_list(place.here.office, "en") == ()


def test_who_does_not_open_gets_the_next_channel_after_the_time_once(
    place: Reached, small: Pathway
) -> None:
    journey = opened(place, small)

    place.here.later(hours=3, minutes=59)
    place.sweep()
    too_early = place.to_officer()
    place.here.later(minutes=1)
    for _ in range(3):
        place.sweep()
        place.here.later(days=1)

    assert too_early == ["email"]
    assert place.to_officer() == ["email", "sms"]
    assert TWICE in place.sent[-1].letter.text
    assert place.statuses(journey) == {"email": "handed_over", "sms": "handed_over"}


def test_each_channel_has_its_time(place: Reached, small: Pathway) -> None:
    opened(place, small, "zalo", "email", "sms")

    for _ in range(5):
        place.here.later(hours=4)
        place.sweep()

    assert place.to_officer() == ["zalo", "email", "sms"]


def test_who_has_opened_it_is_left_in_peace(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)

    seen(place.here.office, place.here.office.links.token(*_link_of(place, journey)))
    place.here.later(hours=5)
    place.sweep()

    assert place.to_officer() == ["email"]
    assert place.statuses(journey) == {"email": "opened"}


def test_who_opened_the_first_letter_has_not_opened_the_reminder(
    place: Reached, small: Pathway
) -> None:
    journey = opened(place, small)
    seen(place.here.office, place.here.office.links.token(*_link_of(place, journey)))
    place.here.later(days=8)
    advance(place.here.office, journey)
    place.send()

    place.here.later(hours=4)
    place.sweep()

    became = [(line.kind, line.channel, line.status) for line in place.request(journey).notices]
    assert sorted(became) == [
        ("reminder", "email", "handed_over"),
        ("reminder", "sms", "handed_over"),
        ("request", "email", "opened"),
    ]


def test_who_has_opened_it_again_is_left_in_peace(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)
    token = place.here.office.links.token(*_link_of(place, journey))
    seen(place.here.office, token)
    place.here.later(days=8)
    advance(place.here.office, journey)
    place.send()

    seen(place.here.office, token)
    place.here.later(hours=4)
    place.sweep()

    assert place.to_officer() == ["email", "email"]
    assert {line.status for line in place.request(journey).notices} == {"opened"}


def test_where_a_code_went_no_later_link_goes(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)
    (request,) = place.here.waiting(journey)
    with place.here.office.store.writing() as books:
        (letter,) = [one for one in books.notices.of_journey(journey) if one.contact == "lan"]
        letter.channel = "zalo"  # Which has been taken out of the directory since.
        books.notices.queue(
            Notice(
                journey=journey, about=request, kind="code", ordinal=1, contact="lan",
                channel="email", resend=0, status="handed_over", tries=1,
                queued_at=place.here.clock.now(),
            )
        )  # fmt: skip
    place.sent.clear()

    place.here.later(days=8)
    advance(place.here.office, journey)
    place.send()

    assert place.to_officer() == ["sms"]


def test_who_has_answered_is_left_in_peace(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)
    (request,) = place.here.waiting(journey)
    phoned = coordinating.Proxy("done", {}, "", given_by="Anh Tư", how="phone")

    coordinating.answer_for_agency(place.here.office, request, phoned, "lan")
    place.here.later(hours=5)
    place.sweep()

    assert place.to_officer() == ["email"]
    # they were not the one who answered
    assert place.statuses(journey) == {"email": "handed_over"}


def test_while_a_journey_is_paused_nobody_is_told_elsewhere(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)
    halting.pause(place.here.office, journey, "lan", clocks_stop=False)
    place.here.later(hours=5)
    place.sweep()
    meanwhile = place.to_officer()

    halting.resume(place.here.office, journey, "lan")
    place.here.later(minutes=10)
    place.sweep()

    assert meanwhile == ["email"]
    assert place.to_officer() == ["email", "sms"]


def test_what_is_urgent_goes_on_after_a_quarter_of_an_hour(place: Reached) -> None:
    opened(place, pathway(urgent(step("verify"))))

    place.here.later(minutes=15)
    place.sweep()

    assert place.to_officer() == ["email", "sms"]


def test_a_province_says_how_long_a_link_may_stay_unopened(place: Reached, small: Pathway) -> None:
    place.publish(small)
    publish_policy(place.here.office, POLICY, "user:lan")
    opened(place, small)

    place.here.later(hours=23)
    place.sweep()
    too_early = place.to_officer()
    place.here.later(hours=1)
    place.sweep()

    assert (too_early, place.to_officer()) == (["email"], ["email", "sms"])


def test_what_has_no_link_is_not_sent_again_because_nobody_opened_it(place: Reached) -> None:
    told = pathway(step("verify", role="labour") | {"with": ["police"]})
    opened(place, told)

    place.here.later(days=1)
    place.sweep()

    assert place.to_officer() == ["email"]


def test_two_sweeps_at_once_tell_on_the_next_channel_once(place: Reached, small: Pathway) -> None:
    journey = opened(place, small)
    place.here.later(hours=4)

    place.sweep()
    with place.here.office.store.writing() as books:
        (mail, *_) = books.notices.of_journey(journey)
        mail.look_at = place.here.clock.moment - timedelta(minutes=1)
    place.sweep()

    assert place.to_officer() == ["email", "sms"]


def _link_of(place: Reached, journey: str) -> tuple[str, str]:
    (request,) = place.here.waiting(journey)
    with place.here.office.store.reading() as books:
        key = place.here.office.links.newest_key_id
        link = books.requests.live_link(request, "lan", key)
        assert link is not None
        return link.id, link.key_id
