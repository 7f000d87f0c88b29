from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from fastapi import FastAPI

from pages.application import create_app
from pages.prefix import BelowPrefix, prefix_of
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.desk.front import PASSWORD, Front, form
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page
from tests.pages.reverse_proxy import reverse_proxy
from tests.pages.serving import served
from tests.pages.test_axe import Box

PREFIX = "/so/phoi-hop"
SMALL = pathway(step("verify"))


@pytest.fixture(
    params=[
        # what the proxy passes on has lost the prefix
        pytest.param(True, id="stripped"),
        # or has it yet
        pytest.param(False, id="kept"),
    ]
)
def strips(request: pytest.FixtureRequest) -> bool:
    strips: bool = request.param
    return strips


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """Reached by http, so that this test's browser gives its cookies back."""
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield Front(place, f"http://127.0.0.1{PREFIX}")


@contextmanager
def behind_a_proxy(app: FastAPI, *, strips: bool) -> Iterator[str]:
    with (
        served(BelowPrefix(app, PREFIX)) as upstream,
        reverse_proxy(upstream, PREFIX, strips=strips) as address,
    ):
        yield address


@pytest.fixture
def address(strips: bool, casework: FakeAnswers) -> Iterator[str]:  # noqa: FBT001 - a fixture
    app = create_app(casework, language="vi", mailbox=Box(), health=lambda: True)
    with behind_a_proxy(app, strips=strips) as address:
        yield address


def test_an_officer_answers_and_corrects_below_a_prefix(
    address: str, casework: FakeAnswers
) -> None:
    link = f"{address}/a/{casework.ask([DAY])}"

    shown = httpx.get(link)
    action = Page(shown.text).form().attributes.get("action", "")
    sent = httpx.post(urljoin(link, action), data={"_verdict": "done", "ngay": "2026-11-23"})
    (correcting,) = (a for a in Page(sent.text).links() if "correct" in a)
    again = httpx.get(urljoin(link, correcting))

    assert [answer.status_code for answer in (shown, sent, again)] == [200, 200, 200]
    assert Page(again.text).form().values["_corrects"] == ["1"]


def test_a_coordinator_works_at_the_desk_below_a_prefix(
    strips: bool,  # noqa: FBT001 - a fixture
    front: Front,
) -> None:
    front.place.publish(SMALL)
    journey = front.place.open(SMALL, area="hai_phong")
    with (
        behind_a_proxy(front.app(), strips=strips) as address,
        httpx.Client(follow_redirects=True) as browser,
    ):
        sign_in = browser.get(f"{address}/desk")
        desk = press(browser, sign_in, "/desk/sign-in", name="lan", password=PASSWORD)
        case = browser.get(urljoin(str(desk.url), link_to(desk, journey)))
        paused = press(browser, case, "/pause", clocks="run")
        out = press(browser, paused, "/desk/sign-out")
        kept = {cookie.path for cookie in browser.cookies.jar}

    assert [str(page.url).removeprefix(address) for page in (sign_in, desk, case, paused, out)] == [
        "/desk/sign-in",
        "/desk",
        f"/desk/cases/{journey}",
        f"/desk/cases/{journey}?done=pause",
        "/desk/sign-in",
    ]
    assert front.kinds(journey)[-1] == "paused"
    assert kept == {PREFIX}


def press(
    browser: httpx.Client, shown: httpx.Response, ending: str, **typed: str
) -> httpx.Response:
    """The button of the form whose address ends so."""
    sent = form(Page(shown.text), ending)
    address = urljoin(str(shown.url), sent.attributes["action"])
    return browser.post(address, data={**sent.values, **typed})


def link_to(shown: httpx.Response, journey: str) -> str:
    return next(link for link in Page(shown.text).links() if link.endswith(journey))


@pytest.mark.parametrize("path", ["/", "/mailbox", "/a/request1.lan", "/a/nothing"])
def test_all_that_a_page_names_is_found(address: str, casework: FakeAnswers, path: str) -> None:
    casework.ask([DAY])
    shown = httpx.get(address + path)
    named = [
        attributes[name]
        for _, attributes in Page(shown.text).tags
        for name in ("href", "src", "action")
        if name in attributes
    ]

    ours = [urljoin(str(shown.url), each) for each in named if not each.startswith("http")]
    found = {each: httpx.get(each).status_code for each in ours}

    assert any(".css" in each for each in ours)
    assert all(each.startswith(address) for each in ours)
    assert set(found.values()) <= {shown.status_code, 200}


def test_the_bare_prefix_is_home(address: str) -> None:
    assert httpx.get(address).status_code == 200


def test_who_comes_past_the_proxy_finds_the_pages_as_well(casework: FakeAnswers) -> None:
    app = BelowPrefix(create_app(casework, language="vi", health=lambda: True), PREFIX)

    with served(app) as address:
        found = [httpx.get(address + path).status_code for path in ("/healthz", "/")]

    assert found == [200, 200]


@pytest.mark.parametrize(
    ("base_url", "prefix"),
    [
        ("https://phoi-hop.example.vn", ""),
        ("https://phoi-hop.example.vn/", ""),
        ("https://example.vn/so/phoi-hop", "/so/phoi-hop"),
        ("https://example.vn/so/phoi-hop/", "/so/phoi-hop"),
    ],
)
def test_the_prefix_stands_in_the_address_of_the_pages(base_url: str, prefix: str) -> None:
    assert prefix_of(base_url) == prefix


def test_what_only_begins_like_the_prefix_is_not_below_it(casework: FakeAnswers) -> None:
    app = BelowPrefix(create_app(casework, language="vi", health=lambda: True), "/so")

    with served(app) as address:
        found = httpx.get(f"{address}/sort").status_code

    assert found == 404
