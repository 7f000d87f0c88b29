from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from domain.casework.answers.views import Open
from pages.application import create_app
from pages.pacing import Pace, Pacing, Rates, neighbourhood
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page
from tests.patience import eventually

OFFICE, ELSEWHERE = "203.0.113.7", "203.0.113.8"
FEW = Rates(looks=8, sendings=6, sendings_by_a_link=4, guesses=3)
FAULTY = {"_verdict": "done", "ngay": "hôm qua"}
DONE = {"_verdict": "done", "ngay": "2026-11-23"}
From = Callable[[str], TestClient]


@contextmanager
def serving(casework: FakeAnswers, rates: Rates) -> Iterator[From]:
    app = create_app(casework, language="vi", health=lambda: True, pace=Pace(rates))
    yield lambda address: TestClient(app, client=(address, 50_000))


@pytest.fixture
def from_(casework: FakeAnswers) -> Iterator[From]:
    with serving(casework, FEW) as from_:
        yield from_


def statuses(browser: TestClient, path: str, times: int) -> list[int]:
    return [browser.get(path).status_code for _ in range(times)]


def test_a_whole_office_behind_one_address_works(casework: FakeAnswers) -> None:
    with serving(casework, Rates()) as from_:
        office = from_(OFFICE)
        tokens = [casework.ask([DAY]) for _ in range(60)]
        shown = [office.get(f"/a/{token}").status_code for token in tokens]
        sent = [office.post(f"/a/{token}", data=DONE).status_code for token in tokens]

    assert set(shown + sent) == {200}


def test_what_pages_send_of_themselves_takes_nothing_from_answers(
    from_: From, casework: FakeAnswers
) -> None:
    tokens, script = [casework.ask([DAY]) for _ in range(4)], {"Accept": "application/json"}
    for token in tokens:
        for _ in range(2):
            from_(OFFICE).post(f"/a/{token}", data={"_draft": "keep"}, headers=script)
            from_(OFFICE).post(f"/a/{token}/seen")

    sent = [from_(OFFICE).post(f"/a/{token}", data=DONE).status_code for token in tokens]

    assert sent == [200] * 4


def test_one_link_is_not_worn_out_by_what_its_page_sends_of_itself(
    from_: From, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])

    noted = [from_(OFFICE).post(f"/a/{token}/seen").status_code for _ in range(6)]

    assert noted == [204] * 4 + [429] * 2
    assert from_(OFFICE).post(f"/a/{token}", data=DONE).status_code == 200


def test_pages_that_ask_whether_they_stand_take_nothing_from_who_looks(
    from_: From, casework: FakeAnswers
) -> None:
    tokens = [casework.ask([DAY]) for _ in range(4)]

    asked = [statuses(from_(OFFICE), f"/a/{token}/stands", 4) for token in tokens]

    assert asked == [[200] * 4] * 4
    assert statuses(from_(OFFICE), f"/a/{tokens[0]}", 8) == [200] * 8


def test_of_many_at_once_no_more_are_let_in_than_one_after_another() -> None:
    let_in: list[int] = []
    all_are_there = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        let_in.append(1)
        await all_are_there.wait()
        await PlainTextResponse("ok")(scope, receive, send)

    async def at_once() -> list[int]:
        paced = Pacing(app, Pace(FEW), lambda _request, _seconds: Response(status_code=429))
        transport = httpx.ASGITransport(paced)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            sent = [asyncio.create_task(client.post("/a/one")) for _ in range(20)]
            await asyncio.wait(sent[FEW.sendings_by_a_link :])
            all_are_there.set()
            return [answer.status_code for answer in await asyncio.gather(*sent)]

    statuses = asyncio.run(asyncio.wait_for(at_once(), 20))

    assert len(let_in) == FEW.sendings_by_a_link
    assert sorted(statuses) == [200] * 4 + [429] * 16


