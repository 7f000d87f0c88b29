from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.drafts import forget_stale_drafts, keep_draft
from domain.casework.answers.views import Submission, TooLate
from domain.casework.answers.words_beside import read_words
from domain.casework.desk.coordinating import Proxy, answer_for_agency, withdraw
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step

NAME = "Nguyễn Thị Mai"
TYPED = {"_verdict": ["done"], "note": [NAME]}
NOTE = {"id": "note", "label": {"vi": "Ghi chú", "en": "Note"}, "kind": "text"}


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify", form=[NOTE]))


@pytest.fixture
def request_id(anywhere: Bureau, small: Pathway) -> str:
    anywhere.publish(small)
    (request,) = anywhere.waiting(anywhere.open(small))
    return request


def drafts(place: Bureau) -> int:
    return len(dump_of(place.office.store)["drafts"])


def test_what_was_typed_is_sealed(anywhere: Bureau, request_id: str) -> None:
    keep_draft(anywhere.office, anywhere.token(request_id), "done", TYPED)

    assert drafts(anywhere) == 1
    assert NAME not in str(dump_of(anywhere.office.store))


def test_a_draft_is_no_event_and_wakes_nobody(anywhere: Bureau, request_id: str) -> None:
    before = dump_of(anywhere.office.store)

    keep_draft(anywhere.office, anywhere.token(request_id), "done", TYPED)

    assert {**dump_of(anywhere.office.store), "drafts": []} == before


def test_a_reminder_goes_out_all_the_same(anywhere: Bureau, request_id: str) -> None:
    keep_draft(anywhere.office, anywhere.token(request_id), "done", TYPED)
    anywhere.later(days=8)

    anywhere.sweep()

    (request,) = anywhere.requests(request_id.rpartition("/")[0])
    assert "reminder" in [notice.kind for notice in request.notices]
    assert drafts(anywhere) == 1


def test_an_answer_by_phone_ends_it_too(anywhere: Bureau, request_id: str) -> None:
    keep_draft(anywhere.office, anywhere.token(request_id), "done", TYPED)

    proxy = Proxy("done", {"note": ["12"]}, "", "anh Minh", "phone")
    answer_for_agency(anywhere.office, request_id, proxy, "lan")

    assert drafts(anywhere) == 0


def test_a_request_that_is_taken_back_takes_its_drafts_along(
    anywhere: Bureau, request_id: str
) -> None:
    for contact in (1, 2):
        keep_draft(anywhere.office, anywhere.token(request_id, contact), "done", TYPED)

    withdraw(anywhere.office, request_id, "lan")

    assert drafts(anywhere) == 0


def test_nobody_came_back_to_it_for_thirty_days(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", TYPED)

    anywhere.later(days=30)
    forget_stale_drafts(anywhere.office)
    then = read_words(anywhere.office, token).draft
    anywhere.later(seconds=1)
    forget_stale_drafts(anywhere.office)

    assert then is not None
    assert drafts(anywhere) == 0


def test_what_was_saved_again_stays_thirty_days_more(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", TYPED)
    anywhere.later(days=29)
    keep_draft(anywhere.office, token, "done", TYPED)
    anywhere.later(days=29)

    forget_stale_drafts(anywhere.office)

    assert drafts(anywhere) == 1


def test_no_draft_is_left_behind_an_answer_that_came_at_the_same_instant(
    anywhere: Bureau, small: Pathway
) -> None:
    anywhere.publish(small)
    start = Barrier(2)

    def answers(token: str) -> None:
        start.wait()
        answer(anywhere.office, token, Submission("done", {"note": ["12"]}))

    def saves(token: str) -> None:
        start.wait()
        try:
            keep_draft(anywhere.office, token, "done", TYPED)
        except TooLate:
            return

    with ThreadPoolExecutor(2) as threads:
        for _ in range(8):
            (request,) = anywhere.waiting(anywhere.open(small))
            token = anywhere.token(request)
            for each in [threads.submit(act, token) for act in (answers, saves)]:
                each.result()

    assert drafts(anywhere) == 0


def test_a_draft_whose_key_is_gone_is_none(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", TYPED)
    with anywhere.office.store.writing() as books:
        books.drafts.keep(
            anywhere.office.links.read(token).link_id, "1.lost.AAAA", anywhere.clock.now()
        )

    assert read_words(anywhere.office, token).draft is None
