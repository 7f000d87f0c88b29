from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import httpx
import pytest

from pages.application import create_app
from pages.prefix import BelowPrefix, prefix_of
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page
from tests.pages.reverse_proxy import reverse_proxy
from tests.pages.serving import served
from tests.pages.test_axe import Box

PREFIX = "/so/phoi-hop"


@pytest.fixture(
    params=[
        # what the proxy passes on has lost the prefix
        pytest.param(True, id="stripped"),
        # or has it yet
        pytest.param(False, id="kept"),
    ]
)
def address(request: pytest.FixtureRequest, casework: FakeAnswers) -> Iterator[str]:
    app = create_app(casework, language="vi", mailbox=Box(), health=lambda: True)
    with (
        served(BelowPrefix(app, PREFIX)) as upstream,
        reverse_proxy(upstream, PREFIX, strips=request.param) as address,
    ):
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
