"""What was typed and said beside a request is read on a press, and that leaves a trace."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.drafts import keep_draft
from domain.casework.answers.views import Open, TooLate
from domain.casework.answers.words_beside import READ_COUNTS_FOR, WORDS_READ, read_words
from domain.casework.journeys.halting import stop
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import kinds
from tests.domain.casework.speaking import IN_SEVEN, QUESTION, asked, promise, say

NAME = "Lò Thị Mây"
BEGUN = {"_reason": [f"{NAME} không có ở đây"]}


def test_whoever_opens_the_link_is_shown_no_word_of_it(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    say(anywhere, request, QUESTION)
    keep_draft(anywhere.office, anywhere.token(request), "declined", BEGUN)
    before = kinds(anywhere, journey)

    seen = look(anywhere.office, anywhere.token(request))

    assert isinstance(seen, Open)
    assert seen.put_by == anywhere.clock.moment
    assert [(said.kind, said.text, said.withheld) for said in seen.said] == [("question", "", True)]
    assert NAME not in repr(seen)
    assert kinds(anywhere, journey) == before


def test_reading_them_leaves_a_trace(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    say(anywhere, request, QUESTION)
    keep_draft(anywhere.office, anywhere.token(request), "declined", BEGUN)

    words = read_words(anywhere.office, anywhere.token(request))

    assert [said.text for said in words.said] == [QUESTION.text]
    assert words.draft is not None
    assert words.draft.forms == {"declined": BEGUN}
    with anywhere.office.store.reading() as books:
        last = books.trails.lines(journey)[-1]
    assert (last.kind, last.actor) == (WORDS_READ, "contact:police_1")


def test_whoever_presses_again_and_again_does_not_fill_the_trail(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION)
    token = here.token(request)
    for _ in range(3):
        read_words(here.office, token)
    within_the_hour = kinds(here, journey).count(WORDS_READ)

    here.clock.moment += READ_COUNTS_FOR
    read_words(here.office, token)

    assert (within_the_hour, kinds(here, journey).count(WORDS_READ)) == (1, 2)


def test_where_nothing_was_written_nothing_was_read(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, promise(IN_SEVEN))

    words = read_words(here.office, here.token(request))

    assert [said.day for said in words.said] == [IN_SEVEN]
    assert WORDS_READ not in kinds(here, journey)


def test_of_a_request_that_waits_no_more_nothing_is_read(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION)
    token = here.token(request)
    stop(here.office, journey, "Gấp", "lan", unsafe=True)

    with pytest.raises(TooLate):
        read_words(here.office, token)
