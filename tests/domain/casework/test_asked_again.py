from __future__ import annotations

import pytest

from domain.casework.answering import answer, look
from domain.casework.coordinating import ask_again
from domain.casework.views import Settled, Submission
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step


def test_an_old_link_says_that_the_agency_was_asked_again_until_that_is_answered(
    here: Bureau,
) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = here.open(small)
    (first,) = here.waiting(journey)
    old = here.token(first)
    answer(here.office, old, Submission("failed", {}, "Không gặp được"))
    here.carry(journey)
    before = look(here.office, old)
    here.later(hours=1)

    ask_again(here.office, first, "lan")
    here.send()
    after = look(here.office, old)
    (second,) = here.waiting(journey)
    answer(here.office, here.token(second), Submission("done", {}))
    over = look(here.office, old)

    seen = (before, after, over)
    asked_again = [each.asked_again_at for each in seen if isinstance(each, Settled)]
    assert asked_again == [None, here.office.clock.now(), None]


@pytest.mark.parametrize(
    ("agency", "subject"),
    [
        # the same agency
        (None, "Xin hỏi lại: có yêu cầu đang chờ cơ quan trả lời"),
        # another one, which never had it
        ("labour", "Có yêu cầu đang chờ cơ quan trả lời"),
    ],
    ids=["the same", "another"],
)
def test_the_letter_says_to_whom_it_comes_again(
    here: Bureau, agency: str | None, subject: str
) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = here.open(small)
    (first,) = here.waiting(journey)
    here.answer(first, {}, "failed", "Không gặp được")
    here.carry(journey)
    here.later(hours=1)
    here.pile.clear()

    ask_again(here.office, first, "lan", agency)
    here.send()

    asked = [one for one in here.pile if one.target.startswith(agency or "police")]
    assert {one.letter.subject.partition("] ")[2] for one in asked} == {subject}
