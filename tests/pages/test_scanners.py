"""What opens a link before its reader does, or in their stead: nothing is answered by a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.pages_app import DemoMailbox
from domain.casework.answers.reissuing import resend
from domain.casework.answers.views import Open
from domain.casework.desk.coordinating import withdraw
from domain.casework.person.reading import make_code
from pages.application import create_app
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.casework.of_two import asked as asked_of_two, finding_pathway, propose
from tests.domain.casework.sharing import ASKING, agree, taken_down
from tests.domain.db.dump import dump_of
from tests.domain.small import number, pathway, step
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import EVERY_KIND
from tests.pages.reading import Page
from tests.pages.serving import served

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
FILLED = {"_verdict": "done", "times": "1"}
Move = Callable[[TestClient, str], object]


@dataclass(frozen=True)
class Scanner:
    name: str
    moves: Sequence[Move]
    headers: Mapping[str, str] = field(default_factory=dict)


def gets(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code < 500


def peeks(browser: TestClient, path: str) -> None:
    assert browser.head(path).status_code < 500


def asks_what_is_allowed(browser: TestClient, path: str) -> None:
    for method in ("OPTIONS", "PROPFIND", "TRACE"):
        assert browser.request(method, path).status_code == 405


def follows_all_that_can_be_followed(browser: TestClient, path: str) -> None:
    """Links, and where forms would be sent, with what stands in them."""
    page = Page(browser.get(path).text)
    sent = [
        urljoin(form.attributes.get("action") or path, f"?{urlencode(form.values, doseq=True)}")
        for form in page.forms
    ]
    actions = [form.attributes["action"] for form in page.forms if "action" in form.attributes]
    for address in [*page.links(), *sent, *actions]:
        assert browser.get(urljoin(path, address)).status_code < 500


def fills_in_what_it_can(browser: TestClient, path: str) -> None:
    assert browser.get(path, params=FILLED).status_code < 500


def gets_with_a_body(browser: TestClient, path: str) -> None:
    as_form = {"Content-Type": "application/x-www-form-urlencoded"}
    for method in ("GET", "HEAD"):
        browser.request(method, path, content=urlencode(FILLED), headers=as_form)


def asks_in_anothers_name(browser: TestClient, path: str) -> None:
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        browser.get(path, params=FILLED | {"_method": "POST"}, headers={header: "POST"})


def posts_nothing(browser: TestClient, path: str) -> None:
    """As a sandbox does that clicks whatever it finds, with no form in hand."""
    assert browser.post(path).status_code in (409, 410, 422)


SCANNERS = (
    # fetched both links of a mail, and the run went on with either (Activepieces #14024)
    Scanner("a mail gateway", [gets, gets, follows_all_that_can_be_followed]),
    # spent the token 22 seconds after it was sent (emdash #3298)
    Scanner("an impatient one", [gets] * 5, {"User-Agent": CHROME}),
    # looked by HEAD at first, then by GET as well (nextauth #1840)
    Scanner(
        "SafeLinks",
        [peeks, gets, follows_all_that_can_be_followed],
        {"User-Agent": CHROME, "Via": "1.1 safelinks.protection.outlook.com"},
    ),
    Scanner(
        "Outlook",
        [peeks, asks_what_is_allowed, gets],
        {"User-Agent": "Microsoft Office/16.0 (Microsoft Outlook 16.0; Pro)"},
    ),
    Scanner(
        "Office's discovery",
        [asks_what_is_allowed, peeks],
        {"User-Agent": "Microsoft Office Protocol Discovery"},
    ),
    # approved by its preview (n8n #13792)
    Scanner(
        "Teams",
        [gets, fills_in_what_it_can],
        {"User-Agent": "Mozilla/5.0 SkypeUriPreview Preview/0.5"},
    ),
    Scanner(
        "Slack",
        [gets, peeks],
        {"User-Agent": "Slackbot-LinkExpanding 1.0", "Range": "bytes=0-32768"},
    ),
    Scanner("WhatsApp", [gets], {"User-Agent": "WhatsApp/2.24.1 A"}),
    Scanner("Telegram", [gets], {"User-Agent": "TelegramBot (like TwitterBot)"}),
    Scanner("Viber", [peeks, gets], {"User-Agent": "Viber/20"}),
    Scanner("Zalo", [gets, gets], {"User-Agent": "Mozilla/5.0 (compatible; ZaloPreview/1.0)"}),
    # sent on by a page's own means, it followed (outline #9227)
    Scanner("a browser ahead of its reader", [gets], {"Sec-Purpose": "prefetch;prerender"}),
    Scanner("an older browser ahead", [gets], {"Purpose": "prefetch", "X-Moz": "prefetch"}),
    Scanner("a crawler that fills in", [fills_in_what_it_can, follows_all_that_can_be_followed]),
    Scanner("one that sends bodies along", [gets_with_a_body]),
    Scanner("one that tries other methods' names", [asks_in_anothers_name]),
    Scanner("a sandbox", [gets, posts_nothing]),
    # says nothing of itself: no control could know it by that
    Scanner("a nameless one", [gets, peeks], {"User-Agent": ""}),
)


@dataclass(slots=True)
class Asked:
    place: Bureau
    browser: TestClient
    request: str
    token: str


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    verify = pathway(step("verify", form=[number("times")]))
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        place.publish(verify)
        (request,) = place.waiting(place.open(verify))
        with shown(place) as browser:
            yield Asked(place, browser, request, place.token(request))


def shown(place: Bureau) -> TestClient:
    """The pages of the bureau."""
    return TestClient(
        create_app(
            OfficeAnswers(place.office, lambda _: None),
            language="vi",
            mailbox=DemoMailbox(place.office),
            health=lambda: True,
        )
    )


def waits(_: Asked) -> None:
    pass


def was_answered(asked: Asked) -> None:
    assert asked.browser.post(f"/a/{asked.token}", data=FILLED).status_code == 200


def was_withdrawn(asked: Asked) -> None:
    withdraw(asked.place.office, asked.request, "lan")


@pytest.mark.parametrize("before", [waits, was_answered, was_withdrawn])
@pytest.mark.parametrize("scanner", SCANNERS, ids=lambda scanner: scanner.name)
def test_a_scanner_leaves_no_trace(
    asked: Asked, scanner: Scanner, before: Callable[[Asked], None]
) -> None:
    before(asked)
    asked.browser.headers.update(scanner.headers)
    books = dump_of(asked.place.office.store)

    for move in scanner.moves:
        move(asked.browser, f"/a/{asked.token}")

    assert dump_of(asked.place.office.store) == books


def asks_for_a_code(place: Bureau) -> str:
    journey = taken_down(place, ASKING)
    agree(place, journey)
    (request,) = place.waiting(journey)
    make_code(place.office, request, "police_1", "lan")
    return place.token(request)


def waits_for_the_second(place: Bureau) -> str:
    _, request = asked_of_two(place, finding_pathway())
    propose(place, request, note=["Gặp ở bến xe"])
    return place.token(request, contact=2)


def can_be_sent_afresh(place: Bureau) -> str:
    small = pathway(step("verify"))
    place.publish(small)
    (request,) = place.waiting(place.open(small))
    token = place.token(request)
    resend(place.office, request, "lan")
    return token


@pytest.mark.parametrize(
    ("brought_to", "form"),
    [
        # a code, by which the person is read of
        (asks_for_a_code, "_code"),
        # what the first of two said, to be read, confirmed or not
        (waits_for_the_second, "_line"),
        # a dead link that sends another one
        (can_be_sent_afresh, "_fresh"),
    ],
)
def test_nor_does_any_leave_one_where_the_page_has_other_forms(
    tmp_path: Path, brought_to: Callable[[Bureau], str], form: str
) -> None:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        path = f"/a/{brought_to(place)}"
        with shown(place) as browser:
            page, before = browser.get(path).text, dump_of(place.office.store)
            for scanner in SCANNERS:
                for move in scanner.moves:
                    browser.headers.update(scanner.headers)
                    move(browser, path)

        assert f'name="{form}"' in page
        assert dump_of(place.office.store) == before


def test_who_comes_after_all_of_them_can_answer(asked: Asked) -> None:
    for scanner in SCANNERS:
        for move in scanner.moves:
            move(asked.browser, f"/a/{asked.token}")

    still = asked.browser.get(f"/a/{asked.token}")
    answered = asked.browser.post(f"/a/{asked.token}", data=FILLED)

    assert (still.status_code, answered.status_code) == (200, 200)


@pytest.mark.browser
def test_a_sandbox_with_a_whole_browser_answers_nothing(
    browser: Browser, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND, may_lack_grounds=True)

    with served(create_app(casework, language="vi", health=lambda: True)) as address:
        context = browser.new_context(java_script_enabled=True)
        page = context.new_page()
        page.goto(f"{address}/a/{token}", wait_until="networkidle")
        page.mouse.move(100, 100)
        page.mouse.wheel(0, 2000)
        for summary in page.locator("summary").all():
            summary.click()
        page.wait_for_load_state("networkidle")
        context.close()

    assert isinstance(casework.look(token), Open)
    assert casework.recorded(token) == []
