"""What a link does, from the letter to the books: the real pages on the real office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.pages_app import DemoMailbox
from domain.casework.desk.coordinating import (
    Proxy,
    answer_for_agency,
    ask_again,
    skip,
    withdraw,
)
from domain.casework.dossier import Dossier
from domain.casework.journeys.halting import stop
from domain.journey.facts import Reassigned, RequestKey
from pages.application import create_app
from tests.domain.casework.bureau import MORNING, Bureau, bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step
from tests.pages.reading import Page

SCANS = 10
DONE, NOT_US = {"_verdict": "done"}, {"_verdict": "declined", "_because": "wrong_area"}


@dataclass(slots=True)
class Counter:
    """One request that waits, and a browser at the pages."""

    place: Bureau
    browser: TestClient
    journey: str
    request: str
    path: str

    def send(self, sent: dict[str, str]) -> None:
        assert self.browser.post(self.path, data=sent).status_code == 200


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    asked = pathway(step("verify"), step("shelter", "verify", role="shelter"))
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        place.publish(asked)
        journey = place.open(asked)
        (request,) = place.waiting(journey)
        app = create_app(
            OfficeAnswers(place.office, lambda _: None),
            language="vi",
            mailbox=DemoMailbox(place.office),
            health=lambda: True,
        )
        with TestClient(app) as browser:
            yield Counter(place, browser, journey, request, f"/a/{place.token(request)}")


def nothing(counter: Counter) -> None:
    pass


def answered(counter: Counter) -> None:
    counter.send(DONE)


def declined(counter: Counter) -> None:
    counter.send(NOT_US)


def answered_for_good(counter: Counter) -> None:
    counter.send(DONE)
    counter.place.carry(counter.journey)


def answered_by_phone(counter: Counter) -> None:
    spoken = Proxy("done", {}, "", "Trực ban", "phone")
    answer_for_agency(counter.place.office, counter.request, spoken, "lan")
    counter.place.carry(counter.journey)


def withdrawn(counter: Counter) -> None:
    withdraw(counter.place.office, counter.request, "lan")


def skipped(counter: Counter) -> None:
    skip(counter.place.office, counter.request, "Không cần nữa", "lan")


def passed_on(counter: Counter) -> None:
    ask_again(counter.place.office, counter.request, "lan", "shelter")
    counter.place.carry(counter.journey)


def moved(counter: Counter) -> None:
    office = counter.place.office
    with office.store.writing() as books:
        fact = Reassigned(at=MORNING, key=RequestKey("verify"), agency="shelter")
        Dossier.locked(office, books, counter.journey).record(fact, "user:lan")


def revoked(counter: Counter) -> None:
    with counter.place.office.store.writing() as books:
        books.requests.revoke_links(counter.request, MORNING, "key")


def resting(counter: Counter) -> None:
    stop(counter.place.office, counter.journey, "Chờ hỏi lại", "lan", unsafe=False)


def stopped(counter: Counter) -> None:
    stop(counter.place.office, counter.journey, "Không an toàn", "lan", unsafe=True)
    counter.place.carry(counter.journey)


Befalls = Callable[[Counter], None]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "befalls",
    [nothing, answered, declined, answered_for_good, withdrawn, moved, revoked, resting, stopped],
)
def test_whoever_only_looks_changes_nothing(
    counter: Counter, befalls: Befalls, method: str
) -> None:
    befalls(counter)
    pages = [
        counter.path,
        # what the page of an answered request offers
        f"{counter.path}?correct=1",
        # what a scanner makes of the form
        f"{counter.path}?_verdict=done",
        # a link that was cut short
        counter.path[:-1],
        "/",
        "/healthz",
        "/mailbox",
        "/mailbox.json",
    ]
    before = dump_of(counter.place.office.store)

    answers = [counter.browser.request(method, page) for page in pages for _ in range(SCANS)]

    assert dump_of(counter.place.office.store) == before
    assert {answer.status_code for answer in answers} <= {200, 404, 410}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_other_way_of_asking_is_heard(counter: Counter, method: str) -> None:
    before = dump_of(counter.place.office.store)

    refused = counter.browser.request(method, counter.path)

    assert refused.status_code == 405
    assert dump_of(counter.place.office.store) == before


RECORDED, WITHDRAWN = "đã được ghi nhận", "Yêu cầu này đã được rút lại"


@pytest.mark.parametrize(
    ("befalls", "status", "told"),
    [
        # for good: what comes after it was asked
        (answered_for_good, 409, f"Câu trả lời của anh/chị {RECORDED}"),
        # by the coordinator, for the agency
        (answered_by_phone, 409, "Yêu cầu này đã được trả lời"),
        # the lead decides now
        (declined, 409, f"Câu trả lời của anh/chị {RECORDED}"),
        (withdrawn, 410, WITHDRAWN),
        (skipped, 410, WITHDRAWN),
        # another agency was asked instead
        (passed_on, 410, WITHDRAWN),
        # another agency took its place
        (moved, 410, "Yêu cầu này đã được chuyển cho cơ quan khác"),
        # its key became known
        (revoked, 410, "Đường dẫn này không còn dùng được"),
        # it may be taken back
        (resting, 410, "Yêu cầu này đang tạm dừng"),
        # it became unsafe
        (stopped, 410, "Dừng lại: xin không làm gì thêm trong vụ việc này"),
    ],
)
def test_a_dead_link_takes_no_answer_and_says_what_became_of_it(
    counter: Counter, befalls: Befalls, status: int, told: str
) -> None:
    befalls(counter)
    before = dump_of(counter.place.office.store)

    sent = counter.browser.post(counter.path, data=DONE)
    shown = counter.browser.get(counter.path)

    assert dump_of(counter.place.office.store) == before
    assert sent.status_code == status
    assert told in Page(sent.text).words
    assert told in Page(shown.text).words


@pytest.mark.parametrize("befalls", [withdrawn, moved, revoked, resting, stopped])
def test_a_dead_link_tells_nothing_of_the_case(counter: Counter, befalls: Befalls) -> None:
    befalls(counter)

    shown = counter.browser.get(counter.path).text

    for secret in (counter.journey.partition("/")[0], "verify", "shelter", "police"):
        assert secret not in shown
