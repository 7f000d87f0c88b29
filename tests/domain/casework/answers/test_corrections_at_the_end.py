"""A correction that waits when the journey would end, is stopped, or rests."""

from __future__ import annotations

import pytest

from domain.casework.answers.sent_corrections import leave_the_answer, take_over
from domain.casework.desk.consulting import consult
from domain.casework.journeys.halting import pause, resume, stop
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import NOTE, finding_pathway, told
from tests.domain.casework.sending_on import SENT, answered, on_the_list, send, settled
from tests.domain.small import end, pathway, step, yes_no

CLOSED_BEFORE = ("police_1", "Hồ sơ đã đóng trước khi quyết định về nội dung sửa")


def two_ends(*, at_once: bool = False) -> Pathway:
    return pathway(
        step("verify", form=[yes_no("victim"), NOTE]),
        step("papers", "verify", role="shelter"),
        step("care", "verify", role="labour"),
        ends=[end("protected", "papers", when="verify.victim == true", at_once=at_once)],
    )


def answer_what_waits(place: Bureau, journey: str, steps: tuple[str, ...]) -> None:
    for request in place.requests(journey):
        if request.step in steps:
            place.answer(request.id, {})
    place.carry(journey)


@pytest.mark.parametrize(
    ("taken", "ending"),
    [
        # what was sent decides where the journey ends
        (True, "finished"),
        # the answer stands, and so does its end
        (False, "protected"),
    ],
)
def test_the_end_waits_until_the_correction_is_settled(
    here: Bureau, *, taken: bool, ending: str
) -> None:
    journey, request = answered(here, two_ends())
    send(here, request)
    answer_what_waits(here, journey, ("papers", "care"))
    held, listed = here.status(journey), on_the_list(here)
    consult(here.office, request, "lan")

    if taken:
        take_over(here.office, request, "lan")
    else:
        leave_the_answer(here.office, request, "Thôi", "lan")
    here.carry(journey)

    assert (held, listed) == (("open", None), [SENT])
    assert here.status(journey) == ("ended", ending)
    assert on_the_list(here) == []


def test_the_end_waits_for_the_second_person_too(here: Bureau) -> None:
    journey, request = answered(here, finding_pathway())
    send(here, request)
    consult(here.office, request, "lan")
    take_over(here.office, request, "lan")
    answer_what_waits(here, journey, ("papers",))
    before = here.status(journey)

    here.confirm(request, contact=2)
    here.carry(journey)

    assert (before, here.status(journey)) == (("open", None), ("ended", "finished"))


def test_what_ends_at_once_does_not_wait_and_the_sender_hears_it(here: Bureau) -> None:
    journey, request = answered(here, two_ends(at_once=True))
    send(here, request)
    here.pile.clear()

    answer_what_waits(here, journey, ("papers",))

    assert here.status(journey) == ("ended", "protected")
    assert CLOSED_BEFORE in told(here, journey)
    late = settled(here, request).too_late
    assert late is not None
    assert late.why == "over"


@pytest.mark.parametrize("unsafe", [True, False], ids=["unsafe", "to be undone"])
def test_who_sent_it_hears_when_the_journey_is_stopped_for_good(
    here: Bureau, *, unsafe: bool
) -> None:
    journey, request = answered(here)
    send(here, request)
    here.pile.clear()

    stop(here.office, journey, "Xong", "lan", unsafe=unsafe)
    at_first = told(here, journey)
    here.later(minutes=11)
    here.sweep()
    letters = at_first + told(here, journey)

    assert (CLOSED_BEFORE in at_first) == unsafe
    assert letters.count(CLOSED_BEFORE) == 1


def test_in_a_pause_it_is_sent_and_settled_and_told_afterwards(here: Bureau) -> None:
    journey, request = answered(here)
    pause(here.office, journey, "lan", clocks_stop=True)
    send(here, request)
    listed = on_the_list(here)
    consult(here.office, request, "lan")

    take_over(here.office, request, "lan")
    in_the_pause = told(here, journey)
    resume(here.office, journey, "lan")
    letters = told(here, journey)

    taken = ("police_1", "Nội dung sửa đã được lấy làm câu trả lời")
    assert listed == [SENT]
    assert (taken in in_the_pause, taken in letters) == (False, True)
