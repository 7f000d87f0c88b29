"""Several requests that reach one contact within minutes are one message."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.views import Submission
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.letters.delivering import Claimed, claim, renew
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import TOKEN, Bureau
from tests.domain.casework.reached import BUSY, NEVER, Reached, urgent
from tests.domain.small import ENTRY, pathway, step

FIVE = ("verify", "shelter", "health", "school", "loan")


@pytest.fixture
def place(here: Bureau) -> Reached:
    return Reached(here)


@pytest.fixture
def five() -> Pathway:
    return pathway(*(step(name) for name in FIVE))


def opened(place: Reached, small: Pathway) -> str:
    journey = open_case(place.here.office, small.key, ENTRY, None, by="user:lan")
    advance(place.here.office, journey)
    place.send()
    return journey


def outcomes(place: Reached, journey: str) -> list[dict[str, str]]:
    """What became of each request on each channel."""
    return [
        {line.channel: line.status for line in request.notices}
        for request in place.here.requests(journey)
    ]


def links_in(claimed: Claimed) -> list[str]:
    return TOKEN.findall(" ".join((claimed.letter.text, *claimed.letter.apart)))


def test_five_requests_of_one_plan_are_one_message_with_five_links(
    place: Reached, five: Pathway
) -> None:
    place.publish(five)

    journey = opened(place, five)

    (letter,) = place.sent
    code = journey.partition("/")[0]
    assert letter.letter.subject == f"[{code}] Có 5 yêu cầu đang chờ cơ quan trả lời"
    links = links_in(letter)
    assert len(set(links)) == 5
    for link in links:
        answer(place.here.office, link, Submission("done", {}))
    assert {request.status for request in place.here.requests(journey)} == {"done"}


def test_by_sms_each_link_comes_by_itself(place: Reached, five: Pathway) -> None:
    place.publish(five, channels=["sms"])

    opened(place, five)

    (letter,) = place.sent
    assert len(letter.letter.apart) == 5
    assert TOKEN.search(letter.letter.text) is None


def test_what_comes_within_five_minutes_after_one_waits_and_goes_as_one(place: Reached) -> None:
    small = pathway(step("verify"))
    place.publish(small)
    first = opened(place, small)
    later = []
    for _ in range(2):
        place.here.later(minutes=1)
        later.append(opened(place, small))

    (waiting,) = place.request(later[0]).notices
    place.here.later(minutes=2)
    place.send()
    too_early = len(place.sent)
    place.here.later(minutes=1)
    place.send()

    assert outcomes(place, first) == [{"email": "handed_over"}]
    assert waiting.status == "together"
    assert too_early == 1
    assert [len(links_in(letter)) for letter in place.sent] == [1, 2]
    codes = ", ".join(sorted(journey.partition("/")[0] for journey in later))
    told = place.sent[-1].letter.subject.partition("]")[0].removeprefix("[")
    assert ", ".join(sorted(told.split(", "))) == codes


def test_who_has_answered_the_first_gets_the_next_at_once(place: Reached) -> None:
    small = pathway(step("verify"), step("shelter", "verify"))
    place.publish(small)
    journey = opened(place, small)
    (link,) = links_in(place.sent[0])

    answer(place.here.office, link, Submission("done", {}))
    advance(place.here.office, journey)
    place.send()

    assert [len(links_in(letter)) for letter in place.sent] == [1, 1]


def test_what_is_due_at_once_never_waits_and_takes_along_what_does(place: Reached) -> None:
    calm, pressing = pathway(step("verify")), pathway(urgent(step("verify")))
    pressing = pressing.model_copy(update={"key": "pressing"})
    place.publish(pressing)
    place.publish(calm)
    opened(place, calm)
    held = opened(place, calm)

    opened(place, pressing)

    assert [len(links_in(letter)) for letter in place.sent] == [1, 2]
    assert outcomes(place, held) == [{"email": "handed_over"}]


def test_more_than_five_are_several_messages_and_none_waits_twice(place: Reached) -> None:
    small = pathway(step("verify"))
    place.publish(small)
    for _ in range(8):
        opened(place, small)

    place.here.later(minutes=5)
    place.send()

    assert [len(links_in(letter)) for letter in place.sent] == [1, 5, 2]


def test_refused_as_one_each_keeps_its_own_outcome_and_goes_on(
    place: Reached, five: Pathway
) -> None:
    place.refuses["email"] = NEVER
    place.publish(five)

    journey = opened(place, five)
    place.send()

    assert outcomes(place, journey) == [{"email": "refused", "sms": "handed_over"}] * 5
    (letter,) = place.sent
    assert len(letter.letter.apart) == 5


def test_refused_for_a_while_they_are_tried_again_as_one_and_say_so(
    place: Reached, five: Pathway
) -> None:
    place.refuses["email"] = BUSY
    place.publish(five, channels=["email"])
    journey = opened(place, five)
    tried = outcomes(place, journey)
    del place.refuses["email"]

    place.let_pauses_between_tries_end()
    place.send()

    assert tried == [{"email": "queued"}] * 5
    (letter,) = place.sent
    assert len(links_in(letter)) == 5
    assert "Thư này có thể đến hai lần." in letter.letter.text


def test_one_that_is_answered_meanwhile_is_not_in_it(place: Reached, five: Pathway) -> None:
    place.refuses["email"] = BUSY
    place.publish(five, channels=["email"])
    journey = opened(place, five)
    first = place.here.requests(journey)[0].id
    with place.here.office.store.reading() as books:
        office = place.here.office
        link = books.requests.live_link(first, "lan", office.links.newest_key_id)
        assert link is not None
    answer(office, office.links.token(link.id, link.key_id), Submission("done", {}))
    place.let_pauses_between_tries_end()
    del place.refuses["email"]

    place.send()

    (letter,) = place.sent
    assert len(links_in(letter)) == 4
    assert outcomes(place, journey) == [
        {"email": "dropped"},
        *([{"email": "handed_over"}] * 4),
    ]


def test_of_two_that_take_the_same_at_once_none_is_sent_twice(anywhere: Bureau) -> None:
    place, small = Reached(anywhere), pathway(step("verify"))
    place.publish(small)
    for _ in range(4):
        journey = open_case(anywhere.office, small.key, ENTRY, None, by="user:lan")
        advance(anywhere.office, journey)
    unsent, start = unsent_notices(anywhere.office), Barrier(4)

    def take(notice: str) -> Claimed | None:
        start.wait()
        return claim(anywhere.office, notice)

    with ThreadPoolExecutor(4) as threads:
        taken = [each for each in threads.map(take, unsent) if each is not None]

    in_hand = [notice.notice_id for claimed in taken for notice in claimed.notices]
    assert sorted(in_hand) == sorted(unsent)


def test_what_of_several_was_taken_is_handed_over_and_the_rest_sent_again(
    place: Reached, five: Pathway
) -> None:
    place.refuses["sms"] = replace(BUSY, taken=2)
    place.publish(five, channels=["sms"])
    journey = opened(place, five)
    tried = outcomes(place, journey)
    del place.refuses["sms"]

    place.let_pauses_between_tries_end()
    place.send()

    became = sorted(outcome["sms"] for outcome in tried)
    assert became == ["handed_over", "handed_over", "queued", "queued", "queued"]
    (letter,) = place.sent
    assert len(letter.letter.apart) == 3
    assert outcomes(place, journey) == [{"sms": "handed_over"}] * 5


def test_what_another_process_has_by_now_is_sent_on_by_that_one(
    place: Reached, five: Pathway
) -> None:
    place.publish(five, channels=["sms"])
    office = place.here.office
    advance(office, open_case(office, five.key, ENTRY, None, by="user:lan"))
    first = next(filter(None, (claim(office, notice) for notice in unsent_notices(office))))
    kept = renew(office, first)

    place.let_pauses_between_tries_end()
    second = claim(office, first.notices[0].notice_id)

    assert kept
    assert second is not None
    assert (renew(office, first), renew(office, second)) == (False, True)