def test_who_guesses_is_answered_no_more(from_: From) -> None:
    guesses = [from_(OFFICE).get(f"/a/guess{n}").status_code for n in range(6)]

    assert guesses == [404, 404, 404, 429, 429, 429]


def test_guesses_of_a_neighbour_close_no_genuine_link(from_: From, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])
    for n in range(50):
        from_(OFFICE).get(f"/a/guess{n}")
        from_(OFFICE).post(f"/a/guess{n}", data=DONE)

    shown = from_(OFFICE).get(f"/a/{token}")
    sent = from_(OFFICE).post(f"/a/{token}", data=DONE)

    assert (shown.status_code, sent.status_code) == (200, 200)


def test_one_link_can_be_worn_out_and_no_other_with_it(from_: From, casework: FakeAnswers) -> None:
    mine, yours = casework.ask([DAY]), casework.ask([DAY])

    sent = [from_(OFFICE).post(f"/a/{mine}", data=FAULTY).status_code for _ in range(6)]
    from_elsewhere = from_(ELSEWHERE).post(f"/a/{mine}", data=DONE)
    other = from_(OFFICE).post(f"/a/{yours}", data=DONE)

    assert sent == [422, 422, 422, 422, 429, 429]
    assert from_elsewhere.status_code == 429
    assert other.status_code == 200
    assert casework.recorded(mine) == []


def test_looking_is_counted_apart_from_sending(from_: From, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])

    looked = statuses(from_(OFFICE), f"/a/{token}", 10)
    sent = from_(OFFICE).post(f"/a/{token}", data=DONE)

    assert looked == [200] * 8 + [429] * 2
    assert sent.status_code == 200


def test_other_pages_take_nothing_from_links(from_: From, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])

    at_home = statuses(from_(OFFICE), "/", 10)

    assert at_home == [200] * 8 + [429] * 2
    assert from_(OFFICE).get(f"/a/{token}").status_code == 200


def test_each_address_is_counted_for_itself(from_: From) -> None:
    statuses(from_(OFFICE), "/", 10)

    assert from_(ELSEWHERE).get("/").status_code == 200


def test_who_watches_the_pages_is_never_refused(from_: From) -> None:
    assert set(statuses(from_(OFFICE), "/healthz", 30)) == {200}


def test_who_is_too_fast_is_told_kindly_when_to_come_back(
    from_: From, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    for _ in range(4):
        from_(OFFICE).post(f"/a/{token}", data=FAULTY)

    refused = from_(OFFICE).post(f"/a/{token}", data=DONE)

    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert "no-store" in refused.headers["Cache-Control"]
    words = Page(refused.text).words
    assert "Có quá nhiều lượt truy cập cùng lúc" in words
    assert "please take it as NOT recorded" in words
    assert token not in refused.text


def test_a_guess_too_many_tells_no_more_than_one(from_: From) -> None:
    pages = [from_(OFFICE).get(f"/a/guess{n}") for n in range(6)]

    assert len({page.text for page in pages[3:]}) == 1
    assert "Đường dẫn không hợp lệ" not in pages[-1].text


def test_it_passes(casework: FakeAnswers) -> None:
    quick = Rates(looks=1, in_seconds=1)
    token = casework.ask([])

    with serving(casework, quick) as from_:
        met = statuses(from_(OFFICE), f"/a/{token}", 20)
        eventually(lambda: from_(OFFICE).get(f"/a/{token}").status_code == 200, within=10)

    assert 429 in met
    assert isinstance(casework.look(token), Open)


@pytest.mark.parametrize(
    ("address", "neighbours"),
    [
        ("203.0.113.7", "203.0.113.7"),
        # a household is given the whole network
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        # the same as it was written before
        ("::ffff:203.0.113.7", "203.0.113.7"),
        # a socket in the file system, or whatever a proxy says
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_who_counts_as_one(address: str, neighbours: str) -> None:
    assert neighbourhood(address) == neighbours
